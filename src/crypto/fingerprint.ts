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
  const bytes = hash(sodium, "fingerprint", asKey(sign), asKey(box)).subarray(0, HASHED_BYTES);
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, "0");
  const groups = Array.from({ length: DIGITS / GROUP }, (_, i) => digits.slice(i * GROUP, (i + 1) * GROUP));
  return groups.join(" ");
}
