import { distanceUpTo } from "./damerau.ts";

/** A word, or words run together, with what tells quickly that two of them are far apart. */
export interface Piece {
  readonly text: string;
  /** One bit for each letter that occurs. */
  readonly letters: number;
}

/** The bit of a letter of the skeleton; digits share the last ones. */
function bitOf(char: string): number {
  const code = char.charCodeAt(0) - 0x430;
  return 1 << (code >= 0 && code < 30 ? code : 30);
}

export function pieceOf(text: string): Piece {
  let letters = 0;
  for (const char of text) letters |= bitOf(char);
  return { text, letters };
}

/** How many letters of `a` do not occur in `b` at all. */
export function missing(a: number, b: number): number {
  let left = a & ~b;
  let found = 0;
  for (; left !== 0; left &= left - 1) found += 1;
  return found;
}

/** {@link distanceUpTo} of two pieces. Each letter that one of them lacks costs at least one typo, so most pairs are not compared. */
export function farApart(limit: number, a: Piece, b: Piece): number {
  if (Math.abs(a.text.length - b.text.length) > limit) return limit + 1;
  if (missing(a.letters, b.letters) > limit || missing(b.letters, a.letters) > limit) return limit + 1;
  return distanceUpTo(limit, a.text, b.text);
}
