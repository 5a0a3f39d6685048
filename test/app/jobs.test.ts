import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endCases, expireRows, runJobs, sweepOrphans } from "../../src/app/jobs.ts";
import type { Parts } from "../../src/app/parts.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type CaseId, type EntryId, newId, type OutboxId } from "../../src/domain/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import { CASE_STATUS } from "../../src/storage/rows.ts";
import { isOnDisk, wrappedIn } from "../keys/open-keys.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { countInMainDb, keepCase, lockedRows } from "./make-cases.ts";

const CHAT: ChatAddress = { channel: "telegram", id: "700100200" };
const WORDS = new TextEncoder().encode("words of hers");

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

/** The same house, but its main store refuses to be written to. */
function withoutWrites(parts: Parts): Parts {
  const commit = () => Promise.reject(new Fault("store/unavailable"));
  return { ...parts, store: { ...parts.store, commit } };
}

const isThere = async (caseId: CaseId) => (await house.parts.store.findCase(caseId)) !== null;
const hasKeys = (caseId: CaseId) => {
  try {
    return house.parts.keys.cases.of("shred", caseId).length === 32;
  } catch {
    return false;
  }
};

describe("a case that nobody touches", () => {
  it("is kept for thirty days and ends after them, keys and rows", async () => {
    const caseId = await keepCase(house.parts, CHAT.id);
    const rows = await lockedRows(house.parts, caseId);
    house.clock.pass(30 * DAY_MS);
    await runJobs(house.parts);
    expect([await isThere(caseId), hasKeys(caseId)]).toEqual([true, true]);

    house.clock.pass(DAY_MS);
    await runJobs(house.parts);
    expect([await isThere(caseId), hasKeys(caseId)]).toEqual([false, false]);
    expect(rows.length).toBeGreaterThan(3);
    expect(await lockedRows(house.parts, caseId)).toEqual([]);
    expect(() => house.parts.keys.cases.of("reply", caseId)).toThrow("keys/destroyed");
  });

  it("leaves no byte of its rows and keys on the disk, between cases that stay", async () => {
    const ending: CaseId[] = [];
    for (let i = 0; i < 4; i += 1) ending.push(await keepCase(house.parts, `${i}`));
    house.clock.pass(20 * DAY_MS);
    const staying: CaseId[] = [];
    for (let i = 4; i < 8; i += 1) staying.push(await keepCase(house.parts, `${i}`));
    const bytesOf = async (ids: readonly CaseId[]) =>
      (await Promise.all(ids.map((id) => lockedRows(house.parts, id)))).flat();
    const [gone, kept] = [await bytesOf(ending), await bytesOf(staying)];
    const wrapped = ending.flatMap((id) => [
      wrappedIn(house.keysDb, "shred", id),
      wrappedIn(house.keysDb, "reply", id),
    ]);
    expect(countInMainDb(house, gone)).toBe(gone.length);
    expect(wrapped.every((bytes) => isOnDisk(house.keysDb, bytes))).toBe(true);

    house.clock.pass(11 * DAY_MS);
    await runJobs(house.parts);
    expect(countInMainDb(house, gone)).toBe(0);
    expect(wrapped.some((bytes) => isOnDisk(house.keysDb, bytes))).toBe(false);
    expect(countInMainDb(house, kept)).toBe(kept.length);
    expect(await Promise.all(staying.map(isThere))).toEqual([true, true, true, true]);
  });
});

describe("a case that staff works on", () => {
  const setStatus = (caseId: CaseId, status: (typeof CASE_STATUS)[keyof typeof CASE_STATUS]) =>
    house.parts.store.commit([{ write: "set-status", caseId, status, touchedDay: house.parts.keys.time.today() }]);

  it("counts its thirty days from the last touch", async () => {
    const caseId = await keepCase(house.parts, CHAT.id);
    house.clock.pass(25 * DAY_MS);
    await setStatus(caseId, CASE_STATUS.read);
    house.clock.pass(25 * DAY_MS);
    expect(await endCases(house.parts)).toBe(0);
    house.clock.pass(6 * DAY_MS);
    expect(await endCases(house.parts)).toBe(1);
  });

  it("is kept for ninety days once it is closed", async () => {
    const caseId = await keepCase(house.parts, CHAT.id);
    await setStatus(caseId, CASE_STATUS.closed);
    house.clock.pass(90 * DAY_MS);
    await runJobs(house.parts);
    expect([await isThere(caseId), hasKeys(caseId)]).toEqual([true, true]);
    house.clock.pass(DAY_MS);
    await runJobs(house.parts);
    expect([await isThere(caseId), hasKeys(caseId)]).toEqual([false, false]);
  });
});

describe("a flood of cases", () => {
  it("ends in one run, however many they are", async () => {
    await Promise.all(Array.from({ length: 205 }, (_, i) => keepCase(house.parts, `${i}`)));
    house.clock.pass(31 * DAY_MS);
    expect(await endCases(house.parts)).toBe(205);
    expect((await house.parts.store.counts()).cases).toBe(0);
    expect(house.parts.keys.cases.bornBefore(house.clock.now())).toEqual([]);
  });
});

describe("a crash", () => {
  it("between the end of the keys and the end of the rows leaves noise, and the next run removes it", async () => {
    const caseId = await keepCase(house.parts, CHAT.id);
    const [entry] = await house.parts.store.entriesOf(caseId, 1);
    const rows = await lockedRows(house.parts, caseId);
    house.clock.pass(31 * DAY_MS);
    await expect(endCases(withoutWrites(house.parts))).rejects.toThrow("store/unavailable");

    house = await house.restart();
    expect(await isThere(caseId)).toBe(true);
    expect(countInMainDb(house, rows)).toBe(rows.length);
    const { keys } = house.parts;
    const open = () => keys.unlockRow(caseId, entry?.entryId as EntryId, entry?.row as Uint8Array);
    expect(open).toThrow("keys/destroyed");

    await runJobs(house.parts);
    expect(await isThere(caseId)).toBe(false);
    expect(countInMainDb(house, rows)).toBe(0);
  });

  it("between the keys of a case and its rows leaves keys alone, which go after an hour and not before", async () => {
    await runJobs(house.parts);
    const lost = newId<CaseId>(house.parts.random);
    await house.parts.keys.cases.create(lost);
    const kept = await keepCase(house.parts, CHAT.id);
    const wrapped = [wrappedIn(house.keysDb, "shred", lost), wrappedIn(house.keysDb, "reply", lost)];

    house = await house.restart();
    house.clock.pass(HOUR_MS);
    expect(await sweepOrphans(house.parts)).toBe(0);
    expect(hasKeys(lost)).toBe(true);
    house.clock.pass(MINUTE_MS);
    expect(await sweepOrphans(house.parts)).toBe(1);
    expect(hasKeys(lost)).toBe(false);
    expect(wrapped.some((bytes) => isOnDisk(house.keysDb, bytes))).toBe(false);
    expect(hasKeys(kept)).toBe(true);
  });
});

describe("keys beside a main store that is not theirs", () => {
  it("are not swept, though none of their cases is there", async () => {
    await runJobs(house.parts);
    const cases = [await keepCase(house.parts, "1"), await keepCase(house.parts, "2")];
    await house.parts.store.close();
    for (const ending of ["", "-wal", "-shm"]) rmSync(house.mainDb + ending, { force: true });
    house = await house.restart();
    house.clock.pass(2 * HOUR_MS);
    await runJobs(house.parts);
    expect(house.log).toContainEqual({ event: "fault", at: "job", code: "keys/other-store" });
    expect(cases.map(hasKeys)).toEqual([true, true]);
    await expect(sweepOrphans(house.parts)).rejects.toThrow("keys/other-store");
  });
});

describe("what lives under the keys of its days", () => {
  it("leaves the database when its key does", async () => {
    const { keys, store } = house.parts;
    const link = keys.sealLink(CHAT, 1, WORDS);
    const state = keys.sealState(CHAT, 1, WORDS);
    const trace = keys.sealTrace(CHAT, WORDS, 0 as UnixMs);
    const item = keys.sealOutbox(newId<OutboxId>(house.parts.random), 0 as UnixMs, WORDS);
    const receipts = keys.receipts("1000");
    await store.commit([
      { write: "put-link", link, was: null },
      { write: "put-state", state, was: null },
      { write: "put-trace", trace },
      { write: "add-outbox", item },
      ...receipts.map(({ id, day }) => ({ write: "add-receipt", id, day }) as const),
    ]);
    const rows = [link.row, state.row, trace.row, item.row];
    const left = async () => {
      await runJobs(house.parts);
      const known = await store.commit(receipts.map(({ id, day }) => ({ write: "add-receipt", id, day }) as const));
      return {
        link: (await store.findLink([link.tag])) !== null,
        state: (await store.findState([state.tag])) !== null,
        trace: (await store.findTraces([trace.tag])).length > 0,
        outbox: (await store.findOutbox(item.id)) !== null,
        receipt: known === "repeat",
        onDisk: countInMainDb(house, rows),
      };
    };
    const all = { link: true, state: true, trace: true, outbox: true, receipt: true, onDisk: 4 };
    house.clock.pass(DAY_MS);
    expect(await left()).toEqual(all);
    house.clock.pass(DAY_MS);
    expect(await left()).toEqual({ ...all, state: false, receipt: false, onDisk: 3 });
    house.clock.pass(DAY_MS);
    expect(await left()).toMatchObject({ link: true, trace: false, outbox: false, onDisk: 1 });
    house.clock.pass(25 * DAY_MS);
    expect(await left()).toMatchObject({ link: true, onDisk: 1 });
    house.clock.pass(7 * DAY_MS);
    expect(await left()).toMatchObject({ link: false, onDisk: 0 });
  });

  it("stays while a clock that was set wrong says otherwise", async () => {
    const { keys, store } = house.parts;
    const state = keys.sealState(CHAT, 1, WORDS);
    await store.commit([{ write: "put-state", state, was: null }]);
    const caseId = await keepCase(house.parts, CHAT.id);
    for (const wrong of [365 * DAY_MS, -365 * DAY_MS]) {
      house.clock.pass(wrong);
      await runJobs(house.parts);
      house.clock.pass(-wrong);
    }
    const faults = house.log.flatMap((one) => (one.event === "fault" ? [one.code] : []));
    expect(faults).toEqual(["keys/clock-ahead", "keys/clock-behind"]);
    expect(keys.openState(CHAT, state)).toEqual(WORDS);
    expect(await store.findState([state.tag])).not.toBeNull();
    expect([await isThere(caseId), hasKeys(caseId)]).toEqual([true, true]);
  });
});

describe("a job that fails", () => {
  it("is logged by its code, and the others are done", async () => {
    await runJobs(house.parts);
    const lost = newId<CaseId>(house.parts.random);
    await house.parts.keys.cases.create(lost);
    await keepCase(house.parts, CHAT.id);
    house.clock.pass(31 * DAY_MS);
    const logged = house.log.length;
    await runJobs(withoutWrites(house.parts));
    const outcomes = house.log.slice(logged).map((one) => (one.event === "job.done" ? one.job : one.event));
    const rest = ["expire-messages", "fault", "forget-seeds", "check-audit", "prune-audit"];
    expect(outcomes).toEqual(["roll-keys", "end-again", "erase-asked", "fault", "fault", "sweep-orphans", ...rest]);
    expect(house.log).toContainEqual({ event: "fault", at: "job", code: "store/unavailable" });
    expect(hasKeys(lost)).toBe(false);
  });

  it("rejects for whoever runs it alone", async () => {
    await expect(expireRows(withoutWrites(house.parts))).rejects.toThrow("store/unavailable");
  });
});
