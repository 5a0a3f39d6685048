import { fold } from "../distress/fold.ts";
import type { Answer } from "../domain/answers.ts";
import { LOCALES, type Locale } from "../domain/chat.ts";
import { numberIn } from "./number-words.ts";
import type { Option, Question } from "./question.ts";

/** What came in, freed of its platform. */
export type Heard =
  | { readonly heard: "press"; readonly option: string }
  | { readonly heard: "words"; readonly words: string }
  | { readonly heard: "point"; readonly lat: number; readonly lon: number }
  | { readonly heard: "other" };

/** The press of "skip" and of "done", which every channel draws beside the options. */
export const SKIP = "skip";
export const DONE = "done";

const YES_WORDS: readonly string[] = ["да", "ага", "угу", "иа", "иә", "ия", "ооба", "yes", "ia", "da"];
const NO_WORDS: readonly string[] = ["нет", "неа", "жок", "жоқ", "no", "net", "jok", "zhok"];

/** Words that mean an option in either language, folded. Her language is not asked: people mix. */
const PLAIN_WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    yes: YES_WORDS,
    send: YES_WORDS,
    no: NO_WORDS,
    discard: NO_WORDS,
    none: NO_WORDS,
    [SKIP]: ["пропустить", "откизу", "өткізу", "skip", "дальше", "ары карай", "әрі қарай"],
    [DONE]: ["готово", "дайын", "done"],
  }).map(([id, words]) => [id, words.map(fold)]),
);

/** Answers without a letter. [Note: Folding leaves nothing of a sign] */
const PLAIN_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ["+", ["yes"]],
  ["-", ["no", "none"]],
]);

/** What every channel draws beside the options; what stands on the buttons may be typed too. */
const DONE_BUTTON: Option = { id: DONE, label: "common.done" };

type LabelOf = (option: Option, locale: Locale) => string;
type WithOptions = Extract<Question, { readonly options: readonly Option[] }>;

/** The button that passes a question over. */
export function skipButton(question: Question): Option {
  return { id: SKIP, label: ("skip" in question ? question.skip : undefined) ?? "common.skip" };
}

/**
 * The answer in what was heard, `unclear` when there is none.
 *
 * @param labelOf the words on a button in a language; typed words are compared with both languages.
 */
export function hear(question: Question, heard: Heard, labelOf: LabelOf): Answer {
  if (heard.heard === "point") return hearPoint(question, heard.lat, heard.lon);
  if (heard.heard === "press") return hearPress(question, heard.option);
  if (heard.heard === "other") return UNCLEAR;
  const words = heard.words.trim();
  if (words === "") return UNCLEAR;
  if (question.skippable && isButton(skipButton(question), words, labelOf)) return { kind: "skip" };
  if (question.ask === "tick") return hearTyped(question, words, labelOf);
  const option = "options" in question ? typedOption(question, words, labelOf) : null;
  if (option !== null) return { kind: "option", option };
  const takesWords =
    question.ask === "words" || question.ask === "place" || (question.ask === "choose" && question.words);
  return takesWords ? { kind: "text", text: words } : UNCLEAR;
}

const UNCLEAR: Answer = { kind: "unclear" };
/** Which boxes are ticked by now is known to the caller only, who puts them in its place. */
const DONE_TICKING: Answer = { kind: "option", option: DONE };

function hearPoint(question: Question, lat: number, lon: number): Answer {
  const takesPlace =
    question.ask === "place" ||
    ("words" in question && question.words) ||
    ("point" in question && question.point === true);
  return takesPlace ? { kind: "place", place: { place: "point", lat, lon } } : UNCLEAR;
}

function hearPress(question: Question, option: string): Answer {
  if (option === SKIP) return question.skippable ? { kind: "skip" } : UNCLEAR;
  if (question.ask === "tick" && option === DONE) return DONE_TICKING;
  const known = "options" in question && question.options.some((one) => one.id === option);
  if (!known) return UNCLEAR;
  return question.ask === "tick" ? { kind: "options", options: [option] } : { kind: "option", option };
}

/** "Done", several numbers or one label: "1 3 4", "1,3", "екі үш", "бьёт". */
function hearTyped(question: WithOptions, words: string, labelOf: LabelOf): Answer {
  if (isButton(DONE_BUTTON, words, labelOf)) return DONE_TICKING;
  const option = typedOption(question, words, labelOf);
  if (option !== null) return { kind: "options", options: [option] };
  const numbers = words.split(/[\s,.;]+/).filter((one) => one !== "");
  const ids = numbers.map((one) => question.options[(digitsIn(one) ?? numberIn(one) ?? 0) - 1]?.id);
  return ids.length > 0 && ids.every((id) => id !== undefined) ? { kind: "options", options: ids } : UNCLEAR;
}

/** A number is an option only where options are asked for: "2" said to a human is two of something. */
function typedOption(question: WithOptions, words: string, labelOf: LabelOf): string | null {
  const { ask, options } = question;
  const number = ask === "words" ? null : digitsIn(words.replace(/[.)]$/, ""));
  const named =
    options[(number ?? 0) - 1] ??
    options.find((one) => isLabel(one, words, labelOf)) ??
    options.find((one) => means(one.id, words)) ??
    // Where her own words are an answer too, "two" is one: of the people that an order is for, for example.
    (takesOnlyOptions(question) ? options[(numberIn(words) ?? 0) - 1] : undefined);
  return named?.id ?? null;
}

function takesOnlyOptions(question: WithOptions): boolean {
  return question.ask === "tick" || (question.ask === "choose" && !question.words);
}

/** One or two digits: 102 must never be a mistake. */
function digitsIn(words: string): number | null {
  return /^\d{1,2}$/.test(words) ? Number(words) : null;
}

function isButton(button: Option, words: string, labelOf: LabelOf): boolean {
  return means(button.id, words) || isLabel(button, words, labelOf);
}

function isLabel(option: Option, words: string, labelOf: LabelOf): boolean {
  const folded = fold(words);
  return folded !== "" && LOCALES.some((locale) => fold(labelOf(option, locale)) === folded);
}

function means(id: string, words: string): boolean {
  const folded = fold(words);
  if (folded === "") return PLAIN_SIGNS.get(words)?.includes(id) ?? false;
  return PLAIN_WORDS.get(id)?.includes(folded) ?? false;
}
