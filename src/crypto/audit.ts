import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type KeyId } from "../domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";
import { isSignedBy, SIGNATURE_BYTES, sign } from "./author.ts";
import { ByteReader } from "./byte-reader.ts";
import { concat, enc, u8, u16, u64 } from "./encoding.ts";
import { derive, HASH_BYTES, hash } from "./hash.ts";
import type { SignKeypair, SignPublicKey } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** What was done. The numbers stand in the records and are never used again for something else. */
export const AUDIT_ACTION = {
  "sign-in": 1,
  "sign-out": 2,
  "open-case": 3,
  claim: 4,
  release: 5,
  "hand-over": 6,
  "take-back": 7,
  lapse: 8,
  write: 9,
  reply: 10,
  urgency: 11,
  "called-102": 12,
  consent: 13,
  "stop-contact": 14,
  close: 15,
  spam: 16,
  refer: 17,
  "referral-step": 18,
  "release-backup": 19,
  escalate: 20,
  intake: 21,
  duty: 22,
  phrase: 23,
  invite: 24,
  enrol: 25,
  charter: 26,
  regrant: 27,
  recovery: 28,
  refused: 29,
  anomaly: 30,
  erase: 31,
  "reply-anyway": 32,
  "ask-erasure": 33,
} as const;
export type AuditAction = keyof typeof AUDIT_ACTION;

/** One thing that was done: in clear, signed, and without anything of a person. */
export interface AuditRecord {
  /** 1 for the first; no number is left out. */
  readonly seq: number;
  /** Rounded down to the minute. */
  readonly at: UnixMs;
  /** Hash of the record before; zeros before the first. */
  readonly previous: Uint8Array;
  /** Key id of the member's signing key, or of the bot. */
  readonly actor: KeyId;
  readonly action: AuditAction;
  /** A pseudonym of the case, {@link auditSubject}; zeros: no case. */
  readonly subject: Uint8Array;
  /** Hash of whatever else belongs to it; zeros: nothing. */
  readonly detail: Uint8Array;
}

const VERSION = 1;
export const AUDIT_RECORD_BYTES = 115;
export const NO_SUBJECT = new Uint8Array(16);
export const NO_DETAIL = new Uint8Array(HASH_BYTES);
/** Before the first record. */
export const NO_AUDIT = new Uint8Array(HASH_BYTES);

/**
 * `01 ‖ u64 seq ‖ u64 ms ‖ previous 32 ‖ actor 16 ‖ u16 action ‖ subject 16 ‖ detail 32`: 115 bytes.
 *
 * @throws {Fault} `crypto/bad-length`.
 */
export function printAuditRecord(record: AuditRecord): Uint8Array {
  const { previous, subject, detail } = record;
  mustMeasure({ previous: [previous, HASH_BYTES], subject: [subject, 16], detail: [detail, HASH_BYTES] });
  const minute = Math.floor(record.at / MINUTE_MS) * MINUTE_MS;
  return concat(
    u8(VERSION),
    u64(record.seq),
    u64(minute),
    previous,
    asId(record.actor),
    u16(AUDIT_ACTION[record.action]),
    subject,
    detail,
  );
}

/** Undoes {@link printAuditRecord}; the signature is checked by {@link mustFollow}. @throws {Fault} `crypto/malformed`. */
export function parseAuditRecord(bytes: Uint8Array): AuditRecord {
  const reader = new ByteReader(bytes);
  reader.expect(VERSION);
  const seq = reader.number(8);
  const at = reader.number(8) as UnixMs;
  const previous = reader.take(HASH_BYTES);
  const actor = asId<KeyId>(reader.take(16));
  const number = reader.number(2);
  const action = (Object.keys(AUDIT_ACTION) as AuditAction[]).find((name) => AUDIT_ACTION[name] === number);
  if (action === undefined) throw new Fault("crypto/malformed", { action: number });
  const subject = reader.take(16);
  const detail = reader.take(HASH_BYTES);
  reader.end();
  return { seq, at, previous, actor, action, subject, detail };
}

/** What the next record names as `previous`. */
export function auditHash(sodium: Sodium, record: Uint8Array): Uint8Array {
  return hash(sodium, "audit-hash", record);
}

export function signAuditRecord(sodium: Sodium, keys: SignKeypair, record: Uint8Array): Uint8Array {
  return sign(sodium, keys, enc("audit", record));
}

/** A record as it is kept. */
export interface SignedRecord {
  readonly record: Uint8Array;
  readonly signature: Uint8Array;
}

/** Where a chain stands; the beginning is `{ seq: 0, hash: NO_AUDIT }`. */
export interface AuditPlace {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/**
 * Checks that a record continues the one before and was signed by one of these bots.
 *
 * @param before the record with the number before; null when it was pruned or there is none.
 * @returns the record; null when it does not fit.
 */
export function followingRecord(
  sodium: Sodium,
  bots: readonly SignPublicKey[],
  before: Uint8Array | null,
  { record, signature }: SignedRecord,
): AuditRecord | null {
  if (record.length !== AUDIT_RECORD_BYTES || signature.length !== SIGNATURE_BYTES) return null;
  if (!bots.some((bot) => isSignedBy(sodium, bot, enc("audit", record), signature))) return null;
  const parsed = parseAuditRecord(record);
  if (before === null) return parsed;
  const { seq, at } = parseAuditRecord(before);
  const follows = parsed.seq === seq + 1 && parsed.at >= at;
  return follows && sodium.memcmp(parsed.previous, auditHash(sodium, before)) ? parsed : null;
}

/**
 * Verifies records that follow one another, oldest first.
 *
 * @param from where the first one must continue; null: it is believed about what came before it.
 * @returns the place of the last one; `from`, or the beginning, when there are none.
 * @throws {Fault} `audit/broken` with the number that does not fit.
 */
export function verifyAudit(
  sodium: Sodium,
  bots: readonly SignPublicKey[],
  records: readonly SignedRecord[],
  from: AuditPlace | null,
): AuditPlace {
  let place = from;
  let before: Uint8Array | null = null;
  for (const each of records) {
    const parsed = followingRecord(sodium, bots, before, each);
    const continues = before !== null || place === null || (parsed !== null && isAfter(sodium, parsed, place));
    if (parsed === null || !continues) throw new Fault("audit/broken", { after: place?.seq ?? 0 });
    place = { seq: parsed.seq, hash: auditHash(sodium, each.record) };
    before = each.record;
  }
  return place ?? { seq: 0, hash: NO_AUDIT };
}

function isAfter(sodium: Sodium, { seq, previous }: AuditRecord, place: AuditPlace): boolean {
  return seq === place.seq + 1 && sodium.memcmp(previous, place.hash);
}

/**
 * Commits to a detail that is kept nowhere: whoever has it can show that it is what was meant. Under the salt of a case
 * nobody can guess it, and nobody can show it once the case has ended.
 *
 * @param salt as for {@link auditSubject}; null: the act is about no case.
 */
export function auditDetail(sodium: Sodium, salt: Uint8Array | null, detail: Uint8Array): Uint8Array {
  return derive(sodium, salt ?? NO_AUDIT, "audit-detail", detail);
}

/**
 * What a case is called in the audit: the same in all its records, and nobody's any more once the case has ended.
 * [Note: A case in the audit]
 *
 * @param salt 32 bytes that are kept with the keys of the case. @secret
 */
export function auditSubject(sodium: Sodium, salt: Uint8Array, caseId: CaseId): Uint8Array {
  return derive(sodium, salt, "subj", asId(caseId)).slice(0, 16);
}
