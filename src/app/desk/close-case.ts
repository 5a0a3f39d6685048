import type { CloseRequest } from "../../domain/desk/case-requests.ts";
import type { CaseId } from "../../domain/ids.ts";
import { CASE_STATUS } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";
import { keepSealed } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import { noSignals } from "./cover-signals.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Closes a case: nobody has it any more, nothing in it waits, and its time until it is erased begins. What she writes next
 * opens a new one.
 *
 * @throws {Fault} as `keepSealed`.
 */
export async function closeCase(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { entries }: CloseRequest,
): Promise<void> {
  const row = await ownCase(parts, session, caseId);
  await keepSealed(parts, session, row, {
    action: "close",
    entries,
    status: CASE_STATUS.closed,
    also: [
      { write: "release-claim", caseId, memberId: session.memberId },
      { write: "mark-heard", caseId },
      noSignals(row),
    ],
  });
}
