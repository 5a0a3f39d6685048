import { codeOf } from "../domain/faults.ts";
import { daysLater, HOUR_MS, type UnixMs, type WeekNumber, weekOf } from "../domain/time.ts";
import type { Parts } from "./parts.ts";

/** A key whose rows never came is removed after this time. */
const ORPHAN_AFTER_MS = HOUR_MS;
/** A row lives at most as long as its key. */
const KEEP_DAYS = { states: 2, traces: 2, outbox: 3, receipts: 2 } as const;
const KEEP_WEEKS = 5;
const ENDED_AT_ONCE = 200;

/** What must be forgotten is forgotten: run at start and every hour. One job that fails does not stop the others. */
export async function runJobs(parts: Parts): Promise<void> {
  await job(parts, "roll-keys", async () => parts.keys.time.roll());
  await job(parts, "end-cases", () => endCases(parts));
  await job(parts, "expire", () => expireRows(parts));
  await job(parts, "sweep-orphans", () => sweepOrphans(parts));
}

/** Ends cases whose time is over: first their keys, then their rows. From the first step on nobody can open them. */
export async function endCases(parts: Parts): Promise<number> {
  const today = parts.keys.time.today();
  const { untouchedDays, closedDays } = parts.retention;
  const ids = await parts.store.casesToEnd(daysLater(today, -untouchedDays), daysLater(today, -closedDays), ENDED_AT_ONCE);
  for (const caseId of ids) {
    parts.keys.cases.destroy(caseId);
    await parts.store.commit([{ write: "erase-case", caseId }]);
  }
  return ids.length;
}

/** Rows of keys that are gone: noise, swept off the disk. */
export async function expireRows(parts: Parts): Promise<number> {
  const today = parts.keys.time.today();
  const week = weekOf(parts.keys.time.now());
  const kinds = ["states", "traces", "outbox", "receipts"] as const;
  await parts.store.commit([
    ...kinds.map((what) => ({ write: "erase-old", what, before: daysLater(today, 1 - KEEP_DAYS[what]) }) as const),
    { write: "erase-old-links", before: (week + 1 - KEEP_WEEKS) as WeekNumber },
  ]);
  await parts.store.tidy();
  return kinds.length;
}

/** Keys are written before rows; a crash between leaves a key alone. */
export async function sweepOrphans(parts: Parts): Promise<number> {
  const before = (parts.keys.time.now() - ORPHAN_AFTER_MS) as UnixMs;
  let swept = 0;
  for (const caseId of parts.keys.cases.bornBefore(before)) {
    if ((await parts.store.findCase(caseId)) !== null) continue;
    parts.keys.cases.destroy(caseId);
    swept += 1;
  }
  return swept;
}

async function job(parts: Parts, name: "roll-keys" | "expire" | "end-cases" | "sweep-orphans", work: () => Promise<number>): Promise<void> {
  try {
    parts.log({ event: "job.done", job: name, count: await work() });
  } catch (error) {
    parts.log({ event: "fault", at: "job", code: codeOf(error) });
  }
}
