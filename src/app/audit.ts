import {
  type AuditAction,
  type AuditPlace,
  auditHash,
  NO_AUDIT,
  NO_DETAIL,
  NO_SUBJECT,
  parseAuditRecord,
  printAuditRecord,
  signAuditRecord,
  verifyAudit,
} from "../crypto/audit.ts";
import { keyId, type SignPublicKey } from "../crypto/keypairs.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { asId, type CaseId, type KeyId, sameBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { AuditRow } from "../storage/rows.ts";
import type { Committed, Write } from "../storage/writes.ts";
import { auditCut } from "./audit-age.ts";
import type { Parts } from "./parts.ts";

/** Where the chain stands, and since when. */
interface AuditEnd extends AuditPlace {
  readonly at: UnixMs;
}

/** Something that is written down together with what it changes. */
export interface Act {
  /** 16 bytes: key id of the member's signing key, or of the bot's. */
  readonly actor: Uint8Array;
  readonly action: AuditAction;
  /** The case it is about; null: none. */
  readonly caseId: CaseId | null;
  /** Says more of it. Hashed, never kept. */
  readonly detail?: Uint8Array;
}

/** As often as others may come first: each time that one of them does, the chain is longer by their record. */
const TRIES = 200;
/** How much of the chain is looked at again at the start and every hour. */
const CHECKED = 1_000;
/** Above every number: the column holds 31 bits. */
const AUDIT_END = 2 ** 31 - 1;

/**
 * Keeps the writes and the record of them as one: neither can be there without the other. Of processes that come at the
 * same moment one gets the next number, and the others follow it.
 *
 * @returns `conflict` only when the writes themselves were refused; `repeat` as the store says it.
 * @throws {Fault} `audit/broken`: the chain went back, or its end is not ours; nothing was written. `store/…`, `keys/…`.
 */
export async function commitAudited(parts: Parts, act: Act, writes: readonly Write[]): Promise<Committed> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const tail = await auditPlace(parts);
    const row = recordAfter(parts, act, tail);
    const committed = await parts.store.commit([{ write: "add-audit", ...row }, ...writes]);
    if (committed === "done") parts.keys.raiseAuditMark({ seq: row.seq, hash: auditHash(parts.sodium, row.record) });
    if (committed !== "conflict") return committed;
    const now = await parts.store.auditTail();
    if ((now?.seq ?? 0) === tail.seq) return "conflict"; // Nobody came first: it was the writes.
  }
  throw new Fault("store/conflict");
}

/**
 * The same for what a person in danger waits for: trouble with the audit is logged, and does not stop it.
 *
 * @param act null: nothing is to be written down.
 * @throws {Fault} `store/…`.
 */
export async function commitAnyway(parts: Parts, act: Act | null, writes: readonly Write[]): Promise<Committed> {
  if (act === null) return parts.store.commit(writes);
  try {
    return await commitAudited(parts, act, writes);
  } catch (error) {
    const code = codeOf(error);
    if (code !== "audit/broken" && code !== "keys/unavailable") throw error;
    parts.log({ event: "fault", at: "audit", code });
    return parts.store.commit(writes);
  }
}

/** The bot as an actor: jobs, and what happens by itself. */
export function botActor(parts: Parts): KeyId {
  return keyId(parts.sodium, parts.keys.bot().keys.publicKey);
}

/** Hash of the newest record, 32 bytes; zeros while there is none. @throws {Fault} as {@link commitAudited}. */
export async function auditHead(parts: Parts): Promise<Uint8Array> {
  return (await auditPlace(parts)).hash;
}

/** Records with lower numbers than `before`, newest first; null: from the newest. */
export function readAudit(parts: Parts, before: number | null, limit: number): Promise<readonly AuditRow[]> {
  return parts.store.auditBefore(before ?? AUDIT_END, limit);
}

/**
 * Looks at the end of the chain: it reaches as far as it ever did here, and every record continues the one before; of a
 * short chain the first one too. At the start and every hour.
 *
 * @returns the highest number.
 * @throws {Fault} `audit/broken`: records are missing, or were exchanged.
 */
export async function checkAudit(parts: Parts): Promise<number> {
  const mark = parts.keys.auditMark();
  const rows = [...(await readAudit(parts, null, CHECKED))].reverse();
  mustReach(parts, mark, rows.at(-1) ?? null);
  const isAll = rows.length < CHECKED;
  const from = isAll ? ((await auditCut(parts)) ?? { seq: 0, hash: NO_AUDIT }) : null;
  const { seq } = verifyAudit(parts.sodium, signersOf(parts), rows, from);
  const marked = rows.find((row) => row.seq === mark.seq);
  if (marked !== undefined) mustReach(parts, mark, marked);
  return seq;
}

/** Where the chain stands. The mark is read first: meanwhile the chain may grow, but it never shrinks. */
async function auditPlace(parts: Parts): Promise<AuditEnd> {
  const mark = parts.keys.auditMark();
  const tail = await parts.store.auditTail();
  mustReach(parts, mark, tail);
  if (tail === null) return { seq: 0, hash: NO_AUDIT, at: 0 as UnixMs };
  return { ...verifyAudit(parts.sodium, signersOf(parts), [tail], null), at: parseAuditRecord(tail.record).at };
}

function mustReach({ sodium }: Parts, mark: AuditPlace, row: AuditRow | null): void {
  const seq = row?.seq ?? 0;
  const isOther = row !== null && seq === mark.seq && !sameBytes(auditHash(sodium, row.record), mark.hash);
  if (seq < mark.seq || isOther) throw new Fault("audit/broken", { seq, highest: mark.seq });
}

/** This installation's own key, and those of the bots that the registry knows. */
function signersOf(parts: Parts): readonly SignPublicKey[] {
  const own = parts.keys.bot().keys.publicKey;
  return [own, ...parts.deployment().registry.registry.bots.map(({ publicKey }) => publicKey)];
}

function recordAfter(parts: Parts, { actor, action, caseId, detail }: Act, tail: AuditEnd): AuditRow {
  const { sodium, keys } = parts;
  const seq = tail.seq + 1;
  const record = printAuditRecord({
    seq,
    at: Math.max(keys.time.now(), tail.at) as UnixMs, // A process whose clock stands behind does not turn it back.
    previous: tail.hash,
    actor: asId<KeyId>(actor),
    action,
    subject: caseId === null ? NO_SUBJECT : keys.auditSubject(caseId),
    detail: detail === undefined ? NO_DETAIL : keys.auditDetail(caseId, detail),
  });
  return { seq, record, signature: signAuditRecord(sodium, keys.bot().keys, record) };
}
