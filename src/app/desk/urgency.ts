import type { UrgencyRequest } from "../../domain/desk/case-requests.ts";
import type { CaseId } from "../../domain/ids.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import { dueAt } from "../due.ts";
import type { Parts } from "../parts.ts";
import { keepSealed } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Sets how urgent a case is, either way: staff have read it, software only raises. Why stands in the entry.
 *
 * @throws {Fault} as `keepSealed`.
 */
export async function setUrgency(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { urgency, entries }: UrgencyRequest,
): Promise<void> {
  const row = await ownCase(parts, session, caseId);
  const change = {
    write: "set-urgency",
    caseId,
    urgency: URGENCIES.indexOf(urgency),
    due: dueAt(parts, urgency),
  } as const;
  await keepSealed(parts, session, row, { action: "urgency", entries, also: [change] });
}
