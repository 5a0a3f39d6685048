import { Fault } from "../domain/faults.ts";
import { openUnder, sealUnder } from "./aead.ts";
import { concat, u8, u32 } from "./encoding.ts";
import type { Sodium } from "./sodium.ts";

/** Version byte of link, state, trace and outbox rows; also the first part of what they are bound to. */
export const DATED_VERSION = 1;
const HEADER_BYTES = 5;

/**
 * `01 ‖ u32 number ‖ nonce 24 ‖ ciphertext ‖ tag 16`, the shape of every row whose key dies by age.
 * Undone by {@link openDated}.
 *
 * @param number epoch or day whose key this is.
 * @param bound must contain the number: the header itself is not covered otherwise.
 */
export function sealDated(
  sodium: Sodium,
  key: Uint8Array,
  number: number,
  nonce: Uint8Array,
  bound: Uint8Array,
  padded: Uint8Array,
): Uint8Array {
  return concat(u8(DATED_VERSION), u32(number), sealUnder(sodium, key, nonce, bound, padded));
}

/** Undoes {@link sealDated}. @throws {Fault} `crypto/cannot-open`: version, number, key, place or bytes are not right. */
export function openDated(
  sodium: Sodium,
  key: Uint8Array,
  number: number,
  bound: Uint8Array,
  row: Uint8Array,
): Uint8Array {
  if (datedNumber(row) !== number) throw new Fault("crypto/cannot-open", { length: row.length });
  return openUnder(sodium, key, bound, row.subarray(HEADER_BYTES));
}

/** The epoch or day that a stored row names, to choose the key by; `null` when it is no such row. */
export function datedNumber(row: Uint8Array): number | null {
  if (row.length < HEADER_BYTES || row[0] !== DATED_VERSION) return null;
  return row.subarray(1, HEADER_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
}
