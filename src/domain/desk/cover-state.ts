import type { EntryBody } from "../case-contents.ts";
import { COVER_MS } from "../link.ts";

/** What whoever looks at her phone sees, as far as the entries of a case tell. */
export type CoverNow = Extract<EntryBody, { entry: "cover" }>["now"];

export interface CoverStep {
  readonly now: CoverNow;
  /** ms. */
  readonly at: number;
}

/** How a chat went in and out of the shop. */
export interface CoverState {
  readonly now: CoverNow;
  /** In order; one after another they differ. Begins with `open` where she wrote openly before. */
  readonly steps: readonly CoverStep[];
  /** The cover ended by itself, a day after it was put on: nobody opened the chat. */
  readonly isLapsed: boolean;
  /** When she last gave the sign that he reads; null: never. */
  readonly duressAt: number | null;
}

interface Dated {
  readonly at: number;
  readonly body: EntryBody;
}

/** What she writes herself, in a chat that is no shop. */
const OPEN: ReadonlySet<EntryBody["entry"]> = new Set(["intake", "text"]);

/**
 * Reads the state of the cover from the entries of a case, oldest first. An alert puts the cover on; words of hers that come
 * as plain text were written in an open chat.
 *
 * @param now ms.
 */
export function coverStateOf(entries: readonly Dated[], now: number): CoverState {
  const steps: CoverStep[] = [];
  let putOnAt = 0;
  for (const { at, body } of entries) {
    const next = stepOf(body);
    if (next === null) continue;
    putOnAt = at;
    if (next !== steps.at(-1)?.now) steps.push({ now: next, at });
  }
  const last = steps.at(-1) ?? { now: "open" };
  const isLapsed = last.now !== "open" && now - putOnAt >= COVER_MS;
  const duressAt = steps.findLast((step) => step.now === "duress")?.at ?? null;
  return { now: isLapsed ? "open" : last.now, steps, isLapsed, duressAt };
}

function stepOf(body: EntryBody): CoverNow | null {
  if (body.entry === "cover") return body.now;
  if (body.entry === "alert") return body.practice === true ? null : "order";
  return OPEN.has(body.entry) ? "open" : null;
}
