import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type KeyId, type RandomBytes, sameBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import {
  AUTHOR_KIND,
  type Author,
  type AuthorKind,
  type KnownSigner,
  mustBeSigned,
  SIGNATURE_BYTES,
  sign,
} from "./author.ts";
import { ByteReader } from "./byte-reader.ts";
import { concat, u8, u64 } from "./encoding.ts";
import { openEnvelope, sealEnvelope } from "./envelope.ts";
import { asKey, type BoxKeypair, type BoxPublicKey, boxKeypair, KEY_BYTES, keyId, type Seed } from "./keypairs.ts";
import { nameOf } from "./numbering.ts";
import type { Sodium } from "./sodium.ts";

/** A seed handed to one recipient: an envelope of 204 bytes. Cases and organisations are granted alike. */
export type Grant = Brand<Uint8Array, "Grant">;

/** Who a seed is handed to. */
export const RECIPIENT_KIND = { organisation: 1, team: 2, member: 3, recovery: 4 } as const;
/** One of {@link RECIPIENT_KIND}. */
export type RecipientKind = keyof typeof RECIPIENT_KIND;

/** What the recipient may do; kept to by those who read it, not by arithmetic. */
export const GRANT_SCOPE = { full: 1, "read-only": 2, packet: 3 } as const;
/** One of {@link GRANT_SCOPE}. */
export type GrantScope = keyof typeof GRANT_SCOPE;

/** Who receives, and in which epoch of theirs. */
export interface Recipient {
  readonly kind: RecipientKind;
  readonly id: Uint8Array;
  readonly epoch: number;
  readonly publicKey: BoxPublicKey;
}

/** What an opened and checked grant says. */
export interface OpenedGrant {
  readonly granterKind: AuthorKind;
  readonly granterId: KeyId;
  readonly at: UnixMs;
  readonly scope: GrantScope;
  /** @secret Reproduces the public key that the grant is about. */
  readonly seed: Seed;
}

/** Where a grant belongs: the two byte strings that case grants and organisation grants do not share. */
export interface GrantBinding {
  readonly context: Uint8Array;
  /** What is signed, from `head 26` and the seed. */
  readonly signed: (recipient: BoxPublicKey, head: Uint8Array, seed: Seed) => Uint8Array;
  /** The public key that the seed must reproduce. */
  readonly target: BoxPublicKey;
}

const HEAD_BYTES = 26;

/** What the granter decides. */
export interface GrantContent {
  readonly at: UnixMs;
  readonly scope: GrantScope;
  readonly seed: Seed;
}

/**
 * Signs and seals `kind ‖ granter 16 ‖ u64 ms ‖ scope ‖ seed 32 ‖ sig 64`. Undone by {@link openSeedGrant}.
 *
 * @throws {Fault} `crypto/grant-key-mismatch` when the seed is not the one behind the target key.
 */
export function sealSeedGrant(
  sodium: Sodium,
  random: RandomBytes,
  binding: GrantBinding,
  recipient: BoxPublicKey,
  granter: Author,
  content: GrantContent,
): Grant {
  mustReproduce(sodium, content.seed, binding.target);
  const head = concat(
    u8(AUTHOR_KIND[granter.kind]),
    keyId(sodium, granter.keys.publicKey),
    u64(content.at),
    u8(GRANT_SCOPE[content.scope]),
  );
  const signature = sign(sodium, granter.keys, binding.signed(recipient, head, content.seed));
  const payload = concat(head, content.seed, signature);
  return sealEnvelope(sodium, random, recipient, binding.context, payload) as Uint8Array as Grant;
}

/**
 * Undoes {@link sealSeedGrant} and checks everything a reader must check.
 *
 * @throws {Fault} as `openEnvelope`; `crypto/unknown-signer`; `crypto/grant-key-mismatch`: another seed was handed out
 * than the one behind the signed public key; `crypto/malformed`.
 */
export function openSeedGrant(
  sodium: Sodium,
  keys: BoxKeypair,
  binding: GrantBinding,
  grant: Uint8Array,
  known: KnownSigner,
): OpenedGrant {
  const payload = new ByteReader(openEnvelope(sodium, keys, binding.context, grant));
  const head = payload.take(HEAD_BYTES);
  const seed = asKey<Seed>(payload.take(KEY_BYTES));
  const signature = payload.take(SIGNATURE_BYTES);
  payload.end();

  const fields = new ByteReader(head);
  const granterKind = nameOf(AUTHOR_KIND, fields.number(1));
  const granterId = asId<KeyId>(fields.take(16));
  const at = fields.number(8) as UnixMs;
  const scope = nameOf(GRANT_SCOPE, fields.number(1));

  const message = binding.signed(keys.publicKey, head, seed);
  mustBeSigned(sodium, known, { kind: granterKind, id: granterId, at }, message, signature);
  mustReproduce(sodium, seed, binding.target);
  return { granterKind, granterId, at, scope, seed };
}

function mustReproduce(sodium: Sodium, seed: Seed, target: BoxPublicKey): void {
  if (!sameBytes(boxKeypair(sodium, seed).publicKey, target)) throw new Fault("crypto/grant-key-mismatch");
}
