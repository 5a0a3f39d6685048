import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAudit } from "../../src/app/audit.ts";
import { eraseDue } from "../../src/app/erasure.ts";
import { ledgerPath } from "../../src/app/house.ts";
import { endCases, runJobs } from "../../src/app/jobs.ts";
import type { Parts } from "../../src/app/parts.ts";
import { parseAuditRecord } from "../../src/crypto/audit.ts";
import { hash } from "../../src/crypto/hash.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS, later } from "../../src/domain/time.ts";
import { KeyStore } from "../../src/keys/key-store.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { dyingBefore } from "./dying.ts";
import { countInMainDb, keepCase, lockedRows } from "./make-cases.ts";

/** Record, its mark, ledger, its mark, keys, rows. */
const STEPS_OF_ERASING = 6;
/** More than there are. */
const MOST_STEPS = 40;

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

interface Ending {
  readonly gone: readonly CaseId[];
  readonly rows: readonly Uint8Array[];
  readonly stays: CaseId;
}

/** Two cases whose time is over, and one that is of today. */
async function twoThatEnd(asked: boolean): Promise<Ending> {
  const gone = [await keepCase(house.parts, "1"), await keepCase(house.parts, "2")];
  const rows = (await Promise.all(gone.map((id) => lockedRows(house.parts, id)))).flat();
  const at = later(house.clock.now(), house.parts.patience.erase);
  if (asked) for (const caseId of gone) await house.parts.store.commit([{ write: "ask-erasure", caseId, at }]);
  house.clock.pass(3 * DAY_MS);
  return { gone, rows, stays: await keepCase(house.parts, "3") };
}

function hasKeys(caseId: CaseId): boolean {
  return (["shred", "reply"] as const).some((kind) => {
    try {
      return house.parts.keys.cases.of(kind, caseId).length > 0;
    } catch {
      return false;
    }
  });
}

/** What is left of cases that should be gone, and what is wrong with the one that should stay; nothing: all is well. */
async function wrongWith({ gone, rows, stays }: Ending): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const caseId of gone) {
    if (hasKeys(caseId)) wrong.push("a key");
    if ((await house.parts.store.findCase(caseId)) !== null) wrong.push("a case");
    if ((await lockedRows(house.parts, caseId)).length > 0) wrong.push("rows");
  }
  if (countInMainDb(house, rows) > 0) wrong.push("bytes on the disk");
  const ledger = readFileSync(ledgerPath(house.dataDir), "utf8").split("\n");
  const names = gone.map((caseId) => printHex(hash(house.parts.sodium, "erased", caseId)));
  if (!names.every((name) => ledger.some((line) => line.startsWith(`${name} `)))) wrong.push("the ledger");
  const [entry] = await house.parts.store.entriesOf(stays, 1);
  if (!entry || house.parts.keys.unlockRow(stays, entry.entryId, entry.row).length === 0) wrong.push("what stays");
  return wrong;
}

/** Every place at which a process can die in this work, one after the other. */
async function diesEverywhere(
  asked: boolean,
  work: (parts: Parts) => Promise<unknown>,
  look: (ending: Ending) => Promise<readonly string[]>,
): Promise<{ readonly places: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  for (let n = 1; n <= MOST_STEPS; n += 1) {
    const ending = await twoThatEnd(asked);
    const dying = dyingBefore(n, house.parts);
    await work(dying.parts).catch(() => {});
    dying.bury();
    house = await house.restart();
    const place = `before write ${n}, after ${dying.wrote.at(-1) ?? "nothing"}`;
    wrong.push(...(await look(ending)).map((what) => `${place}: ${what}`));
    if (!dying.isDead()) return { places: n - 1, wrong };
  }
  throw new Error("it writes more often than this");
}

/** How many cases the audit names as erased on somebody's wish. */
async function recorded(): Promise<number> {
  const records = (await readAudit(house.parts, null, 1_000)).map(({ record }) => parseAuditRecord(record));
  return new Set(records.filter(({ action }) => action === "erase").map(({ subject }) => printHex(subject))).size;
}

describe("a process that dies while it destroys cases", () => {
  it("leaves nothing that the next one does not end, wherever it died", { timeout: 60_000 }, async () => {
    let before = 0;
    const { places, wrong } = await diesEverywhere(true, eraseDue, async (ending) => {
      const log = house.log.length;
      await runJobs(house.parts);
      const [faults, records] = [house.log.slice(log).filter(({ event }) => event === "fault"), await recorded()];
      const isRecorded = records === before + ending.gone.length;
      before = records;
      return [
        ...(await wrongWith(ending)),
        ...(isRecorded ? [] : ["the record"]),
        ...faults.map(() => "a fault in the log"),
      ];
    });
    expect(wrong).toEqual([]);
    expect(places).toBe(2 * STEPS_OF_ERASING + 1);
  });

  it("leaves nothing of cases whose time was over by age", { timeout: 60_000 }, async () => {
    await house.close();
    house = await openTestHouse({ retention: { untouchedDays: 2, closedDays: 2 } });
    const { places, wrong } = await diesEverywhere(false, endCases, async (ending) => {
      await runJobs(house.parts);
      return wrongWith(ending);
    });
    expect(wrong).toEqual([]);
    expect(places).toBeGreaterThan(4);
  });

  it("leaves nothing either when its keys are restored from a backup of before", { timeout: 60_000 }, async () => {
    let backup: Buffer = Buffer.alloc(0);
    const work = async (parts: Parts) => {
      backup = readFileSync(house.keysDb);
      await eraseDue(parts);
    };
    const { wrong } = await diesEverywhere(true, work, async (ending) => {
      await house.house.close();
      writeFileSync(house.keysDb, backup);
      house = await house.restart();
      await runJobs(house.parts);
      return wrongWith(ending);
    });
    expect(wrong).toEqual([]);
  });
});

describe("backups of both stores, from before she asked", () => {
  it("bring nothing back: the ledger knows what was ended", async () => {
    const caseId = await keepCase(house.parts, "1");
    const rows = await lockedRows(house.parts, caseId);
    await house.house.close();
    const backups = [house.mainDb, house.keysDb].map((path) => ({ path, bytes: readFileSync(path) }));
    house = await house.restart();
    const at = later(house.clock.now(), house.parts.patience.erase);
    await house.parts.store.commit([{ write: "ask-erasure", caseId, at }]);
    house.clock.pass(3 * DAY_MS);
    await runJobs(house.parts);
    await house.house.close();
    for (const { path, bytes } of backups) {
      for (const ending of ["-wal", "-shm"]) rmSync(path + ending, { force: true });
      writeFileSync(path, bytes);
    }
    house = await house.restart();
    expect([hasKeys(caseId), (await house.parts.store.findCase(caseId))?.eraseAt]).toEqual([true, 0]);
    const stays = await keepCase(house.parts, "3");
    await runJobs(house.parts);
    expect(await wrongWith({ gone: [caseId], rows, stays })).toEqual([]);
  });
});

describe("a key that cannot be destroyed", () => {
  it("keeps the rows where somebody looks for them, and says so", async () => {
    const { gone } = await twoThatEnd(true);
    const real = KeyStore.prototype.destroy;
    KeyStore.prototype.destroy = () => 0;
    await expect(eraseDue(house.parts).finally(() => Reflect.set(KeyStore.prototype, "destroy", real))).rejects.toThrow(
      "keys/not-destroyed",
    );
    expect(await Promise.all(gone.map((id) => house.parts.store.findCase(id)))).not.toContain(null);
    expect(await eraseDue(house.parts)).toBe(2);
  });
});
