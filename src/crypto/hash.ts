import { enc, type Label } from "./encoding.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** Length of every hash and every derived key. */
export const HASH_BYTES = 32;

/**
 * BLAKE2b-256 over `enc(label, …parts)`.
 *
 * @see https://doc.libsodium.org/hashing/generic_hashing
 */
export function hash(sodium: Sodium, label: Label, ...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_generichash(HASH_BYTES, enc(label, ...parts), null);
}

/**
 * Keyed BLAKE2b-256 over `enc(label, …parts)`: a key or tag that cannot be computed without `key`.
 *
 * @param key 32 bytes. @secret
 * @throws {Fault} `crypto/bad-length` when the key has another length.
 */
export function derive(sodium: Sodium, key: Uint8Array, label: Label, ...parts: readonly Uint8Array[]): Uint8Array {
  mustMeasure({ key: [key, HASH_BYTES] });
  return sodium.crypto_generichash(HASH_BYTES, enc(label, ...parts), key);
}
