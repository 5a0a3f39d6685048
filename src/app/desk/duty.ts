import { Fault } from "../../domain/faults.ts";
import { type OrganisationId, printHex, sameBytes } from "../../domain/ids.ts";
import { HOUR_MS, type UnixMs } from "../../domain/time.ts";
import type { MemberRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { botActor, commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

/** Who has had no session that is awake for so long is not there, whatever she said last. */
const AWAY_MS = HOUR_MS;

/** Whether she said that she is there, and was. */
export function isOnDuty({ onDuty, seenAt }: MemberRow, now: UnixMs): boolean {
  return onDuty && now - seenAt < AWAY_MS;
}

/** Who is there for this organisation now: members in office who may take a case on. */
export async function onDutyOf(parts: Parts, orgId: OrganisationId): Promise<readonly MemberRow[]> {
  const recipient = parts.deployment().recipients.get(printHex(orgId));
  const listed = recipient?.charter.charter.members ?? [];
  const mayWork = ({ memberId }: MemberRow) =>
    listed.some(({ id, standing, role }) => standing === "active" && role !== "reader" && sameBytes(id, memberId));
  const now = parts.keys.time.now();
  return (await parts.store.rosterOf(orgId)).filter((row) => isOnDuty(row, now) && mayWork(row));
}

/**
 * Whether somebody is there to read what comes in. An organisation of which nobody was ever signed in at the desk works
 * by notices alone: nobody can say when it is there, and it counts as being there.
 */
export async function isAttended(parts: Parts, orgId: OrganisationId): Promise<boolean> {
  if ((await parts.store.rosterOf(orgId)).every(({ seenAt }) => seenAt === 0)) return true;
  return (await onDutyOf(parts, orgId)).length > 0;
}

/** She says that she is there, or that she goes. @throws {Fault} `desk/not-found`: she is no member any more. */
export async function setDuty(parts: Parts, { memberId, orgId, actor }: StaffSession, onDuty: boolean): Promise<void> {
  const act = { actor, action: "duty", caseId: null } as const;
  const committed = await commitAudited(parts, act, [{ write: "set-duty", memberId, orgId, onDuty }]);
  if (committed !== "done") throw new Fault("desk/not-found");
}

/** Who signs out on her last device goes. Belongs to the writes of it. */
export async function leaveWrites(
  parts: Parts,
  { id, memberId, orgId }: StaffSession,
  everywhere: boolean,
): Promise<readonly Write[]> {
  const others = (await parts.store.sessionsOf(memberId)).filter(({ sessionId }) => !sameBytes(sessionId, id));
  const member = await parts.store.findMember(memberId);
  if (member?.onDuty !== true || (others.length > 0 && !everywhere)) return [];
  return [{ write: "set-duty", memberId, orgId, onDuty: false }];
}

/** Takes those off duty who have been away for an hour. By a job. @returns how many. */
export async function endDuties(parts: Parts): Promise<number> {
  const now = parts.keys.time.now();
  let ended = 0;
  for (const { organisation } of parts.deployment().recipients.values()) {
    for (const row of await parts.store.rosterOf(organisation.id)) {
      if (!row.onDuty || isOnDuty(row, now)) continue;
      const { memberId, orgId } = row;
      const act = { actor: botActor(parts), action: "duty", caseId: null } as const;
      if ((await commitAudited(parts, act, [{ write: "set-duty", memberId, orgId, onDuty: false }])) === "done")
        ended += 1;
    }
  }
  return ended;
}
