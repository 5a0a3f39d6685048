import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type EntryId, type KeyId, type RandomBytes } from "../domain/ids.ts";
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
import type { CasePlace } from "./case-place.ts";
import { concat, enc, u8, u16, u32, u64 } from "./encoding.ts";
import { ENVELOPE_OVERHEAD, openEnvelope, sealEnvelope } from "./envelope.ts";
import { hash } from "./hash.ts";
import { asKey, type BoxKeypair, keyId } from "./keypairs.ts";
import { nameOf } from "./numbering.ts";
import { bucketFor, isBucket, padToBucket, unpadBucket } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** One signed and sealed piece of a case: an entry bucket and 82 bytes. */
export type SealedEntry = Brand<Uint8Array, "SealedEntry">;
/** 32 bytes that stand for an entry and everything before it. */
export type EntryHash = Brand<Uint8Array, "EntryHash">;

/** What an entry is about. `summary` is what the list of cases shows and never exceeds 1,024 bytes. */
export const ENTRY_TYPE = {
  intake: 1,
  text: 2,
  location: 3,
  contact: 4,
  evidence: 5,
  message: 6,
  note: 7,
  status: 8,
  referral: 9,
  consent: 10,
  "contact-revoked": 11,
  correction: 12,
  "key-event": 13,
  alert: 14,
  summary: 15,
  action: 16,
  quote: 17,
  order: 18,
  cover: 19,
  erasure: 20,
  "code-word": 21,
} as const;
/** One of {@link ENTRY_TYPE}. */
export type EntryType = keyof typeof ENTRY_TYPE;

/** Least padded size of types whose length would talk. [Note: Lengths talk] */
export const LEAST_BUCKET: Readonly<Partial<Record<EntryType, number>>> = {
  intake: 4_096,
  message: 1_024,
  summary: 1_024,
};
const SUMMARY_BYTES = 1_024;
const VERSION = 1;

/** Where in the chain of its case an entry stands. */
export interface EntryPlace extends CasePlace {
  readonly entryId: EntryId;
  /** 1 for the first entry of an epoch. */
  readonly seq: number;
  /** Hash of the entry before, {@link headZero} before the first. */
  readonly previous: EntryHash;
}

/** What a writer puts in. */
export interface EntryContent {
  readonly type: EntryType;
  readonly at: UnixMs;
  /** @secret What the person or the staff said. */
  readonly body: Uint8Array;
}

/** What a reader gets out once signature and place are checked. */
export interface OpenedEntry extends EntryContent {
  readonly authorKind: AuthorKind;
  readonly authorId: KeyId;
}

/** `H("head0", …)`: what stands before the first entry of an epoch. */
export function headZero(sodium: Sodium, place: CasePlace): EntryHash {
  const parts = [place.deployment, place.caseId, u16(place.epoch), place.casePublicKey];
  return hash(sodium, "head0", ...parts) as EntryHash;
}

/** `H("entry-hash", …)`: the head of the chain after this entry. */
export function entryHash(sodium: Sodium, caseId: CaseId, seq: number, sealed: Uint8Array): EntryHash {
  return hash(sodium, "entry-hash", caseId, u32(seq), sealed) as EntryHash;
}

/** Whether stored bytes can be an entry at all: `01 ‖ 01` and a bucket behind. For doors that cannot open it. */
export function looksLikeEntry(sealed: Uint8Array): boolean {
  return sealed[0] === 1 && sealed[1] === 1 && isBucket(sealed.length - ENVELOPE_OVERHEAD);
}

/**
 * Signs, pads and seals one entry to the case. Undone by {@link openEntry}. [Note: Signed, then sealed]
 *
 * @param least padded size wanted when more than {@link LEAST_BUCKET} asks for.
 * @throws {Fault} `crypto/bad-length`: a summary over its bucket, or ids of another length; `crypto/bad-key`.
 */
export function sealEntry(
  sodium: Sodium,
  random: RandomBytes,
  place: EntryPlace,
  author: Author,
  content: EntryContent,
  least = 0,
): SealedEntry {
  const context = contextOf(place);
  const signed = concat(
    u8(VERSION),
    u8(ENTRY_TYPE[content.type]),
    u8(AUTHOR_KIND[author.kind]),
    keyId(sodium, author.keys.publicKey),
    u64(content.at),
    u32(content.body.length),
    content.body,
  );
  const signature = sign(sodium, author.keys, enc("entry", context, place.casePublicKey, signed));
  const plain = concat(signed, signature);
  const wanted = Math.max(least, LEAST_BUCKET[content.type] ?? 0);
  if (content.type === "summary" && bucketFor(plain.length, wanted) > SUMMARY_BYTES) {
    throw new Fault("crypto/bad-length", { got: content.body.length });
  }
  const padded = padToBucket(plain, wanted);
  return sealEnvelope(sodium, random, place.casePublicKey, context, padded) as Uint8Array as SealedEntry;
}

/**
 * Undoes {@link sealEntry}.
 *
 * @throws {Fault} `crypto/cannot-open`: wrong key or changed bytes; `crypto/wrong-context`: it belongs to another case,
 * epoch, number or chain; `crypto/unknown-signer`; `crypto/malformed`.
 */
export function openEntry(
  sodium: Sodium,
  keys: BoxKeypair,
  place: EntryPlace,
  sealed: Uint8Array,
  known: KnownSigner,
): OpenedEntry {
  const context = contextOf(place);
  const plain = unpadBucket(openEnvelope(sodium, keys, context, sealed));
  const reader = new ByteReader(plain);
  reader.expect(VERSION);
  const type = nameOf(ENTRY_TYPE, reader.number(1));
  const authorKind = nameOf(AUTHOR_KIND, reader.number(1));
  const authorId = asId<KeyId>(reader.take(16));
  const at = reader.number(8) as UnixMs;
  const body = reader.take(reader.number(4));
  const signature = reader.take(SIGNATURE_BYTES);
  reader.end();

  const signed = plain.subarray(0, plain.length - SIGNATURE_BYTES);
  const message = enc("entry", context, keys.publicKey, signed);
  mustBeSigned(sodium, known, { kind: authorKind, id: authorId, at }, message, signature);
  return { type, authorKind, authorId, at, body };
}

function contextOf(place: EntryPlace): Uint8Array {
  return enc(
    "entry-ctx",
    asId(place.deployment),
    asId(place.caseId),
    u16(place.epoch),
    asId(place.entryId),
    u32(place.seq),
    asKey(place.previous),
  );
}
