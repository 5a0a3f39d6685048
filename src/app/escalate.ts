import { codeOf, type FaultCode } from "../domain/faults.ts";
import { printHex, sameBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { URGENCIES } from "../domain/urgency.ts";
import type { CaseRow } from "../storage/rows.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import type { Recipient } from "./deployment.ts";
import { noticeWrites } from "./notices.ts";
import type { Parts } from "./parts.ts";

/** How many overdue cases are fetched in one go. */
const AT_ONCE = 100;

/** Hears of a case that could not be escalated as it should. */
type Tell = (code: FaultCode) => void;

/**
 * Keeps what people were told: if nobody opens a case in time, the backup gets it. Run every few seconds; all that it
 * needs to know is in the main store, so a restart loses nothing. A case that cannot be escalated does not stop the
 * others and is tried again by the next run.
 *
 * @throws {Fault} `store/unavailable` when nobody can say which cases are overdue.
 */
export async function escalate(parts: Parts): Promise<void> {
  const now = parts.keys.time.now();
  const seen = new Set<string>();
  const troubles = new Map<FaultCode, number>();
  const tell = (code: FaultCode) => troubles.set(code, (troubles.get(code) ?? 0) + 1);
  let escalated = 0;
  for (let more = true; more; ) {
    const limit = AT_ONCE + seen.size;
    const rows = await overdue(parts, now, limit);
    more = rows.length === limit;
    for (const row of rows.filter(({ caseId }) => !seen.has(printHex(caseId)))) {
      seen.add(printHex(row.caseId)); // Those that cannot be escalated stay in the answer and must not hide the others.
      if (await escalateOne(parts, row, tell)) escalated += 1;
    }
  }
  for (const [code, cases] of troubles) parts.log({ event: "fault", at: "job", code, detail: { cases } });
  if (escalated > 0) parts.log({ event: "job.done", job: "escalate", count: escalated });
}

async function overdue({ store }: Parts, dueBy: UnixMs, limit: number): Promise<readonly CaseRow[]> {
  const found: CaseRow[] = [];
  for (const urgency of URGENCIES.keys())
    found.push(...(await store.waitingCases({ stage: 0, urgency, dueBy, limit, heldBack: true })));
  return found.slice(0, limit);
}

/** @returns whether it was done; not so when somebody opened the case or wrote to it meanwhile. */
async function escalateOne(parts: Parts, row: CaseRow, tell: Tell): Promise<boolean> {
  try {
    const backups = await waitingBackups(parts, row, tell);
    if (backups.length === 0) return false;
    const { caseId } = row;
    const writer = CaseWriter.go(parts, botAuthor(parts), row).add({ entry: "status", status: "escalated" });
    const committed = await parts.store.commit([
      ...writer.moveHead(row).writes,
      ...backups.map(({ organisation }) => ({ write: "release-grants", caseId, orgId: organisation.id }) as const),
      ...noticeWrites(parts, backups, URGENCIES[row.urgency] ?? "immediate", "escalated"),
    ]);
    return committed === "done";
  } catch (error) {
    tell(codeOf(error));
    return false;
  }
}

/**
 * Organisations in force whose grant waits to be released. The police are nobody's backup: a grant that says otherwise
 * is somebody's mistake or forgery, and stays where it is.
 */
async function waitingBackups(parts: Parts, row: CaseRow, tell: Tell): Promise<readonly Recipient[]> {
  const waiting = (await parts.store.grantsOf(row.caseId)).filter(({ released }) => !released);
  const able = [...parts.deployment().recipients.values()].filter(({ organisation }) => organisation.kind !== "police");
  const isFor = ({ organisation }: Recipient) =>
    waiting.some(({ recipientId }) => sameBytes(recipientId, organisation.id));
  const backups = able.filter(isFor);
  if (waiting.some((grant) => !backups.some(({ organisation }) => sameBytes(grant.recipientId, organisation.id))))
    tell("registry/bad-backup");
  return backups;
}
