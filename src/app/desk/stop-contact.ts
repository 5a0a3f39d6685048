import type { StopContactRequest } from "../../domain/desk/case-requests.ts";
import type { CaseId } from "../../domain/ids.ts";
import type { Parts } from "../parts.ts";
import { keepSealed } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Ends every way to write to the person: the key behind all tokens of this case is destroyed, for every organisation. The
 * key goes once the entry that says so is kept: the other way round a refusal would leave a case that nobody can answer
 * and nobody knows why.
 *
 * @throws {Fault} as `keepSealed`.
 */
export async function stopContact(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { entries }: StopContactRequest,
): Promise<void> {
  const row = await ownCase(parts, session, caseId);
  await keepSealed(parts, session, row, { action: "stop-contact", entries });
  parts.keys.cases.destroyReply(caseId);
}
