import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import { parseLetters, printLetters } from "./base32.ts";
import { concat, u8 } from "./encoding.ts";
import { hash } from "./hash.ts";
import { asKey, KEY_BYTES, newSeed, type Seed } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** One of three sheets, in letters for paper. Alone it says nothing; with any other one it gives the secret. */
export type RecoverySheets = readonly [a: string, b: string, c: string];

/** Which two halves each sheet holds, and where the other half of the pair lies. [Note: Two sheets of three] */
const HALVES = { 1: ["a1", "a2"], 2: ["b1", "a3"], 3: ["b2", "b3"] } as const;
type SheetNumber = keyof typeof HALVES;

const CHECK_BYTES = 2;
/** `number 1 ‖ half 32 ‖ half 32 ‖ check 2`, filled up to a whole number of letters. */
const SHEET_BYTES = 1 + 2 * KEY_BYTES + CHECK_BYTES;

/**
 * Splits a secret so that any two of three sheets give it back and one alone tells nothing of it:
 * `s = a1 ⊕ b1 = a2 ⊕ b2 = a3 ⊕ b3` with sheets {a1, a2}, {b1, a3}, {b2, b3}. Undone by {@link joinSheets}.
 */
export function splitSecret(sodium: Sodium, random: RandomBytes, secret: Seed): RecoverySheets {
  mustMeasure({ secret: [secret, KEY_BYTES] });
  const [a1, a2, a3] = [newSeed(random), newSeed(random), newSeed(random)];
  const other = (half: Uint8Array) => xor(secret, half);
  return [printOne(sodium, 1, a1, a2), printOne(sodium, 2, other(a1), a3), printOne(sodium, 3, other(a2), other(a3))];
}

/**
 * Undoes {@link splitSecret} with two different sheets, in any order.
 *
 * Sheets of two different kits give some other secret: whoever uses it compares its public key with the charter's.
 *
 * @throws {Fault} `crypto/malformed`: no such sheet, a letter is missing or wrong, or twice the same sheet.
 */
export function joinSheets(sodium: Sodium, one: string, another: string): Seed {
  const first = parseOne(sodium, one);
  const second = parseOne(sodium, another);
  for (const [name, half] of first) {
    const found = second.get(name.startsWith("a") ? `b${name.slice(1)}` : `a${name.slice(1)}`);
    if (found !== undefined) return asKey<Seed>(xor(half, found));
  }
  throw new Fault("crypto/malformed", { sheets: 1 });
}

function printOne(sodium: Sodium, number: SheetNumber, first: Uint8Array, second: Uint8Array): string {
  const content = concat(u8(number), first, second);
  return printLetters(concat(content, checkOf(sodium, content)));
}

/** The halves of a sheet by their names. */
function parseOne(sodium: Sodium, typed: string): ReadonlyMap<string, Uint8Array> {
  const bytes = parseLetters(typed, SHEET_BYTES);
  const number = bytes?.[0];
  if (bytes === null || (number !== 1 && number !== 2 && number !== 3)) throw new Fault("crypto/malformed");
  const content = bytes.subarray(0, SHEET_BYTES - CHECK_BYTES);
  if (!sodium.memcmp(bytes.subarray(SHEET_BYTES - CHECK_BYTES), checkOf(sodium, content))) {
    throw new Fault("crypto/malformed");
  }
  const [first, second] = HALVES[number];
  return new Map([
    [first, bytes.slice(1, 1 + KEY_BYTES)],
    [second, bytes.slice(1 + KEY_BYTES, 1 + 2 * KEY_BYTES)],
  ]);
}

function checkOf(sodium: Sodium, content: Uint8Array): Uint8Array {
  return hash(sodium, "recovery-sheet", content).subarray(0, CHECK_BYTES);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}
