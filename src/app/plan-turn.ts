import { type HeardDanger, hearSigns } from "../distress/signs/hear-signs.ts";
import type { TalkState } from "../domain/answers.ts";
import { coverOf } from "../domain/link.ts";
import { advance } from "../talks/advance.ts";
import { answer } from "./answer-turn.ts";
import type { ChatRecord } from "./chat-record.ts";
import type { Inbound, Listen } from "./inbound.ts";
import type { Parts } from "./parts.ts";
import { perform } from "./perform.ts";
import { isIdle, planCheck, planCheckAnswer } from "./plan-check.ts";
import { planUnderCover } from "./plan-cover.ts";
import { begin, isShopTalk, type Plan } from "./run-talk.ts";
import type { Turn } from "./turn.ts";

/** What comes of one update. Nothing is kept yet. */
export async function planTurn(parts: Parts, record: ChatRecord, inbound: Inbound, listen: Listen): Promise<Plan> {
  const { chat, edited, forwarded, heard } = inbound;
  const now = parts.keys.time.now();
  const cover = coverOf(record.link, now);
  // An order that nobody took up for a day is over: what lay under it is too old to go on with.
  const state = cover === null && isShopTalk(record.state) ? null : record.state;
  const turn: Turn = {
    chat,
    edited,
    forwarded,
    message: heard.heard === "words" ? inbound.message : null,
    dangerIn: dangerIn(parts, inbound),
    cry: state?.cry ?? null,
    held: null,
    link: { ...record.link, cover },
    writes: [],
    afterwards: [],
    act: null,
    handedOver: [],
    forgot: false,
    tells: [],
  };
  if (cover !== null) return planUnderCover(parts, { turn, cover, state }, inbound, listen);
  if (inbound.begin !== null && !(await isTellingToo(parts, state, inbound))) {
    await passOnCry(parts, turn, state, inbound);
    keepCry(turn, inbound);
    return begin(parts, turn, inbound.begin, { numbersShown: inbound.numbersShown });
  }
  if (state === null) return begin(parts, turn, "first-contact");
  if (isIdle(parts, record.link, state, now)) return planCheck(parts, turn, state, inbound);
  if (state.talk === "resume") return planCheckAnswer(parts, turn, state, inbound, listen);
  return answer(parts, turn, state, inbound, listen);
}

/** Words of this turn were listened to on the way in, others are when they are needed; each of them once. */
function dangerIn(parts: Parts, { heard, danger }: Inbound): Turn["dangerIn"] {
  const known = new Map<string, HeardDanger>();
  if (danger !== null && heard.heard === "words") known.set(heard.words, danger);
  return (words) => {
    const found = known.get(words) ?? hearSigns(parts.ears, words);
    known.set(words, found);
    return found;
  };
}

/**
 * Words that tell of danger, where she was asked for her own words: they are her answer, and the numbers were shown.
 * In the talk that they would begin they are an answer that was not understood, which counts as danger the second time.
 */
async function isTellingToo(parts: Parts, state: TalkState | null, inbound: Inbound): Promise<boolean> {
  const { begin, telling, heard } = inbound;
  if (!telling || heard.heard !== "words" || state === null) return false;
  const talk = parts.talks.get(state.talk);
  if (talk?.edition !== state.edition) return false;
  const { next } = await advance(talk, state.answers);
  if (next.wait !== "answer") return false;
  const { ask } = next.question;
  return (
    ask === "words" ||
    ask === "place" ||
    talk.name === begin ||
    (begin === "danger-now" && talk.name === "danger-unclear")
  );
}

/** Words that began a talk about danger are kept for the case that it opens: nobody has to say it twice. */
function keepCry(turn: Turn, { begin, telling, heard }: Inbound): void {
  if (begin === "first-contact") turn.cry = null;
  else if (telling && heard.heard === "words") turn.cry = heard.words;
}

/** A cry in the middle of a live talk is also said to those who read it. */
async function passOnCry(parts: Parts, turn: Turn, state: TalkState | null, { begin, heard }: Inbound): Promise<void> {
  if (state?.talk !== "live" || begin === "first-contact" || heard.heard !== "words") return;
  await perform(parts, turn, { do: "append-words", words: heard.words });
}
