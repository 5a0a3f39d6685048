import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endAgain, eraseDue } from "../../src/app/erasure.ts";
import { ledgerPath } from "../../src/app/house.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { HOUR_MS, later } from "../../src/domain/time.ts";
import type { MainStore } from "../../src/storage/main-store.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { keepCase } from "./make-cases.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

async function asked(chat = "700"): Promise<CaseId> {
  const caseId = await keepCase(house.parts, chat, {});
  const at = later(house.clock.now(), house.parts.patience.erase);
  await house.parts.store.commit([{ write: "ask-erasure", caseId, at }]);
  return caseId;
}

const opens = (caseId: CaseId) => {
  try {
    house.parts.keys.cases.of("shred", caseId);
    return true;
  } catch {
    return false;
  }
};
const lines = () =>
  readFileSync(ledgerPath(house.dataDir), "utf8")
    .split("\n")
    .filter((line) => line !== "");

describe("a case that somebody asked to have destroyed", () => {
  it("stays for three days, and is gone then: keys, rows, with a line in the ledger and a record", async () => {
    const [caseId, other] = [await asked(), await keepCase(house.parts, "701", {})];
    house.clock.pass(71 * HOUR_MS);
    expect(await eraseDue(house.parts)).toBe(0);
    expect(opens(caseId)).toBe(true);
    house.clock.pass(1 * HOUR_MS);
    expect(await eraseDue(house.parts)).toBe(1);
    expect([opens(caseId), opens(other)]).toEqual([false, true]);
    expect(await house.parts.store.findCase(caseId)).toBeNull();
    expect(await house.parts.store.entriesOf(caseId, 1)).toEqual([]);
    expect(await house.parts.store.grantsOf(caseId)).toEqual([]);
    expect(lines()).toHaveLength(1);
    expect(await house.parts.store.auditTail()).not.toBeNull();
    expect(await eraseDue(house.parts)).toBe(0);
  });

  it("stays when it was taken back", async () => {
    const caseId = await asked();
    await house.parts.store.commit([{ write: "cancel-erasure", caseId }]);
    house.clock.pass(100 * HOUR_MS);
    expect(await eraseDue(house.parts)).toBe(0);
    expect(opens(caseId)).toBe(true);
  });

  it.each(["the record", "the rows", "the log of the disk"])(
    "is destroyed all the same when a crash comes before %s",
    async (what) => {
      const caseId = await asked();
      house.clock.pass(73 * HOUR_MS);
      const { store } = house.parts;
      const away = () => Promise.reject(new Error("crash"));
      const isRecord = (write: string) => write === "add-audit";
      const broken: Partial<MainStore> =
        what === "the log of the disk"
          ? { tidy: away }
          : {
              commit: (writes) =>
                writes.some(({ write }) => (what === "the record" ? isRecord(write) : write === "erase-case"))
                  ? away()
                  : store.commit(writes),
            };
      await eraseDue({ ...house.parts, store: { ...store, ...broken } }).catch(() => {});
      house = await house.restart();
      await eraseDue(house.parts);
      expect(opens(caseId)).toBe(false);
      expect(await house.parts.store.findCase(caseId)).toBeNull();
    },
  );
});

describe("the ledger", () => {
  it("ends again what a restored backup of the keys brings back", async () => {
    const caseId = await asked();
    const backup = readFileSync(house.keysDb);
    house.clock.pass(73 * HOUR_MS);
    await eraseDue(house.parts);
    await house.house.close();
    writeFileSync(house.keysDb, backup);
    house = await house.restart();
    expect(opens(caseId)).toBe(true);
    expect(await endAgain(house.parts)).toBe(1);
    expect(opens(caseId)).toBe(false);
  });

  it("that is missing, or shorter than it was, stops the start", async () => {
    await asked();
    house.clock.pass(73 * HOUR_MS);
    await eraseDue(house.parts);
    const path = ledgerPath(house.dataDir);
    const text = readFileSync(path, "utf8");
    rmSync(path);
    await expect(house.restart()).rejects.toThrow("keys/ledger-missing");
    writeFileSync(path, text);
    house = await house.restart();
  });

  it("is not confused by a line that a crash cut short", async () => {
    await asked("700");
    house.clock.pass(73 * HOUR_MS);
    await eraseDue(house.parts);
    const path = ledgerPath(house.dataDir);
    writeFileSync(path, `${readFileSync(path, "utf8")}0123abc`);
    house = await house.restart();
    await asked("701");
    house.clock.pass(73 * HOUR_MS);
    await eraseDue(house.parts);
    house = await house.restart();
    expect(lines().filter((line) => /^[0-9a-f]{64} \d+$/.test(line))).toHaveLength(2);
  });

  it("says nothing of a case but a hash and a day", async () => {
    const caseId = await asked();
    house.clock.pass(73 * HOUR_MS);
    await eraseDue(house.parts);
    expect(lines()).toEqual([expect.stringMatching(/^[0-9a-f]{64} \d+$/)]);
    expect(lines()[0]).not.toContain(Buffer.from(caseId).toString("hex"));
  });
});
