import { randomBytes } from "node:crypto";
import type { Author, KnownSigner } from "../../src/crypto/author.ts";
import type { CasePlace } from "../../src/crypto/case-place.ts";
import { type EntryPlace, headZero } from "../../src/crypto/entry.ts";
import type { GrantPlace } from "../../src/crypto/grant.ts";
import { asKey, boxKeypair, keyId, type Seed, signKeypair } from "../../src/crypto/keypairs.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import {
  asId,
  type CaseId,
  type DeploymentId,
  type EntryId,
  parseHex,
  type RandomBytes,
  sameBytes,
} from "../../src/domain/ids.ts";
import type { UnixMs } from "../../src/domain/time.ts";

export const sodium = await loadSodium();

/** The platform's generator. */
export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** The same bytes at every run, for vectors. Not random at all. */
export function fixedRandom(start: number): RandomBytes {
  let next = start;
  return (length) =>
    Uint8Array.from({ length }, () => {
      next = (Math.imul(next, 1_103_515_245) + 12_345) >>> 0;
      return next >>> 24;
    });
}

/** One byte, repeated. */
export function fill(byte: number, length: number): Uint8Array {
  return new Uint8Array(length).fill(byte);
}

/** Sixteen times one byte, as an id. */
export function idOf<Id extends Uint8Array>(byte: number): Id {
  return asId<Id>(fill(byte, 16));
}

/** Thirty-two times one byte, as a key. */
export function keyOf<Key extends Uint8Array>(byte: number): Key {
  return asKey<Key>(fill(byte, 32));
}

/** Bytes of a hexadecimal constant. */
export function hex(text: string): Uint8Array {
  const bytes = parseHex(text);
  if (bytes === null) throw new Error("not hexadecimal");
  return bytes;
}

/** The same bytes with one of them changed. */
export function spoilt(bytes: Uint8Array, at: number, flip = 1): Uint8Array {
  const copy = new Uint8Array(bytes);
  const i = at % copy.length;
  copy[i] = (copy[i] ?? 0) ^ flip;
  return copy;
}

export const NOW = 1_700_000_000_000 as UnixMs;
export const BOT: Author = { kind: "bot", keys: signKeypair(sodium, fill(1, 32)) };
export const STAFF: Author = { kind: "staff", keys: signKeypair(sodium, fill(21, 32)) };
export const PERSON: Author = { kind: "person", keys: signKeypair(sodium, fill(22, 32)) };
export const STRANGER: Author = { kind: "bot", keys: signKeypair(sodium, fill(99, 32)) };

/** Knows exactly these authors, at any time. */
export function knows(...authors: readonly Author[]): KnownSigner {
  return (kind, id) =>
    authors.find((one) => one.kind === kind && sameBytes(keyId(sodium, one.keys.publicKey), id))?.keys.publicKey ??
    null;
}

export const CASE_SEED = keyOf<Seed>(4);
export const CASE_KEYS = boxKeypair(sodium, CASE_SEED);
export const ORG_SEED = keyOf<Seed>(3);
export const ORG_KEYS = boxKeypair(sodium, ORG_SEED);

export const CASE: CasePlace = {
  deployment: idOf<DeploymentId>(5),
  caseId: idOf<CaseId>(6),
  epoch: 1,
  casePublicKey: CASE_KEYS.publicKey,
};
export const FIRST_ENTRY: EntryPlace = { ...CASE, entryId: idOf<EntryId>(9), seq: 1, previous: headZero(sodium, CASE) };
export const TO_ORGANISATION: GrantPlace = {
  ...CASE,
  recipient: { kind: "organisation", id: idOf(8), epoch: 1, publicKey: ORG_KEYS.publicKey },
};
