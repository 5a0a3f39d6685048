import type { TalkState } from "../domain/answers.ts";
import type { Link } from "../domain/link.ts";
import type { UnixMs } from "../domain/time.ts";
import { answer } from "./answer-turn.ts";
import type { Inbound, Listen } from "./inbound.ts";
import type { Parts } from "./parts.ts";
import { perform } from "./perform.ts";
import { begin, type Plan, putOnCover } from "./run-talk.ts";
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
export async function planCheck(parts: Parts, turn: Turn, state: TalkState, { heard }: Inbound): Promise<Plan> {
  const { beneath: _none, ...below } = state;
  const words = heard.heard === "words" ? heard.words : null;
  const beneath = await withWords(parts, turn, { ...below, held: null }, words);
  if (turn.link.pin === null) return begin(parts, turn, "resume", { beneath });
  putOnCover(parts, turn, "idle");
  return begin(parts, turn, "shop-window", { beneath });
}

/** The plain question is open: what is no answer to it belongs to the talk beneath. */
export async function planCheckAnswer(
  parts: Parts,
  turn: Turn,
  state: TalkState,
  inbound: Inbound,
  listen: Listen,
): Promise<Plan> {
  const { heard } = inbound;
  if (heard.heard !== "words" || inbound.edited || state.beneath === null)
    return answer(parts, turn, state, inbound, listen);
  const words = heard.words;
  let isAnswer = true;
  const listenHere: Listen = async (question) => {
    const said = await listen(question);
    isAnswer = said.kind !== "unclear";
    return said;
  };
  const plan = await answer(parts, turn, state, inbound, listenHere);
  if (isAnswer) return plan;
  return begin(parts, turn, "resume", { beneath: await withWords(parts, turn, state.beneath, words) });
}

type Beneath = NonNullable<TalkState["beneath"]>;

/** Words to staff are taken at once, because they show nothing to anybody; other words wait to be an answer. */
async function withWords(parts: Parts, turn: Turn, beneath: Beneath, words: string | null): Promise<Beneath> {
  if (words === null) return beneath;
  const kept = beneath.talk === "live" ? await perform(parts, turn, { do: "append-words", words }) : null;
  return kept?.outcome === "kept" ? beneath : { ...beneath, held: words };
}
