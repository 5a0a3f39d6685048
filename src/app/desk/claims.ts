import type { AuditAction } from "../../crypto/audit.ts";
import { Fault } from "../../domain/faults.ts";
import { type CaseId, type MemberId, sameBytes } from "../../domain/ids.ts";
import { later, MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import { CASE_STATUS, type CaseRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { botActor, commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { claimedSignals } from "./cover-signals.ts";
import { isReleasedTo } from "./queue.ts";
import type { StaffSession } from "./staff-session.ts";

/** A claim lapses when its owner does nothing for so long: the case is then anybody's. */
export const LEASE_MS = 10 * MINUTE_MS;
const LAPSED_AT_ONCE = 100;

/**
 * A case that her organisation may know of.
 *
 * @throws {Fault} `case/not-found`: there is none, or it is not hers to know; the two look alike.
 */
export async function caseFor(parts: Parts, session: StaffSession, caseId: CaseId): Promise<CaseRow> {
  const row = await parts.store.findCase(caseId);
  if (row === null || !(await isReleasedTo(parts, session.orgId, caseId))) throw new Fault("case/not-found");
  return row;
}

/** The same, claimed by her at this moment. @throws {Fault} `case/not-found`, `case/not-claimed`, `case/closed`. */
export async function ownCase(parts: Parts, session: StaffSession, caseId: CaseId): Promise<CaseRow> {
  const row = await caseFor(parts, session, caseId);
  if (row.status === CASE_STATUS.closed) throw new Fault("case/closed");
  if (!isOwner(row, session, parts.keys.time.now())) throw new Fault("case/not-claimed");
  return row;
}

export function isOwner(row: CaseRow, { memberId }: StaffSession, now: UnixMs): boolean {
  return row.owner !== null && row.leaseUntil > now && sameBytes(row.owner, memberId);
}

/** Makes a case hers; once more if it is hers already. @throws {Fault} `case/claimed`: somebody else was first. */
export async function claimCase(parts: Parts, session: StaffSession, caseId: CaseId): Promise<void> {
  const row = await caseFor(parts, session, caseId);
  const now = parts.keys.time.now();
  const { memberId, orgId } = session;
  const claim = { write: "claim-case", caseId, memberId, orgId, until: later(now, LEASE_MS), now } as const;
  await change(parts, session, caseId, "claim", claim, claimedSignals(row));
}

/** By doing something in it. Goes with the writes of what she does. */
export function renewWrite(parts: Parts, { memberId }: StaffSession, caseId: CaseId): Write {
  const now = parts.keys.time.now();
  return { write: "renew-claim", caseId, memberId, until: later(now, LEASE_MS), now };
}

/** Gives it back to the queue. @throws {Fault} `case/not-claimed`. */
export async function releaseCase(parts: Parts, session: StaffSession, caseId: CaseId): Promise<void> {
  await ownCase(parts, session, caseId);
  await change(parts, session, caseId, "release", {
    write: "release-claim",
    caseId,
    memberId: session.memberId,
  });
}

/** To a colleague of the same organisation who may write. @throws {Fault} `case/not-claimed`, `desk/bad-request`. */
export async function handOver(parts: Parts, session: StaffSession, caseId: CaseId, to: MemberId): Promise<void> {
  await ownCase(parts, session, caseId);
  const { members } = session.organisation.charter.charter;
  const colleague = members.find(({ id }) => sameBytes(id, to));
  if (colleague?.standing !== "active" || colleague.role === "reader") throw new Fault("desk/bad-request");
  const now = parts.keys.time.now();
  await change(parts, session, caseId, "hand-over", {
    write: "hand-over",
    caseId,
    from: session.memberId,
    to,
    until: later(now, LEASE_MS),
    now,
  });
}

/** By a supervisor of the same organisation: from whoever of hers has it. */
export async function takeBack(parts: Parts, session: StaffSession, caseId: CaseId): Promise<void> {
  const row = await caseFor(parts, session, caseId);
  if (row.ownerOrg !== null && !sameBytes(row.ownerOrg, session.orgId)) throw new Fault("case/claimed");
  await change(parts, session, caseId, "take-back", { write: "take-back", caseId });
}

/** What nobody has touched for a lease goes back to the queue. By a job; what was missed is found by the next run. */
export async function lapseClaims(parts: Parts): Promise<number> {
  const now = parts.keys.time.now();
  let lapsed = 0;
  for (const { caseId, owner } of await parts.store.lapsedClaims(now, LAPSED_AT_ONCE)) {
    if (owner === null) continue;
    const act = { actor: botActor(parts), action: "lapse", caseId } as const;
    const done = await commitAudited(parts, act, [{ write: "lapse-claim", caseId, memberId: owner, now }]);
    if (done === "done") lapsed += 1;
  }
  return lapsed;
}

async function change(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  action: AuditAction,
  write: Write,
  also: readonly Write[] = [],
): Promise<void> {
  const committed = await commitAudited(parts, { actor: session.actor, action, caseId }, [write, ...also]);
  if (committed === "done") return;
  const row = await parts.store.findCase(caseId);
  if (row === null) throw new Fault("case/not-found");
  if (row.status === CASE_STATUS.closed) throw new Fault("case/closed");
  throw new Fault(action === "claim" ? "case/claimed" : "case/not-claimed");
}
