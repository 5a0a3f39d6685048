import { fromLatin } from "./latin.ts";
import { foldCyrillic, foldDigits, isCyrillic, isLatin, lookAlike, lookAlikeLatin } from "./letters.ts";

/** How much of each end of a long text is read. [Note: Both ends of a long text] */
export const END_CHARS = 600;

/** The text itself, or its first and last UTF-16 units when it is longer than both: {@link END_CHARS} of each. */
export function readableEnds(text: string, each = END_CHARS): readonly string[] {
  return text.length <= 2 * each ? [text] : [text.slice(0, each), text.slice(-each)];
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

/** What most people write: nothing in it is composed, decomposed or dropped, й and ё aside, which the letters see to. */
const ORDINARY = /^[\n -&(-_a-~А-яЁёІіӘәҒғҚқҢңӨөҰұҮүҺһ]*$/;

/** Composed, without invisible characters and without marks. Lone surrogates pass and split words later. */
function withoutMarks(text: string): string {
  if (ORDINARY.test(text)) return text;
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

function onceIfMore(word: string): string {
  return word.length < 3 ? word : word.replace(/([а-я])\1\1+/g, "$1");
}

const CYRILLIC_ONLY = /^[Ѐ-ԯ]+$/;

function foldWord(word: string, textIsCyrillic: boolean): string {
  if (CYRILLIC_ONLY.test(word)) return onceIfMore(foldCyrillic(word.toLowerCase()));
  const latin = count(word, isLatin);
  const cyrillic = count(word, isCyrillic);
  if (latin + cyrillic === 0) return word;
  const one = inOneAlphabet(word, latin, cyrillic, textIsCyrillic);
  return onceIfMore(foldCyrillic(foldDigits(one)));
}

/** The words of a text, all of it read. {@link foldEnds} */
export function foldText(text: string): readonly string[] {
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
  return readableEnds(text).map((part) => foldText(part));
}

/**
 * {@link foldEnds} as one line with single spaces. Folding it again changes nothing. Empty for a text without
 * letters and digits ("+", "👍"): check that before comparing two of them.
 */
export function fold(text: string): string {
  return foldEnds(text).flat().join(" ");
}
