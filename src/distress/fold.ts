import { fromLatin } from "./latin.ts";
import { foldCyrillic, foldDigits, isCyrillic, isLatin, lookAlike, lookAlikeLatin } from "./letters.ts";

/** How much of each end of a long text is read. [Note: Both ends of a long text] */
export const END_CHARS = 600;

/** The text itself, or its first and last {@link END_CHARS} UTF-16 units when it is longer than both. */
export function readableEnds(text: string): readonly string[] {
  return text.length <= 2 * END_CHARS ? [text] : [text.slice(0, END_CHARS), text.slice(-END_CHARS)];
}

/** Letters with a mark that changes their sound, before all marks are taken off. */
const SOUNDING_MARK = /[şšśșžçčć]/gi;

function sound(letter: string): string {
  const small = letter.toLowerCase();
  if (small === "ž") return "zh";
  return "çčć".includes(small) ? "ch" : "sh";
}

/** Zero-width and bidi characters, soft hyphens, apostrophes that stand for signs: gone without splitting a word. */
const INVISIBLE = /[\p{Cf}'`´‘’ʹʻʼʽ′]/gu;

/** Composed, without invisible characters and without marks. Lone surrogates pass and split words later. */
function withoutMarks(text: string): string {
  const plain = text.normalize("NFKC").replace(INVISIBLE, "").replace(SOUNDING_MARK, sound);
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").replace(INVISIBLE, "");
}

function count(word: string, has: (char: string) => boolean): number {
  let found = 0;
  for (const char of word) if (has(char)) found += 1;
  return found;
}

/** A mixed word belongs to the alphabet that most of it is from, in doubt to the Cyrillic one: "шaй", "c мятой". */
function inOneAlphabet(word: string, latin: number, cyrillic: number, textIsCyrillic: boolean): string {
  if (latin === 0) return word.toLowerCase();
  const allAlike = cyrillic === 0 && textIsCyrillic && [...word].every((char) => lookAlike(char) !== null);
  if (allAlike || (cyrillic > 0 && cyrillic >= latin)) {
    return fromLatin(word.replace(/[a-z]/gi, (char) => lookAlike(char) ?? char).toLowerCase());
  }
  return fromLatin(word.toLowerCase().replace(/[а-яі]/g, (char) => lookAlikeLatin(char) ?? char));
}

function foldWord(word: string, textIsCyrillic: boolean): string {
  const latin = count(word, isLatin);
  const cyrillic = count(word, isCyrillic);
  if (latin + cyrillic === 0) return word;
  const one = inOneAlphabet(word, latin, cyrillic, textIsCyrillic);
  return foldCyrillic(foldDigits(one)).replace(/([а-я])\1\1+/g, "$1");
}

/** {@link foldEnds} of a text as a whole, however long it is: for callers that cut it themselves. */
export function foldWords(text: string): readonly string[] {
  const plain = withoutMarks(text);
  const textIsCyrillic = count(plain, isCyrillic) > count(plain, isLatin);
  return plain
    .split(/[^0-9a-zA-ZıəŋƏŊЀ-ԯ]+/u)
    .map((word) => foldWord(word, textIsCyrillic))
    .filter((word) => word !== "");
}

/**
 * Words as they sound to a Russian keyboard: small letters, 23 of them, no marks, no punctuation, Latin spellings
 * and look-alikes turned into Cyrillic, a letter three times or more written once. [Note: What counts as the same]
 *
 * @returns one list of words, or two when the text was so long that only its ends were read.
 */
export function foldEnds(text: string): readonly (readonly string[])[] {
  return readableEnds(text).map(foldWords);
}

/**
 * {@link foldEnds} as one line with single spaces. Folding it again changes nothing. Empty for a text without
 * letters and digits ("+", "👍"): check that before comparing two of them.
 */
export function fold(text: string): string {
  return foldEnds(text).flat().join(" ");
}
