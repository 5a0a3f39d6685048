import { referralTarget } from "../../domain/desk/referral.ts";
import { codeOf } from "../../domain/faults.ts";
import { printHex } from "../../domain/ids.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import type { ReferralStored } from "../../storage/rows.ts";
import { noticeWrites } from "../notices.ts";
import type { Parts } from "../parts.ts";
import { dueAfter } from "./referrals.ts";

/** So many are looked at in one run; the next run is some seconds away. */
const AT_ONCE = 100;

/**
 * Reminds both sides of a step that is overdue: a notice without content, at most three of them. All that it needs to
 * know is in the main store, so a restart loses nothing. One that cannot be done does not stop the others.
 *
 * @returns how many were reminded of.
 * @throws {Fault} `store/unavailable` when nobody can say which are overdue.
 */
export async function remindReferrals(parts: Parts): Promise<number> {
  let reminded = 0;
  for (const stored of await parts.store.overdueReferrals(parts.keys.time.now(), AT_ONCE)) {
    try {
      if (await remind(parts, stored)) reminded += 1;
    } catch (error) {
      parts.log({ event: "fault", at: "job", code: codeOf(error) });
    }
  }
  return reminded;
}

/** @returns whether it was done; not so when somebody took the step meanwhile. */
async function remind(parts: Parts, stored: ReferralStored): Promise<boolean> {
  const { referralId, version: wasVersion, state, declineReason, reminders } = stored;
  const source = await parts.store.findCase(stored.sourceCase);
  const urgency = URGENCIES[source?.urgency ?? 0] ?? "immediate";
  const { recipients } = parts.deployment();
  const sides = [stored.fromOrg, stored.toOrg].flatMap((id) => recipients.get(printHex(id)) ?? []);
  const due = dueAfter(parts.keys.time.now(), referralTarget(state, urgency));
  const committed = await parts.store.commit([
    { write: "move-referral", referralId, wasVersion, state, declineReason, due, reminders: reminders + 1 },
    ...noticeWrites(parts, sides, urgency, "referral-late"),
  ]);
  return committed === "done";
}
