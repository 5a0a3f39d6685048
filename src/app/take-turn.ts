import { type HeardDanger, hearSigns } from "../distress/signs/hear-signs.ts";
import type { Answer, TalkState } from "../domain/answers.ts";
import type { ChatAddress, Locale } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { advance, outcomeAnswer, talkNamed } from "../talks/advance.ts";
import type { Heard } from "../talks/hear.ts";
import type { Question } from "../talks/question.ts";
import type { TalkName } from "../talks/talk.ts";
import { commitAnyway } from "./audit.ts";
import { type ChatRecord, linkWrite, readChat, stateWrite, turnOf } from "./chat-record.ts";
import { type Posted, post } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import { perform } from "./perform.ts";
import { serialOf } from "./press.ts";
import { receiptsOf } from "./receipts.ts";
import { renderRows, renderSaid, renderText, renderTurn } from "./render.ts";
import type { Turn } from "./turn.ts";

/** One update of a person, freed of its platform. */
export interface Inbound {
  readonly chat: ChatAddress;
  /** Unique for the channel; the same update delivered twice has the same. */
  readonly updateId: string;
  readonly heard: Heard;
  /** Serial of the question that a pressed button belongs to; null for typed words. */
  readonly serial: string | null;
  /** A box to tick or untick; null when nothing is ticked. */
  readonly tick: { readonly option: string; readonly on: boolean; readonly message: number } | null;
  /** A talk to begin, whatever was open: a command, a door. */
  readonly begin: TalkName | null;
  /** The talk is begun because of words that told of danger: where she was asked for her own words they are her answer. */
  readonly telling: boolean;
  /** Numbers were shown already, by the panic path. */
  readonly numbersShown: boolean;
  /** What her words tell of danger; null when nobody has listened yet. */
  readonly danger: HeardDanger | null;
  /** She changed an earlier message. */
  readonly edited: boolean;
  /** Words of somebody else that she passed on. */
  readonly forwarded: boolean;
  /** Her message, to be swept by hide. */
  readonly message: number | null;
}

/** Understands an answer to a question. The chat engine does it, one question at a time. */
export type Listen = (question: Question) => Promise<Answer>;

/** What came of a turn: the parcel that is now durable, or nothing to say. */
export type TurnResult =
  | {
      readonly took: "turn";
      readonly posted: Posted | null;
      /** Her language from now on. */
      readonly locale: Locale | null;
      /** The turn put other parcels into the outbox, such as a notice to staff. */
      readonly alsoDue: boolean;
    }
  | { readonly took: "repeat" };

/** What the panic path has said already when it hands a talk over. */
const SHOWN_BY_PANIC: readonly string[] = ["danger-now.call-first", "suicide.who-helps"];

/** How often a turn is begun again when somebody else wrote to the same chat or case in between. */
const TRIES = 4;
/** A talk that goes on so long without asking anything is broken. */
const MAX_STEPS = 40;

/**
 * Takes one turn of a talk: reads, lets the talk go on, and commits state, entries and words to say as one.
 *
 * @throws {Fault} `store/…`, `keys/…`, `turn/…`: nothing was kept; the caller says so.
 */
export async function takeTurn(
  parts: Parts,
  inbound: Inbound,
  listen: Listen,
  isOver: () => boolean = () => false,
): Promise<TurnResult> {
  for (let left = TRIES; left > 0; left -= 1) {
    const record = await readChat(parts, inbound.chat);
    const plan = await planTurn(parts, record, inbound, listen);
    const posted =
      plan.out.length > 0
        ? post(parts, inbound.chat, plan.out, {
            due: parts.keys.time.now(),
            heard: heardOf(inbound),
            turn: turnOf(record),
            tells: plan.turn.tells,
          })
        : null;
    if (isOver()) throw new Fault("turn/too-slow"); // She was told already; a late turn would answer another question.
    const committed = await commitAnyway(parts, plan.turn.act, [
      ...receiptsOf(parts, inbound.updateId),
      ...(plan.state === null ? [] : [stateWrite(parts, record, plan.state)]),
      linkWrite(parts, record, { ...plan.turn.link, heardAt: parts.keys.time.now() }),
      ...plan.turn.writes,
      ...(posted === null ? [] : [{ write: "add-outbox", item: posted.row } as const]),
    ]);
    if (committed === "repeat") return { took: "repeat" };
    if (committed !== "done") continue;
    const alsoDue = plan.turn.writes.some(({ write }) => write === "add-outbox");
    return { took: "turn", posted, locale: plan.turn.link.locale, alsoDue };
  }
  throw new Fault("store/conflict");
}

interface Plan {
  readonly turn: Turn;
  /** null: stays as it is. */
  readonly state: TalkState | null;
  readonly out: readonly Outgoing[];
}

async function planTurn(parts: Parts, record: ChatRecord, inbound: Inbound, listen: Listen): Promise<Plan> {
  const { chat, edited, forwarded } = inbound;
  const { state } = record;
  const turn: Turn = {
    chat,
    edited,
    forwarded,
    dangerIn: dangerIn(parts, inbound),
    cry: state?.cry ?? null,
    link: record.link,
    writes: [],
    act: null,
    handedOver: [],
    tells: [],
  };
  if (inbound.begin !== null && !(await isTellingToo(parts, state, inbound))) {
    await passOnCry(parts, turn, state, inbound);
    keepCry(turn, inbound);
    return begin(parts, turn, inbound.begin, { numbersShown: inbound.numbersShown });
  }
  if (record.link.cover !== null) return neutral(parts, turn);
  if (state === null) return begin(parts, turn, "first-contact", {});
  const talk = talkNamed(parts.talks, state.talk);
  if (talk.edition !== state.edition) return begin(parts, turn, talk.name, { restarted: true });
  const { next } = await advance(talk, state.answers);
  if (next.wait !== "answer") return goOn(parts, turn, state, []);
  if (edited && !isSameStep(state, next.question)) return { turn, state: null, out: [] };
  if (inbound.tick !== null) return tickBox(parts, turn, state, next.question, inbound);
  if (inbound.serial !== null && inbound.serial !== serialOf(state)) return stale(parts, turn, state, next.question);
  const answer = answerOf(state, next.question, await listen(next.question));
  const before = answer.kind === "unclear" ? hintOf(parts, turn, inbound) : [];
  return goOn(parts, turn, { ...state, answers: remember(state.answers, answer), ticked: [] }, before);
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

/** She told of harm where a button was asked for: what to do when it is dangerous, and how a human gets to read it. */
function hintOf(parts: Parts, turn: Turn, { heard }: Inbound): readonly string[] {
  if (heard.heard !== "words") return [];
  const { urgency } = turn.dangerIn(heard.words);
  const isDanger = urgency === "high" || urgency === "medium";
  return isDanger ? [renderText(parts, turn.link.locale, "common.heard-danger")] : [];
}

/** A cry in the middle of a live talk is also said to those who read it. */
async function passOnCry(parts: Parts, turn: Turn, state: TalkState | null, { begin, heard }: Inbound): Promise<void> {
  if (state?.talk !== "live" || begin === "first-contact" || heard.heard !== "words") return;
  await perform(parts, turn, { do: "append-words", words: heard.words });
}

/** A changed message counts only where it was not understood yet, or where she simply writes: what was answered stays answered. */
function isSameStep(state: TalkState, question: Question): boolean {
  return state.answers.at(-1)?.kind === "unclear" || (question.ask === "words" && question.key === null);
}

/** Boxes that are ticked count, whether she ends with "done", with typed numbers or by passing on: what was said is not unsaid. */
function answerOf(state: TalkState, question: Question, answer: Answer): Answer {
  if (question.ask !== "tick" || answer.kind === "unclear") return answer;
  if (answer.kind === "skip" && state.ticked.length === 0) return answer;
  const typed = answer.kind === "options" ? answer.options : [];
  return { kind: "options", options: [...new Set([...state.ticked, ...typed])] };
}

/** Two misunderstandings in a row say as much as ten, and the record stays short. */
function remember(answers: readonly Answer[], answer: Answer): Answer[] {
  const bothUnclear =
    answer.kind === "unclear" && answers.at(-1)?.kind === "unclear" && answers.at(-2)?.kind === "unclear";
  return bothUnclear ? [...answers] : [...answers, answer];
}

async function begin(
  parts: Parts,
  turn: Turn,
  name: TalkName,
  { numbersShown = false, restarted = false }: { readonly numbersShown?: boolean; readonly restarted?: boolean },
): Promise<Plan> {
  const talk = talkNamed(parts.talks, name);
  // The first screen is the same for everybody: it does not know her language either.
  const locale = name === "first-contact" ? null : turn.link.locale;
  turn.link = { ...turn.link, cover: null, locale };
  const before = restarted ? [renderText(parts, turn.link.locale, "common.restarted")] : [];
  const state = { talk: name, edition: talk.edition, answers: [], ticked: [], cry: turn.cry };
  return goOn(parts, turn, state, before, numbersShown);
}

/** Lets the talk run, through deeds and into other talks, until it asks something. */
async function goOn(
  parts: Parts,
  turn: Turn,
  from: TalkState,
  before: readonly string[],
  numbersShown = false,
): Promise<Plan> {
  let state = from;
  const said = [...before];
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const talk = talkNamed(parts.talks, state.talk);
    if (parts.demo && state.answers.length === 0 && state.talk !== "live")
      said.push(renderText(parts, turn.link.locale, "common.demo"));
    const step = await advance(talk, state.answers);
    for (const one of step.said) {
      if (!(numbersShown && SHOWN_BY_PANIC.includes(one.key))) said.push(renderSaid(parts, turn.link.locale, one));
    }
    const { next } = step;
    if (next.wait === "deed") {
      const outcome = await perform(parts, turn, next.deed);
      if (next.deed.do === "open-case" && outcome.outcome === "kept") turn.cry = null;
      state = { ...state, cry: turn.cry, answers: [...state.answers, outcomeAnswer(outcome)] };
    } else if (next.wait === "nothing") {
      const { goTo } = next.end;
      if (goTo === "menu") turn.cry = null; // She went another way: nothing is sent that she did not mean to send.
      state = { talk: goTo, edition: talkNamed(parts.talks, goTo).edition, answers: [], ticked: [], cry: turn.cry };
    } else {
      const pressed = { serial: serialOf(state), ticked: state.ticked };
      const out = [
        ...turn.handedOver,
        ...renderTurn(parts, turn.link.locale, [...new Set(said)], next.question, pressed),
      ];
      return { turn, state, out };
    }
  }
  throw new Fault("turn/endless-talk");
}

function tickBox(
  parts: Parts,
  turn: Turn,
  state: TalkState,
  question: Question,
  inbound: Inbound,
): Plan | Promise<Plan> {
  const { tick, serial } = inbound;
  if (tick === null || question.ask !== "tick" || serial !== serialOf(state))
    return stale(parts, turn, state, question);
  const others = state.ticked.filter((id) => id !== tick.option);
  const known = question.options.some(({ id }) => id === tick.option);
  const ticked = tick.on && known ? [...others, tick.option] : others;
  const rows = renderRows(parts, turn.link.locale, question, { serial: serialOf(state), ticked });
  return { turn, state: { ...state, ticked }, out: [{ out: "redraw", message: tick.message, rows }] };
}

/** A button of an earlier question: nothing changes, the present question is asked again. */
function stale(parts: Parts, turn: Turn, state: TalkState, question: Question): Plan {
  parts.log({ event: "inbound.dropped", channel: turn.chat.channel, reason: "stale-button" });
  const locale = turn.link.locale;
  const pressed = { serial: serialOf(state), ticked: state.ticked };
  const out = renderTurn(parts, locale, [renderText(parts, locale, "common.old-button")], question, pressed);
  return { turn, state: null, out };
}

/** After hide the chat is an empty shop window until it is opened again. */
function neutral(parts: Parts, turn: Turn): Plan {
  return {
    turn,
    state: null,
    out: [{ out: "screen", text: renderText(parts, turn.link.locale, "hidden.neutral"), rows: [] }],
  };
}

function heardOf(inbound: Inbound): readonly number[] {
  return inbound.message === null ? [] : [inbound.message];
}
