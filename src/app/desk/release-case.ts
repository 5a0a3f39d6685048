import { codeOf, Fault } from "../../domain/faults.ts";
import { type CaseId, type EntryId, type GrantId, sameBytes } from "../../domain/ids.ts";
import { CASE_STATUS, type CaseRow } from "../../storage/rows.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { type CaseStanding, caseStanding } from "./case-standing.ts";
import { caseFor, isOwner, renewWrite } from "./claims.ts";
import { seenSignals } from "./cover-signals.ts";
import { mustBeUsual } from "./limits.ts";
import type { StaffSession } from "./staff-session.ts";

/** What a browser needs to open a case: everything still sealed, only the outer lock is off. */
export interface ReleasedCase {
  /** As it stood before the entries were read: they reach at least as far as it says. */
  readonly standing: CaseStanding;
  readonly row: CaseRow;
  /** To the keys of her organisation, newest first. */
  readonly grants: readonly { readonly epoch: number; readonly sealed: Uint8Array }[];
  readonly entries: readonly { readonly entryId: EntryId; readonly seq: number; readonly sealed: Uint8Array }[];
}

const NOTHING = new Uint8Array();

/**
 * Takes the outer lock off a case for a member who may read it. Written down before a byte is given out; what she opens as
 * its owner counts as heard. [Note: Who opens a case]
 *
 * @throws {Fault} `case/not-found`: unknown, ended or not released to her organisation, which look alike;
 * `case/claimed`, `case/not-claimed`: staff read what they have claimed; `desk/too-many`.
 */
export async function releaseCaseTo(parts: Parts, session: StaffSession, caseId: CaseId): Promise<ReleasedCase> {
  const before = await caseFor(parts, session, caseId);
  const isHers = mustBeReadable(parts, session, before);
  await mustBeUsual(parts, session, caseId);
  const act = { actor: session.actor, action: "open-case", caseId } as const;
  const writes = isHers
    ? [renewWrite(parts, session, caseId), ...heardWrites(before), ...seenSignals(parts, before)]
    : [];
  const committed = await commitAudited(parts, act, writes).catch((error: unknown) => ended(parts, caseId, error));
  if (committed !== "done") throw new Fault("case/not-claimed"); // The lease was over, or it was taken back just now.
  return unlocked(parts, session, caseId);
}

/** Whether she opens it as its owner. Supervisors and readers may look; so may all of a closed case. */
function mustBeReadable(parts: Parts, session: StaffSession, row: CaseRow): boolean {
  const now = parts.keys.time.now();
  if (row.status === CASE_STATUS.closed) return false;
  if (isOwner(row, session, now)) return true;
  if (session.role !== "staff") return false;
  throw new Fault(row.owner !== null && row.leaseUntil > now ? "case/claimed" : "case/not-claimed");
}

function heardWrites({ caseId, unheard, escalation }: CaseRow) {
  return unheard > 0 || escalation > 0 ? [{ write: "mark-heard", caseId } as const] : [];
}

/** Read after the record of it: whatever she wrote until then is among it, whatever she writes later counts as unheard. */
async function unlocked(parts: Parts, session: StaffSession, caseId: CaseId): Promise<ReleasedCase> {
  const standing = await caseStanding(parts, session, caseId);
  const row = await caseFor(parts, session, caseId);
  const grants = (await parts.store.grantsOf(caseId))
    .filter((one) => one.released && one.epoch === row.epoch && sameBytes(one.recipientId, session.orgId))
    .sort((a, b) => b.recipientEpoch - a.recipientEpoch);
  const entries = await parts.store.entriesOf(caseId, row.epoch);
  return {
    standing,
    row,
    grants: grants.map((one) => ({
      epoch: one.recipientEpoch,
      sealed: unlockedRow(parts, caseId, one.grantId, one.row),
    })),
    entries: entries.map((one) => ({
      entryId: one.entryId,
      seq: one.seq,
      sealed: unlockedRow(parts, caseId, one.entryId, one.row),
    })),
  };
}

/** A row that was damaged on the disk becomes one that does not open; the others stay readable. */
function unlockedRow(parts: Parts, caseId: CaseId, rowId: EntryId | GrantId, locked: Uint8Array): Uint8Array {
  try {
    return parts.keys.unlockRow(caseId, rowId, locked);
  } catch (error) {
    if (codeOf(error) !== "crypto/cannot-open") throw error;
    return NOTHING;
  }
}

/** Its keys are gone, its rows are noise: a crash came between the two. */
async function ended(parts: Parts, caseId: CaseId, error: unknown): Promise<never> {
  if (codeOf(error) !== "keys/destroyed") throw error;
  await parts.store.commit([{ write: "erase-case", caseId }]);
  throw new Fault("case/not-found");
}
