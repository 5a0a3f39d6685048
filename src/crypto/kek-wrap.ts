import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import { NONCE_BYTES, openUnder, sealUnder } from "./aead.ts";
import { concat, enc, u8 } from "./encoding.ts";
import { KEY_BYTES } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** The key under which keys.db is readable; comes from a file, a TPM or a key service. @secret */
export type KeyEncryptionKey = Brand<Uint8Array, "KeyEncryptionKey">;
/** A row of keys.db: 73 bytes, `01 ‖ nonce 24 ‖ key 32 ‖ tag 16`. */
export type WrappedKey = Brand<Uint8Array, "WrappedKey">;

const VERSION = 1;

/** Which row of keys.db a wrapped key is: a number for its kind, and its id there. */
export interface KeyPlace {
  readonly kind: number;
  readonly id: Uint8Array;
}

/**
 * Wraps one 32-byte key for keys.db. Undone by {@link unwrapKey}.
 *
 * @throws {Fault} `crypto/bad-length` when a key is not 32 bytes.
 */
export function wrapKey(
  sodium: Sodium,
  random: RandomBytes,
  kek: KeyEncryptionKey,
  place: KeyPlace,
  key: Uint8Array,
): WrappedKey {
  mustMeasure({ key: [key, KEY_BYTES] });
  return concat(u8(VERSION), sealUnder(sodium, kek, random(NONCE_BYTES), boundTo(place), key)) as WrappedKey;
}

/** Undoes {@link wrapKey}. @throws {Fault} `crypto/cannot-open`: another KEK, another row or changed bytes. */
export function unwrapKey(sodium: Sodium, kek: KeyEncryptionKey, place: KeyPlace, wrapped: Uint8Array): Uint8Array {
  if (wrapped[0] !== VERSION) throw new Fault("crypto/cannot-open", { length: wrapped.length });
  return openUnder(sodium, kek, boundTo(place), wrapped.subarray(1));
}

function boundTo(place: KeyPlace): Uint8Array {
  return enc("kek", u8(VERSION), u8(place.kind), place.id);
}
