import { parseHex, printHex, type RandomBytes } from "../domain/ids.ts";
import { concat, utf8 } from "./encoding.ts";
import { hash } from "./hash.ts";
import type { Sodium } from "./sodium.ts";

const SALT_BYTES = 8;
const DIGEST_BYTES = 16;

/**
 * What is kept of a PIN, as hex: `salt 8 ‖ H("pin", salt, pin)[0..16)`. Some digits withstand nobody who can try them all:
 * it stands inside the sealed link, and this only keeps the PIN itself out of it.
 */
export function pinVerifier(sodium: Sodium, random: RandomBytes, pin: string): string {
  const salt = random(SALT_BYTES);
  return printHex(concat(salt, digest(sodium, salt, pin)));
}

/** Whether these are the digits; takes as long either way. */
export function pinFits(sodium: Sodium, verifier: string, pin: string): boolean {
  const kept = parseHex(verifier);
  if (kept === null || kept.length !== SALT_BYTES + DIGEST_BYTES) return false;
  const salt = kept.subarray(0, SALT_BYTES);
  return sodium.memcmp(kept.subarray(SALT_BYTES), digest(sodium, salt, pin));
}

function digest(sodium: Sodium, salt: Uint8Array, pin: string): Uint8Array {
  return hash(sodium, "pin", salt, utf8(pin)).subarray(0, DIGEST_BYTES);
}
