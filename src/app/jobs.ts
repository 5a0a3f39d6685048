import { codeOf, Fault } from "../domain/faults.ts";
import { type CaseId, sameBytes } from "../domain/ids.ts";
import type { LogEvent } from "../domain/log-event.ts";
import { DAY_MS, daysLater, HOUR_MS, later, type UnixMs } from "../domain/time.ts";
import { checkAudit } from "./audit.ts";
import { pruneAudit } from "./audit-age.ts";
import { expireMessages } from "./desk/message-state.ts";
import { forgetOldSeeds } from "./desk/rotation.ts";
import { IDLE_MS, LONGEST_MS } from "./desk/sessions.ts";
import { endAgain, eraseDue } from "./erasure.ts";
import type { Parts } from "./parts.ts";

/** A key whose rows never came is removed after this time, in which the store was never away. */
const ORPHAN_AFTER_MS = HOUR_MS;
const ENDED_AT_ONCE = 200;
/** Somebody may have enrolled in the last minute; an administrator still has to compare and to sign. */
const INVITATION_KEPT_MS = 7 * DAY_MS;
/** Looking up a case takes some 30 µs in which nobody else is served: so many at a time, or 100,000 would be three seconds. */
const LOOKED_UP_AT_ONCE = 100;
/** The mark in the main store that says whose keys its cases are locked under. */
const KEYS_MARK = "keys";

type JobName = Extract<LogEvent, { readonly event: "job.done" }>["job"];

/** What must be forgotten is forgotten: run at start and every hour. One job that fails does not stop the others. */
export async function runJobs(parts: Parts): Promise<void> {
  await job(parts, "roll-keys", async () => parts.keys.time.roll());
  await job(parts, "end-again", () => endAgain(parts));
  await job(parts, "erase-asked", () => eraseDue(parts));
  await job(parts, "end-cases", () => endCases(parts));
  await job(parts, "expire", () => expireRows(parts));
  await job(parts, "sweep-orphans", () => sweepOrphans(parts));
  await job(parts, "expire-messages", () => expireMessages(parts));
  await job(parts, "expire-desk", () => expireDesk(parts));
  await job(parts, "forget-seeds", () => forgetOldSeeds(parts));
  await job(parts, "check-audit", () => checkAudit(parts));
  await job(parts, "prune-audit", () => pruneAudit(parts));
}

/** Ends cases whose time is over: first their keys, then their rows. From the first step on nobody can open them. */
export async function endCases(parts: Parts): Promise<number> {
  const today = parts.keys.time.today();
  const untouchedBefore = daysLater(today, -parts.retention.untouchedDays);
  const closedBefore = daysLater(today, -parts.retention.closedDays);
  for (let ended = 0; ; ) {
    const ids = await parts.store.casesToEnd(untouchedBefore, closedBefore, ENDED_AT_ONCE);
    parts.keys.cases.destroy(...ids);
    await Promise.all(ids.map((caseId) => parts.store.commit([{ write: "erase-case", caseId }])));
    ended += ids.length;
    if (ids.length < ENDED_AT_ONCE) return ended;
  }
}

/** Rows of keys that are gone: noise, swept off the disk. */
export async function expireRows(parts: Parts): Promise<number> {
  const { time } = parts.keys;
  await parts.store.commit([
    { write: "erase-old", what: "states", before: time.oldest("state-day") },
    { write: "erase-old", what: "receipts", before: time.oldest("state-day") },
    { write: "erase-old", what: "traces", before: time.oldest("trace-day") },
    { write: "erase-old", what: "outbox", before: time.oldest("outbox-day") },
    { write: "erase-old-links", before: time.oldest("address-epoch") },
    { write: "erase-old-bridges", before: time.oldest("address-epoch") },
  ]);
  await parts.store.tidy();
  return 6;
}

/** Sessions that are over, and invitations that nobody can use or follow up any more. */
export async function expireDesk({ store, keys }: Parts): Promise<number> {
  const now = keys.time.now();
  await store.commit([
    { write: "erase-old-sessions", begunBefore: later(now, -LONGEST_MS), seenBefore: later(now, -IDLE_MS) },
    { write: "erase-old-invitations", expiredBefore: later(now, -INVITATION_KEPT_MS) },
  ]);
  return 2;
}

/**
 * Keys are written before rows; a crash between leaves a key alone. While the store is away, and for as long after it, all
 * stay: rows that it said nothing about may be kept without being seen yet, of an alert that is tried again too.
 *
 * @throws {Fault} `keys/other-store`: this main store is not the one these keys belong to; nothing is swept.
 */
export async function sweepOrphans(parts: Parts): Promise<number> {
  await mustBelongTogether(parts);
  if (later(parts.lastOutage(), ORPHAN_AFTER_MS) > parts.clock()) return 0;
  const before = later(parts.keys.time.now(), -ORPHAN_AFTER_MS);
  const orphans: CaseId[] = [];
  for (const [i, caseId] of parts.keys.cases.bornBefore(before).entries()) {
    if (i % LOOKED_UP_AT_ONCE === 0) await othersTurn();
    if ((await parts.store.findCase(caseId)) === null) orphans.push(caseId);
  }
  parts.keys.cases.destroy(...orphans);
  return orphans.length;
}

/**
 * Beside a new, empty or exchanged main store every key would look like an orphan, and sweeping would end every case there
 * is. So the main store carries the name of its keys. It gets it while there are no keys of cases, or when the oldest of
 * them has its case here.
 */
async function mustBelongTogether(parts: Parts): Promise<void> {
  const { store, keys } = parts;
  const name = keys.bot().keys.publicKey;
  const found = await store.findMark(KEYS_MARK);
  if (found !== null && sameBytes(found, name)) return;
  const [oldest] = keys.cases.bornBefore(Number.POSITIVE_INFINITY as UnixMs);
  if (oldest && (await store.findCase(oldest)) === null) throw new Fault("keys/other-store");
  await store.commit([{ write: "set-mark", key: KEYS_MARK, value: name }]);
}

async function job(parts: Parts, name: JobName, work: () => Promise<number>): Promise<void> {
  try {
    parts.log({ event: "job.done", job: name, count: await work() });
  } catch (error) {
    parts.log({ event: "fault", at: "job", code: codeOf(error) });
  }
}

/** An embedded database answers at once: without this pause, waiting for it lets nobody else in between. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
