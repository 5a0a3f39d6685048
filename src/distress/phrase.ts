import { type Pattern, patternOf, type Script, scriptOf, standsIn, type Tolerance } from "./align.ts";
import { foldEnds } from "./fold.ts";
import { missing, pieceOf } from "./piece.ts";
import { skeletonOf } from "./skeleton.ts";

/** A phrase ready to be listened for. @secret It is what a person says when somebody reads along. */
export interface CompiledPhrase {
  readonly pattern: Pattern;
  readonly letters: number;
  /** One word mistyped as much as a word may be, all of them within the budget. */
  readonly spread: Tolerance;
  /** Fewer typos, wherever they fall. */
  readonly anywhere: Tolerance;
  /** What neither of the two can go beyond: most texts fail here. */
  readonly either: Tolerance;
}

/** Why a phrase is not listened for; `index` is its place in the list, because the phrase itself is never printed. */
export interface PhraseProblem {
  readonly index: number;
  readonly problem: "empty" | "too-weak" | "too-long";
}

export interface Phrases {
  readonly compiled: readonly CompiledPhrase[];
  readonly problems: readonly PhraseProblem[];
}

const MIN_WORDS = 3;
const MIN_LETTERS = 14;
/** Three words of two letters are said by accident. */
const MIN_LETTERS_EVER = 8;
const MAX_LETTERS = 120;

/** A sixth of the letters, or one for each longer word as long as that is not more than a fifth. */
function budgetFor(letters: number, words: readonly string[]): number {
  const longer = words.filter((word) => word.length >= 3).length;
  return Math.max(1, Math.floor(letters / 6), Math.min(longer, Math.floor(letters / 5)));
}

/** What a word may differ by before it counts as another word. */
function typosIn(letters: number): number {
  return letters < 6 ? 1 : letters < 9 ? 2 : 3;
}

/** From so many letters on, two typos may fall into one short word: the rest still tells the phrase. */
const LONG_PHRASE_LETTERS = 20;

function tolerances(letters: number, words: readonly string[]): Pick<CompiledPhrase, "spread" | "anywhere" | "either"> {
  const budget = budgetFor(letters, words);
  const few = Math.min(budget, letters >= LONG_PHRASE_LETTERS ? 2 : 1);
  return {
    spread: { budget, typosIn },
    anywhere: { budget: few, typosIn: () => few },
    either: { budget, typosIn: (length) => Math.max(few, typosIn(length)) },
  };
}

function compile(phrase: string): CompiledPhrase | PhraseProblem["problem"] {
  const letters = phrase.normalize("NFKC").match(/\p{L}/gu)?.length ?? 0;
  if (letters > MAX_LETTERS) return "too-long";
  const words = skeletonsOf(phrase)[0] ?? [];
  const left = words.join("").length;
  if (left === 0) return "empty";
  const short = words.length < MIN_WORDS && letters < MIN_LETTERS;
  if (short || left < MIN_LETTERS_EVER) return "too-weak";
  return { pattern: patternOf(words), letters: pieceOf(words.join("")).letters, ...tolerances(letters, words) };
}

/** Phrases that are strong enough, and the list of those that are not: whoever starts the program must be warned. */
export function compilePhrases(phrases: readonly string[]): Phrases {
  const compiled: CompiledPhrase[] = [];
  const problems: PhraseProblem[] = [];
  phrases.forEach((phrase, index) => {
    const result = compile(phrase);
    if (typeof result === "string") problems.push({ index, problem: result });
    else compiled.push(result);
  });
  return { compiled, problems };
}

function skeletonsOf(text: string): readonly (readonly string[])[] {
  return foldEnds(text).map((words) => words.map(skeletonOf));
}

/** Every letter of the phrase that a text lacks is a typo at least: one look at the whole text rules most of them out. */
function standsNear(phrase: CompiledPhrase, script: Script, letters: number): boolean {
  const { pattern, either, anywhere, spread } = phrase;
  if (missing(phrase.letters, letters) > either.budget || !standsIn(pattern, script, either)) return false;
  return standsIn(pattern, script, anywhere) || standsIn(pattern, script, spread);
}

/** Whether one of the phrases stands in the text, in any spelling and with words around it. */
export function hasPhrase(phrases: Phrases, text: string): boolean {
  if (phrases.compiled.length === 0) return false;
  return skeletonsOf(text).some((words) => {
    const script = scriptOf(words);
    const { letters } = pieceOf(words.join(""));
    return phrases.compiled.some((phrase) => standsNear(phrase, script, letters));
  });
}
