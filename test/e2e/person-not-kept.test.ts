import { rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runJobs } from "../../src/app/jobs.ts";
import { MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { toLive, toMenu } from "./walks.ts";

const NUMBERS = /📞 102[\s\S]*📞 112/;
const NOT_KEPT = /не получилось сохранить[\s\S]*102[\s\S]*112[\s\S]*111/;

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const caseCount = async () => (await rig.parts.store.counts()).cases;
const keyCount = () => rig.parts.keys.cases.bornBefore(Number.POSITIVE_INFINITY as UnixMs).length;

async function newestCase() {
  const { hotline } = rig.house.members;
  const [row] = await listCases(rig.parts, hotline, 1);
  if (!row) throw new Error("no case");
  return readCase(rig.parts, hotline, row.caseId);
}

describe("when nothing can be kept", () => {
  it("because the disk is full, she gets the numbers, is told, and no case exists", async () => {
    await toMenu(person);
    await rig.quiet();
    const db = new Sqlite(rig.house.mainDb);
    const pages = Number(db.pragma("page_count", { simple: true }));
    db.close();
    const full = await openSqliteStore(rig.house.mainDb, { maxPages: pages });
    const filler = new Uint8Array(64 * 1_024);
    await expect(full.commit([{ write: "set-mark", key: "filler", value: filler }])).rejects.toThrow(
      "store/unavailable",
    );
    rig.wrong = {
      store: {
        ...full,
        commit: (writes) => full.commit([...writes, { write: "set-mark", key: "filler", value: filler }]),
      },
    };
    await person.presses(/Сейчас опасно/);
    await person.hears(NUMBERS);
    await person.hears(NOT_KEPT);
    rig.heal();
    await full.close();
    expect(await caseCount()).toBe(0);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
  });

  it("because the keys are gone, she is told instead of being thanked, and no case exists", async () => {
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/);
    await rig.quiet();
    const keys = new Sqlite(rig.house.keysDb);
    keys.exec("ALTER TABLE keys RENAME TO gone");
    await person.presses(/Да, сообщить/);
    await person.hears(NOT_KEPT);
    expect(await caseCount()).toBe(0);
    keys.exec("ALTER TABLE gone RENAME TO keys");
    keys.close();
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/); // The button of the question before still stands on her screen.
    await person.presses(/Да, сообщить/);
    await person.hears(/Где нужна помощь/);
    expect(await caseCount()).toBe(1);
  });

  it("because nobody is there who could read, she is told so", async () => {
    rig.wrong = { deployment: () => ({ ...rig.parts.deployment(), recipients: new Map() }) };
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.hears(/никто не дежурит[\s\S]*102 или 112/);
    expect(await caseCount()).toBe(0);
  });

  it("a start without the keys of the cases there are is refused, and no new keys are made", async () => {
    await toLive(person);
    await rig.quiet();
    const { keysDb } = rig.house;
    const closing = rig.house;
    await rig.bot.deliveries.stop();
    await closing.house.close();
    rmSync(keysDb);
    await expect(closing.restart()).rejects.toThrow("keys/missing-store");
    await expect(closing.restart()).rejects.toThrow("keys/missing-store");
  });
});

describe("a crash between the keys of a case and its rows", () => {
  it("leaves no case; the same press, brought again, opens exactly one; the lone keys are swept", async () => {
    await runJobs(rig.parts);
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/);
    await rig.quiet();
    const { commit } = rig.parts.store;
    const reached = new Promise<void>((resolve) => {
      rig.breakStore({
        commit: (writes) => {
          if (!writes.some(({ write }) => write === "add-case")) return commit(writes);
          resolve();
          return new Promise(() => {});
        },
      });
    });
    await person.presses(/Да, сообщить/);
    await reached;
    expect([await caseCount(), keyCount()]).toEqual([0, 1]);

    await rig.crash();
    await person.hears(/Где нужна помощь/);
    await rig.quiet();
    expect([await caseCount(), keyCount()]).toEqual([1, 2]);
    rig.house.clock.pass(61 * MINUTE_MS);
    await runJobs(rig.parts);
    expect([await caseCount(), keyCount()]).toEqual([1, 1]);
    expect((await newestCase()).lines.every(({ ok }) => ok)).toBe(true);
  });
});
