import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Act,
  auditHead,
  botActor,
  checkAudit,
  commitAnyway,
  commitAudited,
  readAudit,
} from "../../src/app/audit.ts";
import { auditCut, pruneAudit } from "../../src/app/audit-age.ts";
import type { Parts } from "../../src/app/parts.ts";
import { NO_SUBJECT, parseAuditRecord, printAuditRecord, signAuditRecord } from "../../src/crypto/audit.ts";
import { newSeed, signKeypair } from "../../src/crypto/keypairs.ts";
import { type CaseId, newId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import type { Write } from "../../src/storage/writes.ts";
import { withFile } from "../keys/open-keys.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { keepCase } from "./make-cases.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const act = (change: Partial<Act> = {}): Act => ({
  actor: botActor(house.parts),
  action: "duty",
  caseId: null,
  ...change,
});
const mark = (value: number): Write => ({ write: "set-mark", key: "test", value: Uint8Array.of(value) });
const marked = async () => (await house.parts.store.findMark("test"))?.[0] ?? null;
/** What the last records say, oldest first. */
const records = async (parts: Parts = house.parts) =>
  [...(await readAudit(parts, null, 500))].reverse().map(({ record }) => parseAuditRecord(record));
const done = async (times: number, change: Partial<Act> = {}) => {
  for (let i = 0; i < times; i += 1) expect(await commitAudited(house.parts, act(change), [])).toBe("done");
};

describe("what is done", () => {
  it("is kept with the record of it, or neither is", async () => {
    expect(await commitAudited(house.parts, act(), [mark(1)])).toBe("done");
    const refused: Write = { write: "erase-grant", grantId: newId(house.parts.random) };
    expect(await commitAudited(house.parts, act(), [mark(2), refused])).toBe("conflict");
    expect([await marked(), (await records()).length]).toEqual([1, 1]);
  });

  it("is chained: numbers without a gap, each record naming the one before, the head as the last one hashes", async () => {
    expect(printHex(await auditHead(house.parts))).toBe("00".repeat(32));
    await done(3);
    expect((await records()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await checkAudit(house.parts)).toBe(3);
    const head = await auditHead(house.parts);
    await done(1);
    expect((await records()).at(-1)?.previous).toEqual(head);
    expect((await readAudit(house.parts, 3, 9)).map(({ seq }) => seq)).toEqual([2, 1]);
  });

  it("is put in order when many do something at once, over two connections", async () => {
    const other: Parts = { ...house.parts, store: await openSqliteStore(house.mainDb) };
    const all = Array.from({ length: 40 }, (_, i) =>
      commitAudited(i % 2 === 0 ? house.parts : other, act(), [
        { write: "set-mark", key: `m${i}`, value: Uint8Array.of(i) },
      ]),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set(["done"]));
    for (let i = 0; i < 40; i += 1) expect(await house.parts.store.findMark(`m${i}`)).toEqual(Uint8Array.of(i));
    expect(await checkAudit(other)).toBe(40);
    await other.store.close();
  });

  it("says that an update was received before, and writes nothing of it down", async () => {
    const day = house.parts.keys.time.today();
    const receipt: Write = { write: "add-receipt", id: new Uint8Array(8), day };
    expect(await commitAudited(house.parts, act(), [receipt])).toBe("done");
    expect(await commitAudited(house.parts, act(), [receipt, mark(9)])).toBe("repeat");
    expect([await marked(), (await records()).length]).toEqual([null, 1]);
  });

  it("never goes back in time, though the clock of another process stands behind", async () => {
    await done(1);
    const behind = new Proxy(house.parts.keys.time, {
      get: (time, name) => (name === "now" ? () => house.clock.now() - 10 * DAY_MS : Reflect.get(time, name, time)),
    });
    const keys = new Proxy(house.parts.keys, {
      get: (own, name) => {
        if (name === "time") return behind;
        const value: unknown = Reflect.get(own, name, own);
        return typeof value === "function" ? value.bind(own) : value;
      },
    });
    expect(await commitAudited({ ...house.parts, keys }, act(), [])).toBe("done");
    expect(await checkAudit(house.parts)).toBe(2);
  });
});

describe("a case in the audit", () => {
  it("has one name in all its records, which says nothing of it and differs from others", async () => {
    const [one, two] = [await keepCase(house.parts, "1"), await keepCase(house.parts, "2")];
    await done(2, { action: "claim", caseId: one });
    await done(1, { action: "claim", caseId: two });
    await done(1);
    const subjects = (await records()).map(({ subject }) => printHex(subject));
    expect(subjects[0]).toBe(subjects[1]);
    expect(new Set(subjects).size).toBe(3);
    expect(subjects[3]).toBe(printHex(NO_SUBJECT));
    expect(subjects).not.toContain(printHex(one));
  });

  it("loses its name with its keys, and nothing is written down of it from then on", async () => {
    const caseId = await keepCase(house.parts, "1");
    await done(1, { caseId });
    house.parts.keys.cases.destroy(caseId);
    await expect(commitAudited(house.parts, act({ caseId }), [mark(1)])).rejects.toThrow("keys/destroyed");
    await expect(commitAudited(house.parts, act({ caseId: newId<CaseId>(house.parts.random) }), [])).rejects.toThrow(
      "keys/destroyed",
    );
    expect(await marked()).toBeNull();
    const salts = withFile(house.keysDb, (db) => db.prepare("SELECT count(*) n FROM keys WHERE kind = 10").get());
    expect(salts).toEqual({ n: 0 });
  });

  it("of before there were salts gets one when it is first needed, the same in every process", async () => {
    const caseId = await keepCase(house.parts, "1");
    withFile(house.keysDb, (db) => db.prepare("DELETE FROM keys WHERE kind = 10").run());
    await done(1, { caseId });
    house = await house.restart();
    await done(1, { caseId });
    const [one, two] = await records();
    expect(one?.subject).toEqual(two?.subject);
    expect(one?.subject).not.toEqual(NO_SUBJECT);
  });

  it("commits to a detail that nobody can guess, and that is not kept", async () => {
    const [one, two] = [await keepCase(house.parts, "1"), await keepCase(house.parts, "2")];
    const detail = new TextEncoder().encode("reason");
    for (const caseId of [one, one, two]) await done(1, { caseId, detail });
    const details = (await records()).map((record) => printHex(record.detail));
    expect(details[0]).toBe(details[1]);
    expect(details[0]).not.toBe(details[2]);
  });
});

describe("a chain that was touched", () => {
  const broken = async () => {
    await expect(checkAudit(house.parts)).rejects.toThrow("audit/broken");
  };
  const refusesAll = async () => {
    await expect(commitAudited(house.parts, act(), [mark(1)])).rejects.toThrow("audit/broken");
    await expect(auditHead(house.parts)).rejects.toThrow("audit/broken");
    expect(await marked()).toBeNull();
  };
  const sql = (text: string, ...values: unknown[]) => withFile(house.mainDb, (db) => db.prepare(text).run(...values));

  it("by taking the last records away is refused, after a restart too", async () => {
    await done(3);
    sql("delete from audit where seq > 1");
    await broken();
    await refusesAll();
    house = await house.restart();
    await refusesAll();
  });

  it("by an older copy of the whole store, too: nothing at all is fewer than what was there", async () => {
    await done(2);
    sql("delete from audit");
    await broken();
    await refusesAll();
  });

  it("by exchanging the last record for another one that the bot signed", async () => {
    await done(2);
    const { sodium, keys } = house.parts;
    const last = (await records()).at(-1);
    if (!last) throw new Error("no record");
    const other = printAuditRecord({ ...last, action: "claim" });
    const signature = signAuditRecord(sodium, keys.bot().keys, other);
    sql("update audit set record = ?, signature = ? where seq = 2", other, signature);
    await broken();
    await refusesAll();
  });

  it("in a record, or by a stranger's signature", async () => {
    await done(3);
    const [, middle] = await readAudit(house.parts, null, 3);
    if (!middle) throw new Error("no record");
    const changed = middle.record.slice();
    changed[60] = (changed[60] ?? 0) ^ 1;
    sql("update audit set record = ? where seq = 2", changed);
    await broken();
    const stranger = signKeypair(house.parts.sodium, newSeed(house.parts.random));
    sql("update audit set record = ? where seq = 2", middle.record);
    expect(await checkAudit(house.parts)).toBe(3);
    sql("update audit set signature = ? where seq = 2", signAuditRecord(house.parts.sodium, stranger, middle.record));
    await broken();
  });

  it("by taking the first records of a short chain away", async () => {
    await done(3);
    sql("delete from audit where seq = 1");
    await broken();
  });

  it("does not keep anybody from help: what she waits for is done, and logged", async () => {
    await done(2);
    sql("delete from audit where seq = 2");
    expect(await commitAnyway(house.parts, act(), [mark(1)])).toBe("done");
    expect(await marked()).toBe(1);
    expect(house.log).toContainEqual({ event: "fault", at: "audit", code: "audit/broken" });
  });
});

describe("records of who did what", () => {
  it("are kept for two years, and what is left can be verified from where it was cut", async () => {
    await done(5);
    house.clock.pass(100 * DAY_MS);
    house.parts.keys.time.roll();
    await done(4);
    for (let i = 0; i < 4; i += 1) {
      house.clock.pass(150 * DAY_MS);
      house.parts.keys.time.roll();
      expect(await pruneAudit(house.parts)).toBe(0);
    }
    house.clock.pass(31 * DAY_MS);
    expect(await pruneAudit(house.parts)).toBe(5);
    expect((await records()).map(({ seq }) => seq)).toEqual([6, 7, 8, 9]);
    const [first] = await records();
    expect(await auditCut(house.parts)).toEqual({ seq: 5, hash: first?.previous });
    expect(await checkAudit(house.parts)).toBe(9);
    expect(await pruneAudit(house.parts)).toBe(0);
    await done(1);
    expect(await checkAudit(house.parts)).toBe(10);
  });

  it("are never all erased: the next one needs the one before it", async () => {
    await done(3);
    for (let i = 0; i < 6; i += 1) {
      house.clock.pass(170 * DAY_MS);
      house.parts.keys.time.roll();
    }
    expect(await pruneAudit(house.parts)).toBe(2);
    await done(1);
    expect((await records()).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(await checkAudit(house.parts)).toBe(4);
  });

  it("that are missing behind the cut are missed", async () => {
    await done(4);
    for (let i = 0; i < 5; i += 1) {
      house.clock.pass(150 * DAY_MS);
      house.parts.keys.time.roll();
      await done(1);
    }
    expect(await pruneAudit(house.parts)).toBeGreaterThan(0);
    withFile(house.mainDb, (db) => db.prepare("delete from audit where seq = (select min(seq) from audit)").run());
    await expect(checkAudit(house.parts)).rejects.toThrow("audit/broken");
  });
});
