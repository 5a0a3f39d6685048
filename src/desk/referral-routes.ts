import { offerReferral } from "../app/desk/offer-referral.ts";
import { listReferrals } from "../app/desk/referrals.ts";
import { stepReferral } from "../app/desk/step-referral.ts";
import { offerRequestSchema, stepRequestSchema } from "../domain/desk/referral-requests.ts";
import type { CaseId, ReferralId } from "../domain/ids.ts";
import type { DeskRoutes } from "./desk-routes.ts";

/** Sending cases to others, and answering what others sent. */
export function addReferralRoutes(routes: DeskRoutes): void {
  routes
    .read("/referrals", "queue.read", ({ parts, session }) => listReferrals(parts, session))
    .command(
      "/cases/:caseId/referrals",
      "referral.offer",
      offerRequestSchema,
      async ({ parts, session, id }, body) => ({
        referral: await offerReferral(parts, session, id<CaseId>("caseId", "case/not-found"), body),
      }),
    )
    .command("/referrals/:referralId", "referral.answer", stepRequestSchema, async ({ parts, session, id }, body) => ({
      referral: await stepReferral(parts, session, id<ReferralId>("referralId", "case/not-found"), body),
    }));
}
