import { isReferralVoid, type ReferralRow } from "../../domain/desk/referral.ts";
import { Fault } from "../../domain/faults.ts";
import { type CaseId, type OrganisationId, printHex, type ReferralId, sameBytes } from "../../domain/ids.ts";
import { DAY_MS, later, MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import type { ReferralStored } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

/** Referrals that are over are listed so long. */
const LISTED_MS = 90 * DAY_MS;

/** The referrals of her organisation, from either side, and no word of a case. */
export async function listReferrals(
  parts: Parts,
  session: StaffSession,
): Promise<{ readonly incoming: readonly ReferralRow[]; readonly outgoing: readonly ReferralRow[] }> {
  const own = session.orgId;
  const all = await parts.store.referralsOf(own, later(parts.keys.time.now(), -LISTED_MS));
  const rows = (side: "fromOrg" | "toOrg") =>
    all.filter((one) => sameBytes(one[side], own)).map((one) => referralRow(one, own));
  return { incoming: rows("toOrg"), outgoing: rows("fromOrg") };
}

/**
 * One referral as her organisation may see it.
 *
 * @throws {Fault} `case/not-found`: unknown, or between others; the two look alike.
 */
export async function findReferral(parts: Parts, session: StaffSession, id: ReferralId): Promise<ReferralStored> {
  const own = session.orgId;
  const stored = await parts.store.findReferral(id);
  if (stored === null || !(sameBytes(stored.fromOrg, own) || sameBytes(stored.toOrg, own)))
    throw new Fault("case/not-found");
  return stored;
}

/**
 * A referral as one side sees it. Of a packet, each side knows its own case only.
 *
 * @param reader one of the two organisations.
 */
export function referralRow(stored: ReferralStored, reader: OrganisationId): ReferralRow {
  const isSender = sameBytes(stored.fromOrg, reader);
  return {
    referralId: printHex(stored.referralId),
    sourceCase: isSender || !stored.packet ? printHex(stored.sourceCase) : null,
    targetCase: isSender && stored.packet ? null : printHex(stored.targetCase),
    from: printHex(stored.fromOrg),
    to: printHex(stored.toOrg),
    state: stored.state,
    packet: stored.packet,
    declineReason: stored.declineReason,
    offeredAt: stored.offeredAt,
    dueAt: stored.due,
    reminders: stored.reminders,
    version: stored.version,
  };
}

/** The cases that packets of this case arrived in, as long as they are there. */
export async function packetsOf(parts: Parts, caseId: CaseId): Promise<readonly CaseId[]> {
  const all = await parts.store.referralsOfCase(caseId);
  const sent = all.filter(
    ({ packet, sourceCase, state }) => packet && !isReferralVoid(state) && sameBytes(sourceCase, caseId),
  );
  return sent.map(({ targetCase }) => targetCase);
}

/** A full minute, which tells less of when somebody did something; 0 when there is no time. */
export function dueAfter(now: UnixMs, ms: number | null): UnixMs {
  return (ms === null ? 0 : Math.ceil((now + ms) / MINUTE_MS) * MINUTE_MS) as UnixMs;
}
