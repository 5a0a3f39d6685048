import { codeOf } from "../domain/faults.ts";
import { lapseClaims } from "./desk/claims.ts";
import { endDuties } from "./desk/duty.ts";
import { remindReferrals } from "./desk/referral-jobs.ts";
import { escalate } from "./escalate.ts";
import type { Parts } from "./parts.ts";

/**
 * What cannot wait for an hour: claims that lapsed, members who went away, cases that nobody opens, referrals that nobody
 * answers. Run every ten seconds; one that fails does not stop the others. Cases come first.
 */
export async function keepWatch(parts: Parts): Promise<void> {
  for (const work of [escalate, lapseClaims, endDuties, remindReferrals]) {
    try {
      await work(parts);
    } catch (error) {
      parts.log({ event: "fault", at: "job", code: codeOf(error) });
    }
  }
}
