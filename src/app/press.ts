import type { TalkState } from "../domain/answers.ts";
import type { Locale } from "../domain/chat.ts";

/**
 * What a button sends back, at most 64 bytes:
 * `a.<serial>.<option>` an answer, `t.<serial>.<option>.<0|1>` a box, `d.<door>.<locale>` a door.
 */
export type Press =
  | { readonly press: "option"; readonly serial: string; readonly option: string }
  | { readonly press: "tick"; readonly serial: string; readonly option: string; readonly on: boolean }
  | { readonly press: "door"; readonly door: Door; readonly locale: Locale | null };

/** The doors that work in any state: two in an open chat, and their twins in a shop. */
export const DOORS = ["hide", "danger", "cancel-order", "urgent-order"] as const;
export type Door = (typeof DOORS)[number];

export function optionPress(serial: string, option: string): string {
  return `a.${serial}.${option}`;
}

/** Says what the box becomes, not that it changes: pressed twice in haste it stays ticked. */
export function tickPress(serial: string, option: string, on: boolean): string {
  return `t.${serial}.${option}.${on ? 1 : 0}`;
}

/** Carries the language, so that a door can answer without any memory. */
export function doorPress(door: Door, locale: Locale | null): string {
  return `d.${door}.${locale ?? "both"}`;
}

/** Undoes the three above; null for anything else, such as a button of an older version. */
export function parsePress(data: string): Press | null {
  const [kind, second = "", third = "", fourth] = data.split(".");
  if (kind === "a" && third !== "") return { press: "option", serial: second, option: third };
  if (kind === "t" && third !== "") return { press: "tick", serial: second, option: third, on: fourth === "1" };
  const door = DOORS.find((one) => one === second);
  if (kind !== "d" || door === undefined) return null;
  return { press: "door", door, locale: third === "kk" || third === "ru" ? third : null };
}

/** Whose first screen is not to be told from the other's, down to what its buttons send. */
const SAME_SCREEN: ReadonlyMap<string, string> = new Map([["shop-door", "first-contact"]]);

/**
 * Names the question that a button belongs to, and all that was answered before it: a "yes" of last week, under the name
 * of another organisation, is no consent of today. FNV-1a over the state: short, and no secret.
 */
export function serialOf(state: Pick<TalkState, "talk" | "edition" | "answers">): string {
  let hash = 0x811c9dc5;
  const talk = SAME_SCREEN.get(state.talk) ?? state.talk;
  for (const char of `${talk}|${state.edition}|${JSON.stringify(state.answers)}`) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
