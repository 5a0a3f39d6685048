import {
  type AUDIT_ACTION,
  type AuditAction,
  auditHash,
  followingRecord,
  NO_DETAIL,
  NO_SUBJECT,
  printAuditRecord,
  signAuditRecord,
} from "../crypto/audit.ts";
import { keyId } from "../crypto/keypairs.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import type { CaseId, KeyId } from "../domain/ids.ts";
import type { AuditRow } from "../storage/rows.ts";
import type { Committed, Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/** Something that is written down together with what it changes. */
export interface Act {
  readonly actor: KeyId;
  readonly action: AuditAction;
  /** The case it is about; null: none. */
  readonly caseId: CaseId | null;
}

const TRIES = 100;
const NO_HASH = new Uint8Array(32);
/** How many records the look at the end of the chain checks. */
const CHECKED_AT_START = 200;

/**
 * Keeps the writes and the record of them as one: neither can be there without the other.
 *
 * @returns `conflict` only when the writes themselves were refused; a race for the next number is run again.
 * @throws {Fault} `keys/destroyed`: the case has ended; `store/unavailable`.
 */
export async function commitAudited(parts: Parts, act: Act, writes: readonly Write[]): Promise<Committed> {
  const subject = act.caseId === null ? NO_SUBJECT : parts.keys.auditSubject(act.caseId);
  let tail = await parts.store.auditTail();
  for (let tries = 0; tries < TRIES; tries += 1) {
    const committed = await parts.store.commit([...writes, recordAfter(parts, act, subject, tail)]);
    if (committed !== "conflict") return committed;
    const now = await parts.store.auditTail();
    if (now?.seq === tail?.seq) return "conflict";
    tail = now;
  }
  throw new Fault("store/conflict");
}

/** Writes something down that changes nothing. */
export async function noteAct(parts: Parts, act: Act): Promise<void> {
  if ((await commitAudited(parts, act, [])) === "conflict") throw new Fault("store/conflict");
}

/** The bot as an actor: jobs, and what happens by itself. */
export function botActor(parts: Parts): KeyId {
  return keyId(parts.sodium, parts.keys.bot().keys.publicKey);
}

/** Hash of the newest record; zeros while there is none. */
export async function auditHead(parts: Parts): Promise<Uint8Array> {
  const tail = await parts.store.auditTail();
  return tail === null ? NO_HASH : auditHash(parts.sodium, tail.record);
}

/**
 * Looks at the end of the chain: not shorter than it ever was here, every record continuing the one before. To be called
 * at start and every hour.
 *
 * @throws {Fault} `audit/broken`: records are missing, or were exchanged.
 */
export async function checkAudit(parts: Parts): Promise<number> {
  const rows = [...(await parts.store.auditBefore(Number.MAX_SAFE_INTEGER, CHECKED_AT_START))].reverse();
  const last = rows.at(-1)?.seq ?? 0;
  try {
    parts.keys.mustNotGoBack("audit", last);
  } catch (error) {
    if (codeOf(error) === "registry/rollback") throw new Fault("audit/broken", { last }, error);
    throw error;
  }
  const bots = parts.deployment().registry.registry.bots.map(({ publicKey }) => publicKey);
  const signers = [...bots, parts.keys.bot().keys.publicKey];
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1]?.record ?? null;
    if (followingRecord(parts.sodium, signers, before, row) === null) throw new Fault("audit/broken", { at: row.seq });
  }
  return last;
}

function recordAfter(parts: Parts, act: Act, subject: Uint8Array, tail: AuditRow | null): Write {
  const { sodium, keys } = parts;
  const seq = (tail?.seq ?? 0) + 1;
  const record = printAuditRecord({
    seq,
    at: keys.time.now(),
    previous: tail === null ? NO_HASH : auditHash(sodium, tail.record),
    actor: act.actor,
    action: act.action satisfies keyof typeof AUDIT_ACTION,
    subject,
    detail: NO_DETAIL,
  });
  return { write: "add-audit", seq, record, signature: signAuditRecord(sodium, keys.bot().keys, record) };
}
