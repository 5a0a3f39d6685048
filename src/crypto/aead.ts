import { Fault } from "../domain/faults.ts";
import { concat } from "./encoding.ts";
import { KEY_BYTES } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** Long enough to be drawn at random for every message without ever meeting again. */
export const NONCE_BYTES = 24;

/**
 * `nonce 24 ‖ XChaCha20-Poly1305(plain) ‖ tag 16`. Undone by {@link openUnder}.
 *
 * @param nonce 24 fresh random bytes from the platform. [Note: Randomness comes from the platform]
 * @param bound associated data: what the ciphertext may not be separated from.
 * @throws {Fault} `crypto/bad-length` when key or nonce has another length.
 * @see https://doc.libsodium.org/secret-key_cryptography/aead/chacha20-poly1305/xchacha20-poly1305_construction
 */
export function sealUnder(
  sodium: Sodium,
  key: Uint8Array,
  nonce: Uint8Array,
  bound: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  mustMeasure({ key: [key, KEY_BYTES], nonce: [nonce, NONCE_BYTES] });
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, null, nonce, key));
}

/**
 * Undoes {@link sealUnder}.
 *
 * @throws {Fault} `crypto/cannot-open`: wrong key, wrong associated data or changed bytes, indistinguishable on purpose.
 */
export function openUnder(sodium: Sodium, key: Uint8Array, bound: Uint8Array, sealed: Uint8Array): Uint8Array {
  try {
    const body = sealed.subarray(NONCE_BYTES);
    const nonce = sealed.subarray(0, NONCE_BYTES);
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, bound, nonce, key);
  } catch (cause) {
    throw new Fault("crypto/cannot-open", { length: sealed.length }, cause);
  }
}
