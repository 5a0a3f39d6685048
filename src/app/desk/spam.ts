import { Fault } from "../../domain/faults.ts";
import type { CaseId } from "../../domain/ids.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { ownCase, renewWrite } from "./claims.ts";
import { noSignals } from "./cover-signals.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Destroys the keys of a case at once, then its rows. Nobody is banned and no tie of a chat is touched: whoever cries next
 * opens a new case and is heard. A crash in between leaves noise, which goes when somebody opens it or its time is over.
 *
 * @throws {Fault} `case/not-found`, `case/not-claimed`, `case/closed`.
 */
export async function shredSpam(parts: Parts, session: StaffSession, caseId: CaseId): Promise<void> {
  await ownCase(parts, session, caseId);
  const act = { actor: session.actor, action: "spam", caseId } as const;
  const committed = await commitAudited(parts, act, [renewWrite(parts, session, caseId), noSignals({ caseId })]);
  if (committed !== "done") throw new Fault("case/not-claimed");
  parts.keys.cases.destroy(caseId);
  await parts.store.commit([{ write: "erase-case", caseId }]);
}
