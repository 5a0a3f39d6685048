import { type AuditPlace, auditHash, parseAuditRecord } from "../crypto/audit.ts";
import { ByteReader } from "../crypto/byte-reader.ts";
import { concat, u64 } from "../crypto/encoding.ts";
import { DAY_MS } from "../domain/time.ts";
import type { MainStore } from "../storage/main-store.ts";
import type { AuditRow } from "../storage/rows.ts";
import type { Parts } from "./parts.ts";

/** Two years of who did what; the newest record stays in any case. */
const KEPT_MS = 730 * DAY_MS;
/** The mark that says up to where the chain was cut: `u64 seq ‖ hash 32`. */
const CUT_MARK = "audit-cut";
const HASH_BYTES = 32;

/** The record that the oldest one that is kept must continue; null: nothing was ever cut. @throws {Fault} `crypto/malformed`. */
export async function auditCut({ store }: Pick<Parts, "store">): Promise<AuditPlace | null> {
  const mark = await store.findMark(CUT_MARK);
  if (mark === null) return null;
  const reader = new ByteReader(mark);
  const place = { seq: reader.number(8), hash: reader.take(HASH_BYTES) };
  reader.end();
  return place;
}

/**
 * Erases records that are older than they are kept for. The head of what is cut stays as a mark, in the same unit, so
 * that the rest can still be verified from its beginning.
 *
 * @returns how many were erased.
 */
export async function pruneAudit(parts: Parts): Promise<number> {
  const before = parts.keys.time.now() - KEPT_MS;
  const from = (await auditCut(parts))?.seq ?? 0;
  const tail = await parts.store.auditTail();
  const last = tail === null ? null : await lastBefore(parts.store, before, from, tail.seq - 1);
  if (last === null) return 0;
  const value = concat(u64(last.seq), auditHash(parts.sodium, last.record));
  const committed = await parts.store.commit([
    { write: "set-mark", key: CUT_MARK, value },
    { write: "erase-audit", below: last.seq + 1 },
  ]);
  return committed === "done" ? last.seq - from : 0;
}

/** The newest record that was written before, of those with numbers above `from` and up to `to`; time only grows along them. */
async function lastBefore(store: MainStore, before: number, from: number, to: number): Promise<AuditRow | null> {
  let found: AuditRow | null = null;
  let [low, high] = [from + 1, to];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await store.auditBefore(middle + 1, 1);
    if (row === undefined || row.seq < low) return found;
    if (parseAuditRecord(row.record).at < before) {
      found = row;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
