import { farApart, type Piece, pieceOf } from "./piece.ts";

/** What a group of words of the phrase looks like when it is written as one. */
interface Group {
  readonly piece: Piece;
  readonly words: number;
  /** Letters of the longest single word: how much of the group may be mistyped depends on it. */
  readonly longest: number;
}

/** A phrase cut in every way that people run words together: `groups[i]` begin with its word `i`. */
export interface Pattern {
  readonly words: readonly Piece[];
  readonly groups: readonly (readonly Group[])[];
}

export function patternOf(words: readonly string[]): Pattern {
  const groups = words.map((_, from) =>
    words.slice(from).map((_, more) => {
      const joined = words.slice(from, from + more + 1);
      return {
        piece: pieceOf(joined.join("")),
        words: joined.length,
        longest: Math.max(...joined.map((one) => one.length)),
      };
    }),
  );
  return { words: words.map(pieceOf), groups };
}

/** A text cut into words and into neighbours written as one. */
export interface Script {
  readonly words: readonly Piece[];
  readonly pairs: readonly Piece[];
}

export function scriptOf(words: readonly string[]): Script {
  return { words: words.map(pieceOf), pairs: words.slice(1).map((word, i) => pieceOf(`${words[i]}${word}`)) };
}

/** How many wrong letters are allowed: in all, and in a group whose longest word has so many letters. */
export interface Tolerance {
  readonly budget: number;
  readonly typosIn: (letters: number) => number;
}

/** A particle may be lost or put in between, at the price of its letters: "ли", "у", "же". */
const PARTICLE_LETTERS = 2;

function particlePrice(word: Piece | undefined): number {
  return word !== undefined && word.text.length <= PARTICLE_LETTERS ? word.text.length : Number.POSITIVE_INFINITY;
}

/** The cheapest known price of each number of text words read. */
type Prices = number[];

function lower(prices: Prices | undefined, at: number, price: number): void {
  if (prices !== undefined && price < (prices[at] ?? Number.POSITIVE_INFINITY)) prices[at] = price;
}

/** Reads one group further: together, run together, torn in two, or with the space in the wrong place. */
function readOn(
  rows: readonly Prices[],
  group: Group,
  read: number,
  script: Script,
  at: number,
  price: number,
  allowed: Tolerance,
): void {
  const limit = Math.min(allowed.typosIn(group.longest), allowed.budget - price);
  const next = rows[read + group.words];
  const word = script.words[at];
  const pair = script.pairs[at];
  if (word !== undefined) {
    const far = farApart(limit, group.piece, word);
    if (far <= limit) lower(next, at + 1, price + far);
  }
  if (pair !== undefined && group.words <= 2) {
    const far = farApart(limit, group.piece, pair);
    if (far <= limit) lower(next, at + 2, price + far);
  }
}

/**
 * Whether the phrase stands somewhere in the text within the tolerance. [Note: A typo is not another word]
 *
 * `rows[i][j]` is the price of having read `i` words of the phrase when `j` words of the text are read; reading may
 * begin and end anywhere in the text.
 */
export function standsIn(pattern: Pattern, script: Script, allowed: Tolerance): boolean {
  const length = script.words.length + 1;
  const rows = Array.from({ length: pattern.words.length + 1 }, () =>
    new Array<number>(length).fill(Number.POSITIVE_INFINITY),
  );
  rows[0]?.fill(0);
  for (const [read, groups] of pattern.groups.entries()) {
    for (let at = 0; at < length; at += 1) {
      const price = rows[read]?.[at] ?? Number.POSITIVE_INFINITY;
      if (price > allowed.budget) continue;
      lower(rows[read + 1], at, price + particlePrice(pattern.words[read]));
      if (read > 0 && at + 1 < length) lower(rows[read], at + 1, price + particlePrice(script.words[at]));
      for (const group of groups) readOn(rows, group, read, script, at, price, allowed);
    }
  }
  return rows[pattern.words.length]?.some((price) => price <= allowed.budget) ?? false;
}
