import type { ReferralRow, ReferralState } from "../../src/domain/desk/referral.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { CASE, pretendId } from "./pretend-ids.ts";
import { ORG } from "./pretend-people.ts";

/** Referrals in every state, out of the samples and into them. */
export function pretendReferrals(now: number): readonly ReferralRow[] {
  const out = (state: ReferralState, to: string, more: Partial<ReferralRow> = {}): ReferralRow => ({
    referralId: pretendId(`referral out ${state}`),
    sourceCase: CASE.long,
    targetCase: null,
    from: ORG.hotline,
    to,
    state,
    packet: true,
    declineReason: null,
    offeredAt: now - 3 * HOUR_MS,
    dueAt: now + 40 * MINUTE_MS,
    reminders: 0,
    version: 1,
    ...more,
  });
  return [
    {
      ...out("offered", ORG.hotline),
      referralId: pretendId("referral in offered"),
      sourceCase: null,
      targetCase: CASE.packet,
      from: ORG.open,
      offeredAt: now - 12 * MINUTE_MS,
      dueAt: now + 18 * MINUTE_MS,
    },
    {
      ...out("accepted", ORG.hotline),
      referralId: pretendId("referral in accepted"),
      sourceCase: null,
      targetCase: CASE.hers,
      from: ORG.backup,
      packet: false,
    },
    out("offered", ORG.open, { dueAt: now - 6 * MINUTE_MS, reminders: 1 }),
    out("accepted", ORG.open, { dueAt: now + 20 * HOUR_MS }),
    out("declined", ORG.full, { declineReason: "full" }),
    out("arrived", ORG.open, { packet: false }),
    out("not-arrived", ORG.open),
    out("closed", ORG.open, { sourceCase: CASE.closed }),
    out("withdrawn", ORG.closed),
  ];
}
