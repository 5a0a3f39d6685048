import type { Answer, TalkState } from "../domain/answers.ts";
import { advance, talkNamed } from "../talks/advance.ts";
import type { Question } from "../talks/question.ts";
import type { Inbound, Listen } from "./inbound.ts";
import type { Parts } from "./parts.ts";
import { serialOf } from "./press.ts";
import { renderRows, renderText } from "./render.ts";
import { askAgain, begin, goOn, isShopTalk, type Plan, takeUp } from "./run-talk.ts";
import type { Turn } from "./turn.ts";

/** The answer to what the talk asks. */
export async function answer(
  parts: Parts,
  turn: Turn,
  state: TalkState,
  inbound: Inbound,
  listen: Listen,
): Promise<Plan> {
  const talk = talkNamed(parts.talks, state.talk);
  if (talk.edition !== state.edition)
    return begin(parts, turn, talk.name, {
      before: isShopTalk(state) ? [] : [renderText(parts, turn.link.locale, "common.restarted")],
      beneath: state.beneath,
    });
  const { next } = await advance(talk, state.answers);
  if (next.wait !== "answer") return goOn(parts, turn, state, []);
  if (inbound.edited && !isSameStep(state, next.question)) return { turn, state: null, out: [] };
  if (inbound.tick !== null) return tickBox(parts, turn, state, next.question, inbound);
  if (inbound.serial !== null && inbound.serial !== serialOf(state)) return askAgain(parts, turn, state, next.question);
  const heard = answerOf(state, next.question, await listen(next.question));
  const before = heard.kind === "unclear" && !isShopTalk(state) ? hintOf(parts, turn, inbound) : [];
  const so = { ...state, answers: remember(state.answers, heard), ticked: [] };
  return takeUp(parts, turn, so, before);
}

/** She told of harm where a button was asked for: what to do when it is dangerous, and how a human gets to read it. */
function hintOf(parts: Parts, turn: Turn, { heard }: Inbound): readonly string[] {
  if (heard.heard !== "words") return [];
  const { urgency } = turn.dangerIn(heard.words);
  const isDanger = urgency === "high" || urgency === "medium";
  return isDanger ? [renderText(parts, turn.link.locale, "common.heard-danger")] : [];
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

function tickBox(
  parts: Parts,
  turn: Turn,
  state: TalkState,
  question: Question,
  inbound: Inbound,
): Plan | Promise<Plan> {
  const { tick, serial } = inbound;
  if (tick === null || question.ask !== "tick" || serial !== serialOf(state))
    return askAgain(parts, turn, state, question);
  const others = state.ticked.filter((id) => id !== tick.option);
  const known = question.options.some(({ id }) => id === tick.option);
  const ticked = tick.on && known ? [...others, tick.option] : others;
  const rows = renderRows(parts, turn.link.locale, question, { serial: serialOf(state), ticked, shop: false });
  return { turn, state: { ...state, ticked }, out: [{ out: "redraw", message: tick.message, rows }] };
}
