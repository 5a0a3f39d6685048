import type { Permission } from "../../domain/desk/permission.ts";
import {
  isReferralOver,
  nextReferralState,
  REFERRAL_STEPS,
  type ReferralRow,
  type ReferralStep,
} from "../../domain/desk/referral.ts";

/** Which steps this organisation may take now. */
export function stepsOpen(referral: ReferralRow, own: string, may: readonly Permission[]): readonly ReferralStep[] {
  const side = referral.to === own ? "receiver" : "sender";
  const allowed = may.includes(side === "receiver" ? "referral.answer" : "referral.offer");
  return allowed ? REFERRAL_STEPS.filter((step) => nextReferralState(referral.state, step, side) !== null) : [];
}

/** Referrals as a page lists them: what waits, the most pressing first; and what is over, the newest first. */
export function sortReferrals(rows: readonly ReferralRow[]): {
  readonly waiting: readonly ReferralRow[];
  readonly over: readonly ReferralRow[];
} {
  const due = ({ dueAt }: ReferralRow) => (dueAt === 0 ? Number.POSITIVE_INFINITY : dueAt);
  return {
    waiting: rows
      .filter(({ state }) => !isReferralOver(state))
      .toSorted((a, b) => due(a) - due(b) || a.offeredAt - b.offeredAt),
    over: rows.filter(({ state }) => isReferralOver(state)).toSorted((a, b) => b.offeredAt - a.offeredAt),
  };
}
