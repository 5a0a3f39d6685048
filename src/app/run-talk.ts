import type { TalkState } from "../domain/answers.ts";
import { Fault } from "../domain/faults.ts";
import { COVER_MS, type Cover } from "../domain/link.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { later } from "../domain/time.ts";
import { advance, outcomeAnswer, talkNamed } from "../talks/advance.ts";
import { hear } from "../talks/hear.ts";
import type { Question } from "../talks/question.ts";
import { SHOP_TALKS, type TalkName } from "../talks/talk.ts";
import type { Parts } from "./parts.ts";
import { perform } from "./perform.ts";
import { serialOf } from "./press.ts";
import { labelOf, renderSaid, renderText, renderTurn } from "./render.ts";
import type { Turn } from "./turn.ts";

/** What a turn comes to, before it is committed. */
export interface Plan {
  readonly turn: Turn;
  /** null: stays as it is. */
  readonly state: TalkState | null;
  readonly out: readonly Outgoing[];
}

interface Beginning {
  readonly numbersShown?: boolean;
  readonly before?: readonly string[];
  /** What lies under the new talk. */
  readonly beneath?: TalkState["beneath"];
}

/** What the panic path has said already when it hands a talk over. */
const SHOWN_BY_PANIC: readonly string[] = ["danger-now.call-first", "suicide.who-helps"];
/** A talk that goes on so long without asking anything is broken. */
const MAX_STEPS = 40;

export function isShopTalk(state: Pick<TalkState, "talk"> | null): boolean {
  return state !== null && SHOP_TALKS.includes(state.talk);
}

/** A talk from its start. Its language is hers, but for the first screen, which is the same for everybody. */
export function begin(
  parts: Parts,
  turn: Turn,
  name: TalkName,
  { numbersShown = false, before = [], beneath = null }: Beginning = {},
): Promise<Plan> {
  if (name === "first-contact" || name === "shop-door") turn.link = { ...turn.link, locale: null };
  return goOn(parts, turn, fresh(parts, name, turn.cry, beneath), before, numbersShown);
}

/** The state of a talk of which nothing is answered. */
export function fresh(
  parts: Parts,
  name: TalkName,
  cry: string | null = null,
  beneath: TalkState["beneath"] = null,
): TalkState {
  return { talk: name, edition: talkNamed(parts.talks, name).edition, answers: [], ticked: [], cry, beneath };
}

/** Lets the talk run, through deeds and into other talks, until it asks something. */
export async function goOn(
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
    if (parts.demo && state.answers.length === 0 && !LONG_TALKS.includes(state.talk))
      said.push(renderText(parts, turn.link.locale, isShopTalk(state) ? "shop.demo" : "common.demo"));
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
      state = onward(parts, turn, state, next.end.goTo);
    } else {
      // A live talk asks nothing by itself, and an empty screen would look as if nothing had happened.
      if (said.length === 0 && state.talk === "live") said.push(renderText(parts, turn.link.locale, "live.ask"));
      return { turn, state, out: [...turn.handedOver, ...ask(parts, turn, state, [...new Set(said)], next.question)] };
    }
  }
  throw new Fault("turn/endless-talk");
}

/** Begin anew with each message, so what they say at their beginning would be said each time. */
const LONG_TALKS: readonly string[] = ["live", "order-open", "counter"];

function onward(parts: Parts, turn: Turn, state: TalkState, goTo: TalkName | "beneath"): TalkState {
  if (goTo === "beneath") return uncovered(parts, turn, state);
  const isShop = isShopTalk({ talk: goTo });
  if (isShop && turn.link.cover === null) putOnCover(parts, turn, "idle");
  if (goTo === "menu") turn.cry = null; // She went another way: nothing is sent that she did not mean to send.
  return fresh(parts, goTo, turn.cry, isShop ? state.beneath : null);
}

/** From now on the chat is a shop's small talk; wrong tries of a PIN are counted anew. */
export function putOnCover(parts: Parts, turn: Turn, why: Cover["why"]): void {
  const { link } = turn;
  const until = later(parts.keys.time.now(), COVER_MS);
  turn.link = { ...link, cover: { is: "decoy", why, until }, pin: link.pin && { ...link.pin, wrong: 0 } };
}

/** The talk that lay under a check or a shop, with what she wrote to it meanwhile; the menu when nothing did. */
export function uncovered(parts: Parts, turn: Turn, { beneath }: Pick<TalkState, "beneath">): TalkState {
  const talk = beneath === null ? undefined : parts.talks.get(beneath.talk);
  if (beneath === null || talk?.edition !== beneath.edition)
    return fresh(parts, turn.link.locale === null ? "first-contact" : "menu");
  const { held, ...state } = beneath;
  turn.cry = state.cry;
  turn.held = held;
  if (beneath.talk === "live") return fresh(parts, "live"); // What came for her meanwhile is handed over at its start.
  return { ...state, beneath: null };
}

/** As {@link goOn}; words that she wrote before it was known who writes are the answer to what is asked then. */
export async function takeUp(parts: Parts, turn: Turn, state: TalkState, before: readonly string[]): Promise<Plan> {
  const plan = await goOn(parts, turn, state, before);
  const words = turn.held;
  turn.held = null;
  if (words === null || plan.state === null) return plan;
  const { next } = await advance(talkNamed(parts.talks, plan.state.talk), plan.state.answers);
  if (next.wait !== "answer") return plan;
  const answer = hear(next.question, { heard: "words", words }, (option, locale) => labelOf(parts, locale, option));
  if (answer.kind === "unclear") return plan;
  return goOn(parts, turn, { ...plan.state, answers: [...plan.state.answers, answer] }, []);
}

/** A question on the screen, with what is said before it. */
export function ask(
  parts: Parts,
  turn: Turn,
  state: TalkState,
  said: readonly string[],
  question: Question,
): readonly Outgoing[] {
  const pressed = {
    serial: serialOf(state),
    ticked: state.ticked,
    shop: isShopTalk(state) && state.talk !== "shop-door",
  };
  return renderTurn(parts, turn.link.locale, said, question, pressed);
}

/** A button of an earlier question: nothing changes, the present question is asked again. */
export function askAgain(parts: Parts, turn: Turn, state: TalkState, question: Question): Plan {
  parts.log({ event: "inbound.dropped", channel: turn.chat.channel, reason: "stale-button" });
  const key = isShopTalk(state) ? "shop.old-button" : "common.old-button";
  const said = [renderText(parts, turn.link.locale, key)];
  return { turn, state: null, out: ask(parts, turn, state, said, question) };
}
