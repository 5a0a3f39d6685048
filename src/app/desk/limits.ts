import { Fault } from "../../domain/faults.ts";
import { type CaseId, printHex } from "../../domain/ids.ts";
import { commitAudited } from "../audit.ts";
import { noticeWrites } from "../notices.ts";
import type { Parts } from "../parts.ts";
import { MOST_CASES } from "./openings.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Refuses a member who opens more cases than anybody's work needs. The first time it is written down, and her
 * organisation gets a notice.
 *
 * @throws {Fault} `desk/too-many` with `retryAt`.
 */
export async function mustBeUsual(parts: Parts, session: StaffSession, caseId: CaseId): Promise<void> {
  const refused = parts.openings.count(printHex(session.memberId), printHex(caseId), parts.keys.time.now());
  if (refused === null) return;
  if (refused.isNew) {
    const act = { actor: session.actor, action: "anomaly", caseId: null } as const;
    await commitAudited(parts, act, noticeWrites(parts, [session.organisation], "immediate", "too-many-opened"));
  }
  throw new Fault("desk/too-many", { most: MOST_CASES, retryAt: refused.retryAt });
}
