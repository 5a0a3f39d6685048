import type { Outcome } from "../domain/answers.ts";
import { asId, type CaseId, type OutboxId, parseHex } from "../domain/ids.ts";
import { CASE_STATUS } from "../storage/rows.ts";
import { fateWrites } from "./desk/message-state.ts";
import { packetsOf } from "./desk/referrals.ts";
import { entryWrites } from "./entry-writes.ts";
import { allTied } from "./link-ties.ts";
import { unpack } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

/**
 * She wants no more messages: what waits for her is taken back, and once that is kept the keys behind every way to her are
 * destroyed. The cases stay with those who have them, and say so. A new case has a new way.
 */
export async function stopContactByPerson(parts: Parts, turn: Turn): Promise<Outcome> {
  const rows = await allTied(parts, turn.link, () => true);
  for (const row of rows) {
    if (row.status !== CASE_STATUS.closed)
      turn.writes.push(...entryWrites(parts, turn.writes, row, [{ entry: "contact-revoked" }]));
    turn.writes.push({ write: "drop-signals", caseId: row.caseId, signal: null });
  }
  await takeBackWaiting(parts, turn);
  turn.link = { ...turn.link, contact: { may: "never" }, waiting: [], owner: "nobody" };
  for (const { caseId } of rows) {
    for (const one of [caseId, ...(await packetsOf(parts, caseId))]) turn.afterwards.push(() => endReply(parts, one));
  }
  return { outcome: "done" };
}

/** Words that wait for her to write again are shown no more. */
export async function takeBackWaiting(parts: Parts, turn: Turn): Promise<void> {
  for (const hex of turn.link.waiting) {
    const bytes = parseHex(hex);
    const row = bytes && (await parts.store.findOutbox(asId<OutboxId>(bytes)));
    if (!row) continue;
    turn.writes.push({ write: "erase-outbox", id: row.id });
    try {
      turn.writes.push(...fateWrites(unpack(parts, row), "dropped"));
    } catch {
      // Too old to be opened by anybody: its state was settled by age.
    }
  }
}

function endReply(parts: Parts, caseId: CaseId): void {
  parts.keys.cases.destroyReply(caseId);
}
