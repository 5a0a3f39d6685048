import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type MemberId, type RandomBytes, sameBytes } from "../domain/ids.ts";
import { NONCE_BYTES, openUnder, sealUnder } from "./aead.ts";
import { ByteReader } from "./byte-reader.ts";
import { concat, enc, u8 } from "./encoding.ts";
import { derive } from "./hash.ts";
import { asKey, KEY_BYTES, type Seed, type SignPublicKey } from "./keypairs.ts";
import { memberKeys } from "./member-keys.ts";
import { asKdfId, type KdfId, type PassphraseRoot, SALT_BYTES, type Stretch } from "./passphrase.ts";
import type { Sodium } from "./sodium.ts";

/** A member's seed under passphrase and device secret: 154 bytes. */
export type WrappedSeed = Brand<Uint8Array, "WrappedSeed">;

/** What can be read of a wrapped seed without the passphrase. */
export interface WrapHeader {
  readonly kdf: KdfId;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly signPublicKey: SignPublicKey;
}

/** Length of a wrapped seed, and of what is bound of it. */
export const WRAPPED_SEED_BYTES = 154;
const HEADER_BYTES = 82;
const VERSION = 1;

/**
 * `01 ‖ kdf ‖ salt 16 ‖ commitment 32 ‖ sign_pk 32 ‖ nonce 24 ‖ seed 32 ‖ tag 16`. Undone by {@link unwrapSeed}.
 *
 * @param root what `stretchPassphrase` gave for exactly this `stretch`.
 * @throws {Fault} `crypto/kdf-floor`.
 */
export function wrapSeed(
  sodium: Sodium,
  random: RandomBytes,
  root: PassphraseRoot,
  stretch: Stretch,
  seed: Seed,
): WrappedSeed {
  const header = concat(
    u8(VERSION),
    u8(asKdfId(stretch.kdf)),
    stretch.salt,
    commitment(sodium, root),
    memberKeys(sodium, seed).sign.publicKey,
  );
  const bound = boundTo(stretch.memberId, header);
  return concat(header, sealUnder(sodium, wrappingKey(sodium, root), random(NONCE_BYTES), bound, seed)) as WrappedSeed;
}

/** Reads what stands in clear. @throws {Fault} `crypto/malformed`; `crypto/kdf-floor` before anything is computed. */
export function parseWrapHeader(wrapped: Uint8Array): WrapHeader {
  if (wrapped.length !== WRAPPED_SEED_BYTES) throw new Fault("crypto/malformed", { length: wrapped.length });
  const reader = new ByteReader(wrapped);
  reader.expect(VERSION);
  const kdf = asKdfId(reader.number(1));
  const salt = reader.take(SALT_BYTES);
  return { kdf, salt, commitment: reader.take(KEY_BYTES), signPublicKey: asKey(reader.take(KEY_BYTES)) };
}

/**
 * Undoes {@link wrapSeed}. [Note: The wrap commits to its key]
 *
 * @throws {Fault} `crypto/cannot-open`: wrong passphrase, device or member, or changed bytes; `crypto/grant-key-mismatch`:
 * the seed does not make the public key of the header; `crypto/malformed`, `crypto/kdf-floor`.
 */
export function unwrapSeed(sodium: Sodium, root: PassphraseRoot, memberId: MemberId, wrapped: Uint8Array): Seed {
  const header = parseWrapHeader(wrapped);
  if (!sodium.memcmp(header.commitment, commitment(sodium, root))) throw new Fault("crypto/cannot-open");
  const bound = boundTo(memberId, new Uint8Array(wrapped.subarray(0, HEADER_BYTES)));
  const seed = asKey<Seed>(openUnder(sodium, wrappingKey(sodium, root), bound, wrapped.subarray(HEADER_BYTES)));
  if (!sameBytes(memberKeys(sodium, seed).sign.publicKey, header.signPublicKey)) {
    throw new Fault("crypto/grant-key-mismatch");
  }
  return seed;
}

function wrappingKey(sodium: Sodium, root: PassphraseRoot): Uint8Array {
  return derive(sodium, root, "wrap");
}

function commitment(sodium: Sodium, root: PassphraseRoot): Uint8Array {
  return derive(sodium, root, "commit");
}

function boundTo(memberId: MemberId, header: Uint8Array): Uint8Array {
  return enc("wrap-ad", asId(memberId), header);
}
