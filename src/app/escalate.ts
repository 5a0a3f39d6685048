import { codeOf, type FaultCode } from "../domain/faults.ts";
import { printHex, sameBytes } from "../domain/ids.ts";
import { later } from "../domain/time.ts";
import { URGENCIES, type Urgency } from "../domain/urgency.ts";
import type { CaseRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { botActor, commitAnyway } from "./audit.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import type { Recipient } from "./deployment.ts";
import { noticeWrites } from "./notices.ts";
import type { Parts } from "./parts.ts";

/** How many waiting cases are fetched in one go. */
const AT_ONCE = 100;

/**
 * Who is called when something waits too long, and after how many times its target: for what is immediate that is 2, 5 and
 * 10 minutes. [Note: Whom a case is taken to]
 */
const STAGES = [
  { stage: 1, times: 1, calls: "members" },
  { stage: 2, times: 2.5, calls: "supervisors" },
  { stage: 3, times: 5, calls: "backup" },
] as const;
type Stage = (typeof STAGES)[number];
/** As a case bears it when the backup was told. */
export const BACKUP_TOLD = 3;

/** One look for cases that wait. */
interface Round {
  readonly parts: Parts;
  /** Those that cannot be escalated stay in the answer and must not hide the others. */
  readonly seen: Set<string>;
  readonly troubles: Map<FaultCode, number>;
}

/**
 * Keeps what people were told: where nobody opens a case in time, or hears what she wrote since, others are called, and at
 * last the backup gets it. Run every few seconds; all that it needs to know is in the main store, so a restart loses
 * nothing: what was missed is made up for, step by step. A case that cannot be escalated does not stop the others and is
 * tried again by the next run.
 *
 * @throws {Fault} `store/unavailable` when nobody can say which cases wait.
 */
export async function escalate(parts: Parts): Promise<void> {
  const troubles = new Map<FaultCode, number>();
  let escalated = 0;
  for (const urgency of URGENCIES) {
    for (const stage of STAGES) escalated += await callAll({ parts, seen: new Set(), troubles }, urgency, stage);
  }
  for (const [code, cases] of troubles) parts.log({ event: "fault", at: "job", code, detail: { cases } });
  if (escalated > 0) parts.log({ event: "job.done", job: "escalate", count: escalated });
}

async function callAll(round: Round, urgency: Urgency, stage: Stage): Promise<number> {
  const { parts, seen } = round;
  const dueBy = later(parts.keys.time.now(), -(stage.times - 1) * parts.targets[urgency]);
  const at = {
    stage: stage.stage - 1,
    urgency: URGENCIES.indexOf(urgency),
    dueBy,
    heldBack: stage.calls === "backup", // Where nobody is left, nobody can be called.
  };
  let called = 0;
  for (let more = true; more; ) {
    const limit = AT_ONCE + seen.size;
    const rows = await parts.store.waitingCases({ ...at, limit });
    more = rows.length === limit;
    for (const row of rows.filter(({ caseId }) => !seen.has(printHex(caseId)))) {
      seen.add(printHex(row.caseId));
      if (await call(round, row, stage)) called += 1;
    }
  }
  return called;
}

/** @returns whether it was done; not so when somebody opened the case or wrote to it meanwhile. */
async function call(round: Round, row: CaseRow, stage: Stage): Promise<boolean> {
  const { parts } = round;
  const { caseId } = row;
  try {
    const writes = await (stage.calls === "backup" ? giveToBackup(round, row) : callOwn(parts, row, stage));
    if (writes === null) return false;
    const action = stage.calls === "backup" ? "release-backup" : "escalate";
    const committed = await commitAnyway(parts, { actor: botActor(parts), action, caseId }, [
      { write: "set-escalation", caseId, was: stage.stage - 1, now: stage.stage },
      ...writes,
    ]);
    return committed === "done";
  } catch (error) {
    tell(round, codeOf(error));
    return false;
  }
}

/** Those who have the case already are told that it waits: first all of them, then their supervisors. */
async function callOwn(parts: Parts, row: CaseRow, { calls }: Stage): Promise<readonly Write[]> {
  const { recipients } = parts.deployment();
  const grants = await parts.store.grantsOf(row.caseId);
  const released = grants.filter((grant) => grant.released).map(({ recipientId }) => printHex(recipientId));
  const readers = [...new Set(released)].flatMap((id) => recipients.get(id) ?? []);
  return noticeWrites(parts, readers, urgencyOf(row), calls === "supervisors" ? "still-waits" : "waits");
}

async function giveToBackup(round: Round, row: CaseRow): Promise<readonly Write[] | null> {
  const { parts } = round;
  const backups = await waitingBackups(round, row);
  if (backups.length === 0) return null;
  const writer = CaseWriter.go(parts, botAuthor(parts), row).add({ entry: "status", status: "escalated" });
  return [
    ...writer.moveHead(row).writes,
    ...backups.map(({ organisation: { id: orgId } }) => releaseWrite(row, orgId)),
    ...noticeWrites(parts, backups, urgencyOf(row), "escalated"),
  ];
}

function releaseWrite({ caseId }: CaseRow, orgId: Recipient["organisation"]["id"]): Write {
  return { write: "release-grants", caseId, orgId };
}

/**
 * Organisations in force whose grant waits to be released. The police are nobody's backup: a grant that says otherwise
 * is somebody's mistake or forgery, and stays where it is.
 */
async function waitingBackups(round: Round, row: CaseRow): Promise<readonly Recipient[]> {
  const { parts } = round;
  const waiting = (await parts.store.grantsOf(row.caseId)).filter(({ released }) => !released);
  const able = [...parts.deployment().recipients.values()].filter(({ organisation }) => organisation.kind !== "police");
  const isFor = ({ organisation }: Recipient) =>
    waiting.some(({ recipientId }) => sameBytes(recipientId, organisation.id));
  const backups = able.filter(isFor);
  if (waiting.some((grant) => !backups.some(({ organisation }) => sameBytes(grant.recipientId, organisation.id))))
    tell(round, "registry/bad-backup");
  return backups;
}

function urgencyOf(row: CaseRow): Urgency {
  return URGENCIES[row.urgency] ?? "immediate";
}

function tell({ troubles }: Round, code: FaultCode): void {
  troubles.set(code, (troubles.get(code) ?? 0) + 1);
}
