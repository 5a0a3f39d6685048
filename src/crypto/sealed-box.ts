import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import { NONCE_BYTES } from "./aead.ts";
import { concat } from "./encoding.ts";
import { type BoxKeypair, type BoxPublicKey, boxKeypair, KEY_BYTES, newSeed } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** Ephemeral public key and authentication tag. */
export const SEALED_BOX_OVERHEAD = 48;

/**
 * The bytes of libsodium's `crypto_box_seal`: `epk 32 ‖ box`, nonce `BLAKE2b-192(epk ‖ pk)`. Undone by {@link openBox}.
 *
 * Written out because the ephemeral seed comes from `random`. [Note: Randomness comes from the platform]
 *
 * @throws {Fault} `crypto/bad-key` when the recipient's key is of low order, `crypto/bad-length` when it is not 32 bytes.
 * @see https://doc.libsodium.org/public-key_cryptography/sealed_boxes
 */
export function sealBox(sodium: Sodium, random: RandomBytes, recipient: BoxPublicKey, plain: Uint8Array): Uint8Array {
  mustMeasure({ recipient: [recipient, KEY_BYTES] });
  const once = boxKeypair(sodium, newSeed(random));
  const nonce = sodium.crypto_generichash(NONCE_BYTES, concat(once.publicKey, recipient), null);
  try {
    return concat(once.publicKey, sodium.crypto_box_easy(plain, nonce, recipient, once.secretKey));
  } catch (cause) {
    throw new Fault("crypto/bad-key", {}, cause);
  }
}

/** Undoes {@link sealBox}. @throws {Fault} `crypto/cannot-open`: another key, or changed bytes. */
export function openBox(sodium: Sodium, keys: BoxKeypair, sealed: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.secretKey);
  } catch (cause) {
    throw new Fault("crypto/cannot-open", { length: sealed.length }, cause);
  }
}
