import type { Tongue } from "./endings.ts";
import { type Pattern, standsIn } from "./find-phrase.ts";
import { foldText } from "./fold.ts";
import { OPPOSITES, smallWords } from "./light-words.ts";
import { type PhraseWord, phraseWordOf, priceOf } from "./phrase-word.ts";
import { scriptsOf } from "./script.ts";
import { skeletonOf } from "./skeleton.ts";

/** A phrase ready to be listened for. @secret It is what a person says when somebody reads along. */
export type CompiledPhrase = Pattern;

/** Why a phrase is not listened for; `index` is its place in the list, because the phrase itself is never printed. */
export interface PhraseProblem {
  readonly index: number;
  readonly problem: "empty" | "too-weak" | "too-long";
}

export interface Phrases {
  readonly compiled: readonly CompiledPhrase[];
  readonly problems: readonly PhraseProblem[];
}

const MAX_LETTERS = 120;
/** A bit for each. */
const MAX_WORDS = 30;
/** [Note: Too weak a phrase] */
const MIN_CONTENT_WORDS = 3;
const MIN_CONTENT_LETTERS = { asking: 12, bare: 15 } as const;
/** With fewer letters, two typos in a word leave too little of the phrase. */
const LONG_PHRASE_LETTERS = 24;
/** Other words that may stand in between, or parts of words torn apart. */
const STRANGERS = 5;
/** So many content words need no question around them. */
const ENOUGH_CONTENT_WORDS = 5;

/** Whose endings the words take: both when the small words do not tell. */
function tonguesOf(phrase: string, words: readonly string[]): readonly Tongue[] {
  if (/[әғқңөұүһі]/i.test(phrase)) return ["kk"];
  const { ru, kk } = smallWords(words);
  if (/[ёщъьэыюя]/i.test(phrase) && kk <= ru) return ["ru"];
  return ru === kk ? ["ru", "kk"] : ru > kk ? ["ru"] : ["kk"];
}

/** Words that are one another's forms are one: said once they are said. */
function distinct(words: readonly PhraseWord[]): readonly PhraseWord[] {
  return words.filter((word, i) => !words.slice(0, i).some((before) => priceOf(before, word.whole) === 0));
}

function compile(phrase: string): CompiledPhrase | PhraseProblem["problem"] {
  const letters = phrase.normalize("NFKC").match(/\p{L}/gu)?.length ?? 0;
  if (letters > MAX_LETTERS) return "too-long";
  const texts = foldText(phrase).map(skeletonOf);
  if (texts.length === 0) return "empty";
  const tongues = tonguesOf(phrase, texts);
  const mayErrTwice = texts.join("").length >= LONG_PHRASE_LETTERS;
  const words = distinct(texts.map((text) => phraseWordOf(text, tongues, mayErrTwice)));
  if (words.length > MAX_WORDS) return "too-long";
  const content = words
    .filter(({ weight }) => weight === "content")
    .sort((a, b) => b.whole.text.length - a.whole.text.length);
  const contentLetters = content.reduce((sum, { whole }) => sum + whole.text.length, 0);
  const light = words.filter(({ weight }) => weight !== "content");
  const asking = light.filter(({ weight }) => weight === "asking").length;
  const fewest = asking > 0 ? MIN_CONTENT_LETTERS.asking : MIN_CONTENT_LETTERS.bare;
  if (content.length < MIN_CONTENT_WORDS || contentLetters < fewest) return "too-weak";
  return {
    words: [...content, ...light],
    content: content.length,
    asking: content.length >= ENOUGH_CONTENT_WORDS ? 0 : Math.ceil(asking / 2),
    opposites: new Set([...OPPOSITES].filter((word) => !texts.includes(word))),
    reach: texts.length + STRANGERS,
  };
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

/** Whether one of the phrases stands in the text, in any spelling and order and with words around it. */
export function hasPhrase(phrases: Phrases, text: string): boolean {
  if (phrases.compiled.length === 0) return false;
  return scriptsOf(text).some((script) => phrases.compiled.some((phrase) => standsIn(phrase, script)));
}
