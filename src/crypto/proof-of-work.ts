import { u64 } from "./encoding.ts";
import { hash } from "./hash.ts";
import type { Sodium } from "./sodium.ts";

/** Something that takes a while to find and no time to check. Makes guessing dear without locking anybody out. */
export interface Puzzle {
  readonly nonce: Uint8Array;
  /** How many bits at the front of the hash must be 0. Each one doubles the work. */
  readonly bits: number;
}

/** The smallest number that solves the puzzle. Takes about 2^bits hashes. */
export function solvePuzzle(sodium: Sodium, puzzle: Puzzle): number {
  for (let answer = 0; ; answer += 1) if (isSolved(sodium, puzzle, answer)) return answer;
}

export function isSolved(sodium: Sodium, { nonce, bits }: Puzzle, answer: number): boolean {
  if (!Number.isSafeInteger(answer) || answer < 0) return false;
  const found = hash(sodium, "puzzle", nonce, u64(answer));
  const whole = Math.floor(bits / 8);
  if (found.subarray(0, whole).some((byte) => byte !== 0)) return false;
  return bits % 8 === 0 || (found[whole] ?? 0) >> (8 - (bits % 8)) === 0;
}
