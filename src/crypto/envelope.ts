import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import { concat, u8 } from "./encoding.ts";
import { HASH_BYTES, hash } from "./hash.ts";
import type { BoxKeypair, BoxPublicKey } from "./keypairs.ts";
import { openBox, SEALED_BOX_OVERHEAD, sealBox } from "./sealed-box.ts";
import type { Sodium } from "./sodium.ts";

/** `01 ‖ suite 1 ‖ crypto_box_seal(ctxhash 32 ‖ payload)`. */
export type Envelope = Brand<Uint8Array, "Envelope">;

/** X25519 sealed box. Suite 2 (X-Wing) is reserved. */
export const SUITE_X25519 = 1;
const VERSION = 1;
const HEADER_BYTES = 2;

/** What an envelope is longer than its payload. */
export const ENVELOPE_OVERHEAD = HEADER_BYTES + SEALED_BOX_OVERHEAD + HASH_BYTES;

/**
 * Seals `payload` to one public key. Undone by {@link openEnvelope}.
 *
 * The hash of key and context lies inside: moved to another row, case or recipient the envelope opens no more.
 * [Note: The context is inside the seal]
 *
 * @param context an `enc()` that says where the envelope belongs.
 * @throws {Fault} `crypto/bad-key` when the recipient's key is of low order.
 */
export function sealEnvelope(
  sodium: Sodium,
  random: RandomBytes,
  recipient: BoxPublicKey,
  context: Uint8Array,
  payload: Uint8Array,
): Envelope {
  const inside = concat(contextHash(sodium, recipient, context), payload);
  return concat(u8(VERSION), u8(SUITE_X25519), sealBox(sodium, random, recipient, inside)) as Envelope;
}

/**
 * Undoes {@link sealEnvelope}.
 *
 * @throws {Fault} `crypto/malformed`: unknown version or suite; `crypto/cannot-open`: wrong key or changed bytes;
 * `crypto/wrong-context`: it opened, but belongs elsewhere.
 */
export function openEnvelope(sodium: Sodium, keys: BoxKeypair, context: Uint8Array, envelope: Uint8Array): Uint8Array {
  if (envelope.length < ENVELOPE_OVERHEAD || envelope[0] !== VERSION || envelope[1] !== SUITE_X25519) {
    throw new Fault("crypto/malformed", { length: envelope.length });
  }
  const inside = openBox(sodium, keys, envelope.subarray(HEADER_BYTES));
  if (!sodium.memcmp(inside.subarray(0, HASH_BYTES), contextHash(sodium, keys.publicKey, context))) {
    throw new Fault("crypto/wrong-context");
  }
  return inside.slice(HASH_BYTES);
}

function contextHash(sodium: Sodium, recipient: BoxPublicKey, context: Uint8Array): Uint8Array {
  return hash(sodium, "seal-ctx", u8(SUITE_X25519), recipient, context);
}
