import { isEnding, LONGEST_ENDING, stemsOf, type Tongue } from "./endings.ts";
import { type Weight, weightOf } from "./light-words.ts";
import { type Finder, finderOf } from "./occurs.ts";
import { missing, type Piece, pieceOf, typosUpTo } from "./piece.ts";

/** A word of a phrase, with everything that people make of it. */
export interface PhraseWord {
  readonly whole: Piece;
  /** Beginnings that stay when the ending changes, the shortest last. */
  readonly stems: readonly Piece[];
  /** Letters that every form has. */
  readonly core: number;
  /** Whether a text without spaces has the word in it, with a typo in a longer one. */
  readonly occursIn: Finder;
  readonly tongues: readonly Tongue[];
  readonly weight: Weight;
  /** How many typos it may have when all others have none. */
  readonly typos: number;
}

/** A wrong letter in two is another word. */
const SHORTEST_MISTYPED = 3;
/** With fewer letters two typos make another word: "зелёный" and "солёный". */
const SHORTEST_MISTYPED_TWICE = 6;
/** A stem of fewer letters and with a typo is the beginning of too many words. */
const SHORTEST_STEM_MISTYPED = 4;

/** Shorter beginnings stand in every longer text if one letter may be wrong. */
const SHORTEST_FOUND_MISTYPED = 5;

const VOICED: Readonly<Record<string, string>> = { к: "г", п: "б", г: "к", б: "п" };

/** "көк" and "көгі", "чай" and "чаю": what else the end of a stem may be. */
function turned(stem: string): readonly string[] {
  const voiced = VOICED[stem.slice(-1)];
  if (voiced !== undefined) return [stem.slice(0, -1) + voiced];
  return /^[^аеоу]*[аеоу]и$/.test(stem) ? [stem.slice(0, -1)] : [];
}

function occursIn(text: string, stems: readonly Piece[]): Finder {
  const shortest = stems.at(-1)?.text ?? text;
  if (shortest.length >= SHORTEST_FOUND_MISTYPED) return finderOf(shortest);
  const mistyped = text.length < SHORTEST_FOUND_MISTYPED ? null : finderOf(text);
  return (line) => stems.some((stem) => line.includes(stem.text)) || (mistyped?.(line) ?? false);
}

export function phraseWordOf(text: string, tongues: readonly Tongue[], mayErrTwice: boolean): PhraseWord {
  const plain = tongues.flatMap((tongue) => [text, ...stemsOf(tongue, text)]);
  const stems = new Set([...plain, ...plain.flatMap(turned)]);
  const pieces = [...stems].sort((a, b) => b.length - a.length).map((stem) => pieceOf(stem));
  const twice = mayErrTwice && text.length >= SHORTEST_MISTYPED_TWICE;
  return {
    whole: pieceOf(text),
    stems: pieces,
    core: pieces.reduce((core, { letters }) => core & letters, -1),
    occursIn: occursIn(text, pieces),
    tongues,
    weight: weightOf(text),
    typos: twice ? 2 : text.length >= SHORTEST_MISTYPED ? 1 : 0,
  };
}

/** What a word costs that is not this one. */
export const OTHER = Number.POSITIVE_INFINITY;

/** Typos by which a written word differs from the word of the phrase in one of its forms; {@link OTHER} when it is another word. */
export function priceOf(word: PhraseWord, written: Piece): number {
  const lacks = word.core & ~written.letters;
  const lacksMore = (lacks & (lacks - 1)) !== 0; // Two letters or more: none of its forms, and not one typo.
  if (lacksMore) return word.typos === 2 ? mistypedTwice(word, written) : OTHER;
  if (written.text === word.whole.text) return 0;
  const spare = written.text.length - word.whole.text.length;
  if (word.typos === 0 || spare > LONGEST_ENDING || spare < -LONGEST_ENDING) return OTHER;
  if (lacks === 0 && word.stems.some((stem) => isForm(word, stem.text, written.text))) return 0;
  if (isAnother(word, written)) return OTHER;
  if (typosUpTo(1, word.whole, written) <= 1) return 1;
  if (word.stems.some((stem) => isMistypedForm(word, stem, written))) return 1;
  return word.typos === 2 ? mistypedTwice(word, written) : OTHER;
}

function isAnother({ tongues }: PhraseWord, written: Piece): boolean {
  if (written.text.length < SHORTEST_MISTYPED) return false; // "ай" is "шай" without its first letter.
  return written.real.some((tongue) => tongues.includes(tongue));
}

/** The first letter is seldom the wrong one. */
function mistypedTwice(word: PhraseWord, written: Piece): number {
  const { whole } = word;
  if (isAnother(word, written) || written.text[0] !== whole.text[0]) return OTHER;
  return typosUpTo(2, whole, written) <= 2 ? 2 : OTHER;
}

function isForm(word: PhraseWord, stem: string, written: string): boolean {
  if (!written.startsWith(stem)) return false;
  const end = written.slice(stem.length);
  return word.tongues.some((tongue) => isEnding(tongue, end));
}

/** A typo in the stem, and another ending: "жолтых тюльпонов". */
function isMistypedForm(word: PhraseWord, stem: Piece, written: Piece): boolean {
  const { length } = stem.text;
  if (length < SHORTEST_STEM_MISTYPED || missing(stem.letters, written.letters) > 1) return false;
  if (written.text.length < length - 1) return false;
  for (let end = length - 1; end <= length + 1 && end <= written.text.length; end += 1) {
    if (typosUpTo(1, stem, pieceOf(written.text.slice(0, end))) > 1) continue;
    if (isForm(word, "", written.text.slice(end))) return true;
  }
  return false;
}
