import { claimCase, handOver, releaseCase, takeBack } from "../app/desk/claims.ts";
import { queueOf, queueRowFor } from "../app/desk/queue.ts";
import { emptyRequestSchema, handOverRequestSchema } from "../domain/desk/case-requests.ts";
import type { QueueRow } from "../domain/desk/queue-row.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type MemberId } from "../domain/ids.ts";
import type { DeskRoutes, StaffCall } from "./desk-routes.ts";

/** The queue, and who works on what. */
export function queueRoutes(routes: DeskRoutes): void {
  routes
    .read("/queue", "queue.read", async ({ parts, session }) => ({
      rows: await queueOf(parts, session.orgId),
      now: parts.keys.time.now(),
    }))
    .command("/cases/:case/claim", "case.claim", emptyRequestSchema, async (call) => {
      const caseId = caseIn(call);
      await claimCase(call.parts, call.session, caseId);
      return rowOf(call, caseId);
    })
    .command("/cases/:case/release", "case.claim", emptyRequestSchema, async (call) => {
      const caseId = caseIn(call);
      await releaseCase(call.parts, call.session, caseId);
      return rowOf(call, caseId);
    })
    .command("/cases/:case/hand-over", "case.claim", handOverRequestSchema, async (call, { to }) => {
      const caseId = caseIn(call);
      await handOver(call.parts, call.session, caseId, asId<MemberId>(to));
      return rowOf(call, caseId);
    })
    .command("/cases/:case/take-back", "case.take-back", emptyRequestSchema, async (call) => {
      const caseId = caseIn(call);
      await takeBack(call.parts, call.session, caseId);
      return rowOf(call, caseId);
    });
}

/** The case that the path names. What is no id looks like an id that nobody has. */
export function caseIn(call: StaffCall): CaseId {
  return call.id<CaseId>("case", "case/not-found");
}

async function rowOf({ parts, session }: StaffCall, caseId: CaseId): Promise<{ readonly row: QueueRow }> {
  const row = await queueRowFor(parts, session.orgId, caseId);
  if (row === null) throw new Fault("case/not-found");
  return { row };
}
