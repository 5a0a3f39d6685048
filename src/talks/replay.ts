import type { Answer, Outcome, PlaceAnswer } from "../domain/answers.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Deed } from "./deed.ts";
import type { Dialogue, OptionOf, Picked, QuestionName, Row } from "./dialogue.ts";
import type { Option, Params, Question, Said } from "./question.ts";

export type Next =
  | { readonly wait: "answer"; readonly question: Question }
  | { readonly wait: "deed"; readonly deed: Deed };

/** How often danger may be misunderstood before it counts as danger. [Note: Unclear danger is danger] */
const MISSES_BEFORE_DANGER = 2;

/** What to do with one recorded answer: take it, or hear it as not understood. */
type Read<T> = (answer: Answer) => { readonly got: T } | "not-understood";

/**
 * A dialogue that answers from a record and stops at the first thing that is not in it.
 *
 * @param said filled with what the talk says; emptied at each answer, so that only the new words are left.
 * @param need called once with what is missing.
 */
export function dialogueOver(answers: readonly Answer[], said: Said[], need: (next: Next) => void): Dialogue {
  let at = 0;
  const forever = <T>() => new Promise<T>(() => {});

  function take(): Answer | null {
    const answer = answers[at];
    if (answer === undefined) return null;
    at += 1;
    said.length = 0;
    return answer;
  }

  async function ask<T>(question: Question, read: Read<T>, afterMisses?: { readonly give: T }): Promise<T> {
    for (let misses = 0; ; ) {
      const answer = take();
      if (answer === null) {
        need({ wait: "answer", question });
        return forever<T>();
      }
      const heard = read(answer);
      if (heard !== "not-understood") return heard.got;
      misses += 1;
      if (afterMisses && misses >= MISSES_BEFORE_DANGER) return afterMisses.give;
      said.push({ key: isOfShop(question) ? "shop.not-understood" : "common.not-understood", params: {} });
    }
  }

  return {
    say(key, params = {}) {
      said.push({ key, params });
    },
    choose: (question, options, params = {}) => ask(choice(question, options, params, false), readOption(options)),
    chooseOrSkip: (question, options, params = {}) =>
      ask(choice(question, options, params, true), orSkip(readOption(options), "skip" as const)),
    chooseOrUnclear: <Q extends QuestionName, O extends OptionOf<Q>>(
      question: Q,
      options: readonly O[],
      params: Params = {},
    ) => ask<O | "unclear">(choice(question, options, params, false), readOption(options), { give: "unclear" }),
    tick: (question, options) =>
      ask(
        { ...base(question), ask: "tick", options: labelled(question, options), skippable: true },
        orSkip(readTicks(options), null),
      ),
    pick: (question, rows) =>
      ask(
        { ...base(question), ask: "choose", options: rows, skippable: true, words: true },
        orSkip(readRow(rows), null),
      ),
    askWords: (question, skip) =>
      ask({ ...base(question), ask: "words", options: [], ...skippable(skip) }, orSkip(readWords, null)),
    listen: (question, options) =>
      ask(
        { ask: "words", key: null, params: {}, options: labelled(question, options), skippable: false },
        readWordsOr(options),
      ),
    hearAnything: (_question) =>
      ask({ ask: "words", key: null, params: {}, options: [], skippable: false, point: true }, readAnything),
    askPlace: (question, skip) => ask({ ...base(question), ask: "place", ...skippable(skip) }, orSkip(readPlace, null)),
    async perform(deed) {
      for (let answer = take(); answer !== null; answer = take()) {
        if (answer.kind === "outcome") return answer.value;
        // An answer to a question of an older program. The outcome of this deed may stand behind it.
      }
      need({ wait: "deed", deed });
      return forever<Outcome>();
    },
  };
}

function base(question: QuestionName) {
  return { key: `${question}.ask` as TextKey, params: {} };
}

function skippable(skip: TextKey | undefined) {
  return { skippable: true, ...(skip !== undefined && { skip }) };
}

function choice<O extends string>(
  question: QuestionName,
  options: readonly O[],
  params: Params,
  skippable: boolean,
): Question {
  return {
    ask: "choose",
    key: `${question}.ask` as TextKey,
    params,
    options: labelled(question, options),
    skippable,
    words: false,
  };
}

function labelled(question: QuestionName, options: readonly string[]): readonly Option[] {
  return options.map((id) => ({ id, label: `${question}.${id}` as TextKey }));
}

function orSkip<T, S>(read: Read<T>, skipped: S): Read<T | S> {
  return (answer) => (answer.kind === "skip" ? { got: skipped } : read(answer));
}

function readOption<O extends string>(options: readonly O[]): Read<O> {
  return (answer) => {
    const option = answer.kind === "option" ? options.find((one) => one === answer.option) : undefined;
    return option === undefined ? "not-understood" : { got: option };
  };
}

function readTicks<O extends string>(options: readonly O[]): Read<readonly O[]> {
  return (answer) =>
    answer.kind === "options" ? { got: options.filter((one) => answer.options.includes(one)) } : "not-understood";
}

function readRow(rows: readonly Row[]): Read<Picked> {
  return (answer) => {
    if (answer.kind === "text") return { got: { words: answer.text } };
    if (answer.kind === "place") return { got: { point: answer.place } };
    if (answer.kind !== "option" || !rows.some((row) => row.id === answer.option)) return "not-understood";
    return { got: { row: answer.option } };
  };
}

/** A shop does not understand as a shop. */
function isOfShop({ key }: Question): boolean {
  return key?.startsWith("shop.") === true;
}

const readAnything: Read<{ readonly words: string } | { readonly point: PlaceAnswer }> = (answer) => {
  if (answer.kind === "text") return { got: { words: answer.text } };
  return answer.kind === "place" ? { got: { point: answer.place } } : "not-understood";
};

const readWords: Read<string> = (answer) => (answer.kind === "text" ? { got: answer.text } : "not-understood");

function readWordsOr<O extends string>(
  options: readonly O[],
): Read<{ readonly words: string } | { readonly option: O }> {
  return (answer) => {
    if (answer.kind === "text") return { got: { words: answer.text } };
    const option = answer.kind === "option" ? options.find((one) => one === answer.option) : undefined;
    return option === undefined ? "not-understood" : { got: { option } };
  };
}

const readPlace: Read<PlaceAnswer> = (answer) => {
  if (answer.kind === "place") return { got: answer.place };
  if (answer.kind === "text") return { got: { place: "words", words: answer.text } };
  return "not-understood";
};
