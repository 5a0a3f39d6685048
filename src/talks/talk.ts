import type { Dialogue } from "./dialogue.ts";

export type TalkName =
  | "first-contact"
  | "menu"
  | "danger-now"
  | "danger-unclear"
  | "intake"
  | "find-help"
  | "someone-else"
  | "neighbour"
  | "for-child"
  | "under-age"
  | "suicide"
  | "live"
  | "order"
  | "order-open"
  | "shop-door"
  | "shop-window"
  | "counter"
  | "resume"
  | "my-code-word"
  | "codes"
  | "more-codes"
  | "code-phrase"
  | "practice"
  | "shop-words"
  | "safe-address"
  | "duress-phrase"
  | "pin"
  | "known-by"
  | "forget-codes"
  | "my-traces"
  | "stop-contact"
  | "erase-cases"
  | "keep-cases"
  | "forget-me";

/** Talks of the shop that the chat is under cover. */
export const SHOP_TALKS: readonly string[] = ["order", "order-open", "shop-door", "shop-window", "counter"];

/** How a talk ends: always in another one, so that nobody stands before a closed door. */
export interface TalkEnd {
  /** `beneath`: the talk that lay under this one goes on. */
  readonly goTo: TalkName | "beneath";
}

/** A guided conversation. It knows no platform, no storage and no clock; run again over the same answers it says the same. */
export interface Talk {
  readonly name: TalkName;
  /** Counts up when questions change: recorded answers of another edition are not read. */
  readonly edition: number;
  readonly run: (d: Dialogue) => Promise<TalkEnd>;
}

export function goTo(name: TalkEnd["goTo"]): TalkEnd {
  return { goTo: name };
}
