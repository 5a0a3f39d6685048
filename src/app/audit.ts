import {
  type AuditHash,
  type AuditPlace,
  auditDetail,
  auditHash,
  auditSubject,
  NO_AUDIT,
  NO_DETAIL,
  NO_SUBJECT,
  parseAuditRecord,
  printAuditRecord,
  signAuditRecord,
  verifyAudit,
} from "../crypto/audit.ts";
import { AUDIT_ACTIONS, type AuditAction } from "../domain/desk/audit-action.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { asId, type CaseId, type KeyId, sameBytes } from "../domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";
import type { AuditRow } from "../storage/rows.ts";
import type { Committed, Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

export type { AuditAction };

/** Something that somebody does. */
export interface Act {
  /** 16 bytes: key id of the member's signing key, or of the bot's. */
  readonly actor: Uint8Array;
  readonly action: AuditAction;
  readonly caseId: CaseId | null;
  /** Says more of it. Hashed, never kept. */
  readonly detail?: Uint8Array;
}

/** As often as others may come first: each time that one of them does, the chain has grown by their record. */
const TRIES = 200;
/** How much of the chain is read again at the start. */
const READ_AT_START = 1_000;
/** Behind every number: the column holds 31 bits. */
export const AUDIT_END = 2 ** 31 - 1;

/**
 * Appends the record and the writes as one. Processes that come at the same moment are put in order by the number of the
 * record, which only one of them gets; the others follow it.
 *
 * @returns `conflict` only when the writes themselves were refused; `repeat` as the store says it.
 * @throws {Fault} `audit/broken`: the chain went back or its end is not ours, nothing was written; `store/…`, `keys/…`.
 */
export async function commitAudited(parts: Parts, act: Act, writes: readonly Write[]): Promise<Committed> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const tail = await auditPlace(parts);
    const row = nextRecord(parts, tail, act);
    const committed = await parts.store.commit([{ write: "add-audit", ...row }, ...writes]);
    if (committed === "done") parts.keys.raiseAuditMark({ seq: row.seq, hash: auditHash(parts.sodium, row.record) });
    if (committed !== "conflict") return committed;
    const now = await parts.store.auditTail();
    if ((now?.seq ?? 0) === tail.seq) return "conflict"; // Nobody came first: it was the writes.
  }
  throw new Fault("store/conflict");
}

/**
 * The same for what a person in danger waits for: trouble with the audit is logged and does not stop it.
 *
 * @throws {Fault} `store/…`.
 */
export async function commitAnyway(parts: Parts, act: Act | null, writes: readonly Write[]): Promise<Committed> {
  if (act === null) return parts.store.commit(writes);
  try {
    return await commitAudited(parts, act, writes);
  } catch (error) {
    const code = codeOf(error);
    if (code !== "audit/broken" && !code.startsWith("keys/")) throw error;
    parts.log({ event: "fault", at: "audit", code });
    return parts.store.commit(writes);
  }
}

/** The hash of the newest record, 32 bytes; zeros when there is none. @throws {Fault} as {@link commitAudited}. */
export async function auditHead(parts: Parts): Promise<AuditHash> {
  return (await auditPlace(parts)).hash;
}

/** Records with lower numbers than `before`, newest first; null: from the newest. */
export function readAudit(parts: Parts, before: number | null, limit: number): Promise<readonly AuditRow[]> {
  return parts.store.auditBefore(before ?? AUDIT_END, limit);
}

/** The bot as whoever does something. */
export function botActor(parts: Parts): KeyId {
  return parts.keys.botId();
}

/**
 * Reads the end of the chain again: it must reach as far as it did when it was last added to, and be whole. At the start.
 *
 * @throws {Fault} `audit/broken`.
 */
export async function verifyAuditTail(parts: Pick<Parts, "sodium" | "keys" | "store">): Promise<void> {
  const mark = parts.keys.auditMark();
  const rows = [...(await parts.store.auditBefore(AUDIT_END, READ_AT_START))].reverse();
  mustReach(parts, mark, rows.at(-1) ?? null);
  verifyAudit(parts.sodium, [parts.keys.bot().keys.publicKey], rows, null);
  const marked = rows.find(({ seq }) => seq === mark.seq);
  if (marked && !sameBytes(auditHash(parts.sodium, marked.record), mark.hash))
    throw new Fault("audit/broken", { seq: mark.seq });
}

/** Where the chain stands. The mark is read first: the chain may grow in between, but it never shrinks. */
async function auditPlace(parts: Parts): Promise<AuditPlace> {
  const mark = parts.keys.auditMark();
  const tail = await parts.store.auditTail();
  mustReach(parts, mark, tail);
  if (tail === null) return { seq: 0, hash: NO_AUDIT };
  return verifyAudit(parts.sodium, [parts.keys.bot().keys.publicKey], [tail], null);
}

function mustReach({ sodium }: Pick<Parts, "sodium">, mark: AuditPlace, tail: AuditRow | null): void {
  const seq = tail?.seq ?? 0;
  const isOther = tail !== null && seq === mark.seq && !sameBytes(auditHash(sodium, tail.record), mark.hash);
  if (seq < mark.seq || isOther) throw new Fault("audit/broken", { seq, highest: mark.seq });
}

function nextRecord(parts: Parts, tail: AuditPlace, { actor, action, caseId, detail }: Act): AuditRow {
  const { sodium, keys } = parts;
  const salt = caseId === null ? null : keys.auditSalt(caseId);
  const record = printAuditRecord({
    seq: tail.seq + 1,
    at: (Math.floor(keys.time.now() / MINUTE_MS) * MINUTE_MS) as UnixMs,
    previous: tail.hash,
    actor: asId<KeyId>(actor),
    action: AUDIT_ACTIONS[action],
    subject: caseId === null || salt === null ? NO_SUBJECT : auditSubject(sodium, salt, caseId),
    detail: detail === undefined ? NO_DETAIL : auditDetail(sodium, salt, detail),
  });
  return { seq: tail.seq + 1, record, signature: signAuditRecord(sodium, keys.bot().keys, record) };
}

/** When a kept record was written. @throws {Fault} `crypto/malformed`. */
export function recordedAt({ record }: Pick<AuditRow, "record">): UnixMs {
  return parseAuditRecord(record).at;
}
