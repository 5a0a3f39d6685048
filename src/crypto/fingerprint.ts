import { printHex } from "../domain/ids.ts";
import { hash } from "./hash.ts";
import { asKey, type BoxPublicKey, type SignPublicKey } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

const HASHED_BYTES = 13;
const DIGITS = 30;
const GROUP = 5;

/**
 * Six groups of five digits that two people read to each other before one admits the other: about 99 bits, and
 * the same in every language.
 *
 * The first 13 bytes of `H("fingerprint", sign_pk, box_pk)` as a number, modulo 10³⁰.
 */
export function fingerprint(sodium: Sodium, sign: SignPublicKey, box: BoxPublicKey): string {
  return digitsOf(hash(sodium, "fingerprint", asKey(sign), asKey(box)));
}

/** The same over one or several public keys alone: root keys in any order, the key of an organisation, one on paper. */
export function keysFingerprint(sodium: Sodium, keys: readonly Uint8Array[]): string {
  const sorted = [...keys].sort((a, b) => (printHex(a) < printHex(b) ? -1 : 1));
  return digitsOf(hash(sodium, "key-print", ...sorted.map((key) => asKey(key))));
}

function digitsOf(hashed: Uint8Array): string {
  const bytes = hashed.subarray(0, HASHED_BYTES);
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, "0");
  const groups = Array.from({ length: DIGITS / GROUP }, (_, i) => digits.slice(i * GROUP, (i + 1) * GROUP));
  return groups.join(" ");
}
