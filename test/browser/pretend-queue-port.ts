import type { Done, QueuePort } from "../../src/browser/desk/port.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { URGENCIES } from "../../src/domain/urgency.ts";
import { type PretendDesk, refusal } from "./pretend-desk.ts";
import { MEMBER, ORG } from "./pretend-people.ts";

type RowDone = Done<{ readonly row: QueueRow }>;

function byDanger(a: QueueRow, b: QueueRow): number {
  return (
    URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
    a.dueAt - b.dueAt ||
    a.day - b.day ||
    (a.caseId < b.caseId ? -1 : 1)
  );
}

export function pretendQueuePort(desk: PretendDesk): QueuePort {
  const claim = (caseId: string): RowDone => {
    const found = desk.find(caseId);
    if ("refused" in found) return found;
    const { owner, status } = found.row;
    if (status === "closed") return refusal("case/closed");
    if (owner !== null && owner.memberId !== MEMBER.aigul && owner.leaseUntil > desk.now())
      return refusal("case/claimed");
    desk.log("claim", caseId);
    return { row: desk.putRow(found, { owner: desk.claimUntil() }) };
  };
  const give = (caseId: string, owner: QueueRow["owner"]): RowDone => {
    const found = desk.findOwned(caseId);
    return "refused" in found ? found : { row: desk.putRow(found, { owner }) };
  };
  return {
    read: async () => ({ rows: [...desk.cases.values()].map(({ row }) => row).sort(byDanger), now: desk.now() }),
    listen(hear) {
      desk.hearers.add(hear);
      hear({ event: "connection", state: "live" });
      return () => desk.hearers.delete(hear);
    },
    claim: async (caseId) => claim(caseId),
    release: async (caseId) => give(caseId, null),
    handOver: async (caseId, memberId) =>
      give(caseId, { memberId, organisation: ORG.hotline, leaseUntil: desk.now() + 15 * MINUTE_MS }),
    async takeBack(caseId) {
      const found = desk.find(caseId);
      if ("refused" in found) return found;
      return desk.role === "admin" ? { row: desk.putRow(found, { owner: null }) } : refusal("desk/not-allowed");
    },
    async setDuty(on) {
      desk.onDuty = on;
      desk.members = desk.members.map((one) => (one.isMe ? { ...one, onDuty: on } : one));
      return {};
    },
  };
}
