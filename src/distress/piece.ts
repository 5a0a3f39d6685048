import { distanceUpTo } from "./damerau.ts";
import type { Tongue } from "./endings.ts";

/** A word, or words run together, with what tells quickly that two of them are far apart. */
export interface Piece {
  readonly text: string;
  /** One bit for each letter that occurs. */
  readonly letters: number;
  /** Languages in which it is a word of every day, which stands for itself. */
  readonly real: readonly Tongue[];
}

/** The bit of a letter of the skeleton; digits share the last ones. */
function bitOf(unit: number): number {
  const code = unit - 0x430;
  return 1 << (code >= 0 && code < 30 ? code : 30);
}

export function pieceOf(text: string, real: readonly Tongue[] = []): Piece {
  let letters = 0;
  for (let i = 0; i < text.length; i += 1) letters |= bitOf(text.charCodeAt(i));
  return { text, letters, real };
}

/** How many letters of `a` do not occur in `b` at all. */
export function missing(a: number, b: number): number {
  let left = a & ~b;
  let found = 0;
  for (; left !== 0; left &= left - 1) found += 1;
  return found;
}

/** {@link distanceUpTo} of two pieces. Each letter that one of them lacks costs at least one typo, so most pairs are not compared. */
export function typosUpTo(limit: number, a: Piece, b: Piece): number {
  if (Math.abs(a.text.length - b.text.length) > limit) return limit + 1;
  if (missing(a.letters, b.letters) > limit || missing(b.letters, a.letters) > limit) return limit + 1;
  return distanceUpTo(limit, a.text, b.text);
}
