import type { TalkState } from "../domain/answers.ts";
import { COVER_MS, type Link } from "../domain/link.ts";
import { later, type UnixMs } from "../domain/time.ts";
import type { Inbound } from "./inbound.ts";
import type { Parts } from "./parts.ts";
import { begin, type Plan } from "./run-talk.ts";
import type { Turn } from "./turn.ts";

/** What these say is the same for everybody, whoever reads it. */
const HARMLESS: readonly string[] = ["first-contact", "resume"];

/** Whether she was silent for so long that somebody else may hold the phone. */
export function isIdle(parts: Parts, { heardAt }: Link, { talk }: TalkState, now: UnixMs): boolean {
  return !HARMLESS.includes(talk) && now - heardAt > parts.patience.idle;
}

/**
 * Nothing of the talk is shown before it is clear who writes: a plain question, or the shop where a PIN was set. What was
 * written is no answer yet, but not lost either.
 */
export function planCheck(parts: Parts, turn: Turn, state: TalkState, { heard }: Inbound): Promise<Plan> {
  const { beneath: _none, ...below } = state;
  const beneath = { ...below, held: heard.heard === "words" ? heard.words : null };
  if (turn.link.pin === null) return begin(parts, turn, "resume", { beneath });
  const until = later(parts.keys.time.now(), COVER_MS);
  turn.link = { ...turn.link, cover: { is: "decoy", why: "idle", until }, pin: { ...turn.link.pin, wrong: 0 } };
  return begin(parts, turn, "shop-window", { beneath });
}
