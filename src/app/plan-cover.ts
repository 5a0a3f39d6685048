import { pinFits } from "../crypto/pin.ts";
import { fold } from "../distress/fold.ts";
import type { TalkState } from "../domain/answers.ts";
import { LOCALES } from "../domain/chat.ts";
import type { Cover } from "../domain/link.ts";
import { answer } from "./answer-turn.ts";
import type { Inbound, Listen } from "./inbound.ts";
import { coverEntry, findOrder } from "./order-case.ts";
import type { Parts } from "./parts.ts";
import { begin, fresh, goOn, isShopTalk, type Plan, takeUp, uncovered } from "./run-talk.ts";
import type { Turn } from "./turn.ts";

/** Whoever tries more often under one cover is not she. */
const MOST_WRONG = 5;
const LIKE_A_PIN = /^\s*\d{4,8}\s*$/;

interface Covered {
  readonly turn: Turn;
  readonly cover: Cover;
  readonly state: TalkState | null;
}

/**
 * A turn of a chat that is a shop to whoever looks. Only the PIN opens it, or the word for coming back where none was set;
 * whether a try was close is not to be seen.
 */
export async function planUnderCover(
  parts: Parts,
  { turn, cover, state }: Covered,
  inbound: Inbound,
  listen: Listen,
): Promise<Plan> {
  const words = inbound.heard.heard === "words" ? inbound.heard.words : null;
  if (words !== null && opens(parts, turn, words)) return uncover(parts, turn, state);
  if (words !== null) countWrong(turn, words);
  const beneath = beneathOf(state);
  if (inbound.begin !== null) return begin(parts, turn, "shop-door", { beneath });
  if (state !== null && isShopTalk(state)) return answer(parts, turn, state, inbound, listen);
  const hasOrder = cover.is === "order" && (await findOrder(parts, turn.link)) !== null;
  if (words === null || inbound.edited) return begin(parts, turn, hasOrder ? "order-open" : "shop-window", { beneath });
  // A shop answers what it is asked, also where it had not been opened yet.
  const opened = await goOn(parts, turn, fresh(parts, hasOrder ? "order-open" : "counter", null, beneath), []);
  return opened.state === null ? opened : answer(parts, turn, opened.state, inbound, listen);
}

/** What lies under the shop: the talk that stood there when the cover was put on. */
export function beneathOf(state: TalkState | null): TalkState["beneath"] {
  if (state === null) return null;
  if (isShopTalk(state)) return state.beneath;
  const { beneath: _none, ...below } = state;
  return { ...below, held: null };
}

function opens(parts: Parts, { link }: Turn, words: string): boolean {
  if (link.pin !== null) return link.pin.wrong < MOST_WRONG && pinFits(parts.sodium, link.pin.verifier, words.trim());
  return LOCALES.some((locale) => fold(parts.texts.text(locale, "shop.return-word")) === fold(words));
}

function countWrong(turn: Turn, words: string): void {
  const { pin } = turn.link;
  if (pin !== null && LIKE_A_PIN.test(words)) turn.link = { ...turn.link, pin: { ...pin, wrong: pin.wrong + 1 } };
}

async function uncover(parts: Parts, turn: Turn, state: TalkState | null): Promise<Plan> {
  const { pin } = turn.link;
  turn.link = { ...turn.link, cover: null, pin: pin && { ...pin, wrong: 0 } };
  turn.writes.push(...(await coverEntry(parts, turn, "open")));
  return takeUp(parts, turn, uncovered(parts, turn, { beneath: beneathOf(state) }), []);
}
