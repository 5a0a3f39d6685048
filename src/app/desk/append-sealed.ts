import type { AuditAction } from "../../crypto/audit.ts";
import type { AppendRequest } from "../../domain/desk/case-requests.ts";
import type { SealedEntry } from "../../domain/desk/wire.ts";
import { Fault } from "../../domain/faults.ts";
import { type CaseId, sameBytes } from "../../domain/ids.ts";
import { CASE_STATUS, type CaseRow, type CaseStatus } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { headOf } from "./case-standing.ts";
import { caseFor, isOwner, ownCase, renewWrite } from "./claims.ts";
import { chainWrites } from "./sealed-chain.ts";
import type { StaffSession } from "./staff-session.ts";

/** What is done in a case together with its entries. */
export interface Appending {
  readonly action: AuditAction;
  readonly entries: readonly SealedEntry[];
  /** Left out: it stays what it is. */
  readonly status?: CaseStatus;
  readonly also?: readonly Write[];
}

/**
 * Keeps entries that her browser sealed, with what else is done, under one record. Her claim is part of the unit: if it
 * is over by then, nothing is kept.
 *
 * @param row as she saw it: `store/conflict` when its chain has grown since.
 * @throws {Fault} `store/conflict`: seal again behind the head as it is now; `case/bad-entry`; `case/not-claimed`;
 * `case/closed`; `case/not-found`.
 */
export async function keepSealed(
  parts: Parts,
  session: StaffSession,
  row: CaseRow,
  appending: Appending,
): Promise<void> {
  if (!(await triesToKeep(parts, session, row, appending))) throw new Fault("store/conflict");
}

/** The same; false: something of `also` moved on, and the caller may look again. @throws {Fault} as {@link keepSealed}. */
export async function triesToKeep(
  parts: Parts,
  session: StaffSession,
  row: CaseRow,
  { action, entries, status = row.status, also = [] }: Appending,
): Promise<boolean> {
  const { caseId, epoch } = row;
  const { writes, head } = chainWrites(parts, row, headOf(row), entries);
  const isHers = isOwner(row, session, parts.keys.time.now());
  const committed = await commitAudited(parts, { actor: session.actor, action, caseId }, [
    ...(isHers ? [renewWrite(parts, session, caseId)] : []),
    ...writes,
    { write: "move-head", caseId, epoch, was: headOf(row), now: head },
    { write: "set-status", caseId, status, touchedDay: parts.keys.time.today() },
    ...also,
  ]);
  if (committed === "done") return true;
  const now = isHers ? await ownCase(parts, session, caseId) : await caseFor(parts, session, caseId);
  if (now.headSeq !== row.headSeq || !sameBytes(now.headHash, row.headHash)) throw new Fault("store/conflict");
  return false;
}

const ACTION = { read: "write", note: "write", consent: "consent" } as const;

/**
 * A note, her yes to a recipient, or that a human has read: entries that change nothing else. A supervisor may leave a note
 * in a case that somebody else works on.
 *
 * @throws {Fault} as {@link keepSealed}.
 */
export async function appendSealed(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { what, entries }: AppendRequest,
): Promise<void> {
  const row = await writableCase(parts, session, caseId, what === "note");
  if (what === "read" && row.status !== CASE_STATUS.unread) return; // Once is enough.
  const status = what === "read" ? CASE_STATUS.read : row.status;
  await keepSealed(parts, session, row, { action: ACTION[what], entries, status });
}

async function writableCase(parts: Parts, session: StaffSession, caseId: CaseId, isNote: boolean): Promise<CaseRow> {
  if (session.role !== "admin" || !isNote) return ownCase(parts, session, caseId);
  const row = await caseFor(parts, session, caseId);
  if (row.status === CASE_STATUS.closed) throw new Fault("case/closed");
  return row;
}
