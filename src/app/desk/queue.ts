import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { type CaseId, type OrganisationId, printHex, sameBytes } from "../../domain/ids.ts";
import type { UnixMs } from "../../domain/time.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import { CASE_STATUS, type CaseRow } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";

/** More open cases than this are not worked off from a list. */
const MOST_ROWS = 500;
const STATUS = ["unread", "read", "answered", "closed"] as const;

/** The open cases of an organisation: urgency, real ones before practice, then deadline, then age. Clear fields only. */
export async function queueOf(parts: Parts, orgId: OrganisationId): Promise<readonly QueueRow[]> {
  const rows = await parts.store.queueOf(orgId, MOST_ROWS);
  return Promise.all(rows.map((row) => queueRow(parts, row)));
}

/** One case as this organisation may see it in a list; null: it may not, or there is none. */
export async function queueRowFor(parts: Parts, orgId: OrganisationId, caseId: CaseId): Promise<QueueRow | null> {
  const row = await parts.store.findCase(caseId);
  return row !== null && (await isReleasedTo(parts, orgId, caseId)) ? queueRow(parts, row) : null;
}

/** Whether an organisation holds a grant of this case that the server lets it have. */
export async function isReleasedTo(parts: Parts, orgId: OrganisationId, caseId: CaseId): Promise<boolean> {
  const grants = await parts.store.grantsOf(caseId);
  return grants.some(({ recipientId, released }) => released && sameBytes(recipientId, orgId));
}

/** Whether somebody of the staff has to do something: nobody opened it, or she wrote since. */
export function isWaiting(row: CaseRow): boolean {
  return row.status === CASE_STATUS.unread || (row.status !== CASE_STATUS.closed && row.unheard > 0);
}

export async function queueRow(parts: Parts, row: CaseRow): Promise<QueueRow> {
  return {
    caseId: printHex(row.caseId),
    name: nameOfCase(row.caseId),
    urgency: URGENCIES[row.urgency] ?? "immediate",
    status: STATUS[row.status] ?? "unread",
    dueAt: row.due,
    waiting: isWaiting(row),
    day: row.day,
    covert: row.covert,
    practice: row.practice,
    eraseAt: row.eraseAt === 0 ? null : row.eraseAt,
    unheard: row.unheard,
    owner: ownerOf(row, parts.keys.time.now()),
    escalation: row.escalation,
    first: printHex(row.orgHint),
    referral: await referralOf(parts, row),
    called102At: row.called102At === 0 ? null : row.called102At,
  };
}

/** Six digits to say over the telephone. Two open cases with the same ones are possible, and rare: one in a million. */
function nameOfCase(caseId: CaseId): string {
  const number = caseId.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0) % 1_000_000;
  const digits = String(number).padStart(6, "0");
  return `${digits.slice(0, 3)}-${digits.slice(3)}`;
}

function ownerOf(row: CaseRow, now: UnixMs): QueueRow["owner"] {
  if (row.owner === null || row.ownerOrg === null || row.leaseUntil <= now) return null;
  return { memberId: printHex(row.owner), organisation: printHex(row.ownerOrg), leaseUntil: row.leaseUntil };
}

async function referralOf(parts: Parts, { referralId }: CaseRow): Promise<QueueRow["referral"]> {
  const found = referralId === null ? null : await parts.store.findReferral(referralId);
  if (found === null) return null;
  return { referralId: printHex(found.referralId), from: printHex(found.fromOrg), state: found.state };
}
