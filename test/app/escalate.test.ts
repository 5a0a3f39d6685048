import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markRead, readCase } from "../../src/app/desk/read-case.ts";
import { beginSession } from "../../src/app/desk/session.ts";
import { escalate } from "../../src/app/escalate.ts";
import { routeWrite } from "../../src/app/founding.ts";
import { unpack } from "../../src/app/parcels.ts";
import type { Parts } from "../../src/app/parts.ts";
import { alertReaders, type Reader } from "../../src/app/readers.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import type { MainStore, WaitingAt } from "../../src/storage/main-store.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { keepCase } from "./make-cases.ts";

const HIGH_MS = 15 * MINUTE_MS;
const HOTLINE_CHAT = "-1001";
const BACKUP_CHAT = "-1002";
const WORDS = "He locks the door";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  const { organisation: orgId } = house.members.centre;
  const route = { orgId, kind: "crisis_centre", regions: [], backupOrgId: null, staffChat: BACKUP_CHAT } as const;
  await house.parts.store.commit([routeWrite(route)]);
  await house.house.reload();
});
afterEach(() => house.close());

/** The same house with another way of doing something in its main store. */
const withStore = (change: Partial<MainStore>): Parts => ({
  ...house.parts,
  store: { ...house.parts.store, ...change },
});
const withoutWrites = () => withStore({ commit: () => Promise.reject(new Fault("store/unavailable")) });

const session = (who: keyof TestHouse["members"]) => beginSession(house.parts, house.members[who]);
const read = async (who: keyof TestHouse["members"], caseId: CaseId) =>
  readCase(house.parts, await session(who), caseId);

/** Whether this organisation can open the case; a refusal must be the one for cases that are not released. */
async function canOpen(who: keyof TestHouse["members"], caseId: CaseId): Promise<boolean> {
  try {
    return (await read(who, caseId)).lines.length > 0;
  } catch (error) {
    expect(error).toMatchObject({ code: "case/not-found" });
    return false;
  }
}

/** How often the case says that it was escalated. */
async function escalations(caseId: CaseId): Promise<number> {
  const { lines } = await read("hotline", caseId);
  return lines.filter((line) => line.ok && line.body.entry === "status" && line.body.status === "escalated").length;
}

/** What was put out for this chat. */
async function noticesTo(chat: string) {
  const rows = await house.parts.store.outboxDue(Number.MAX_SAFE_INTEGER as UnixMs, 1_000);
  return rows
    .map((row) => ({ due: row.due, parcel: unpack(house.parts, row) }))
    .filter(({ parcel }) => parcel.chat.id === chat);
}

const faults = () => house.log.filter(({ event }) => event === "fault");
const readersAs = (who: "centre" | "police", kind: Reader["kind"]): Reader => {
  const recipient = house.parts.deployment().recipients.get(printHex(house.members[who].organisation));
  if (!recipient) throw new Error("nobody was founded");
  return { kind, recipient, backup: true };
};

describe("a case that nobody opens", () => {
  it("stays with the first organisation until it is due", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS - 1);
    await escalate(house.parts);
    expect(await canOpen("hotline", caseId)).toBe(true);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
    expect(house.log).toEqual([]);
  });

  it("is opened by the backup once it is due, and by nobody else who could not before", async () => {
    const caseId = await keepCase(house.parts, "1", {
      bodies: [{ entry: "text", via: "telegram", text: WORDS, forwarded: false, correctsEarlier: false }],
    });
    expect(await canOpen("centre", caseId)).toBe(false);
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    expect(JSON.stringify((await read("centre", caseId)).lines)).toContain(WORDS);
    expect(await canOpen("hotline", caseId)).toBe(true);
    expect([await canOpen("secondHotline", caseId), await canOpen("police", caseId)]).toEqual([false, false]);
    expect(house.log).toEqual([{ event: "job.done", job: "escalate", count: 1 }]);
  });

  it("says so itself, attested by the bot, in a chain that verifies to its end", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    const { row, lines } = await read("centre", caseId);
    expect(lines.map(({ seq, ok }) => [seq, ok])).toEqual(lines.map((_, i) => [i + 1, true]));
    const body = { entry: "status", status: "escalated" };
    expect(lines.at(-1)).toEqual({ ok: true, seq: row.headSeq, at: house.clock.now(), by: "bot", body });
    expect(row).toMatchObject({ status: 0, touchedDay: row.day });
  });

  it("is escalated once, however often the clock comes round", async () => {
    const caseId = await keepCase(house.parts, "1");
    for (let run = 0; run < 4; run += 1) {
      house.clock.pass(HIGH_MS);
      await escalate(house.parts);
    }
    expect(await escalations(caseId)).toBe(1);
    expect(await noticesTo(BACKUP_CHAT)).toHaveLength(1);
  });

  it("without a backup is left as it is", async () => {
    const readers = alertReaders(house.parts).filter(({ backup }) => !backup);
    const caseId = await keepCase(house.parts, "1", { readers });
    house.clock.pass(HOUR_MS);
    await escalate(house.parts);
    expect(await escalations(caseId)).toBe(0);
    expect(house.log).toEqual([]);
  });
});

describe("the notice", () => {
  it("goes to the staff of the backup only, and says nothing of the case but its urgency", async () => {
    await keepCase(house.parts, "700100200", { urgency: "immediate" });
    const before = await noticesTo(HOTLINE_CHAT);
    house.clock.pass(2 * MINUTE_MS);
    await escalate(house.parts);
    expect(await noticesTo(HOTLINE_CHAT)).toEqual(before);
    expect(await noticesTo("700100200")).toEqual([]);
    const text = "1 case, immediate, that nobody opened in time is yours now. Open: npm run desk -- list";
    const [notice, ...others] = await noticesTo(BACKUP_CHAT);
    expect(others).toEqual([]);
    expect(notice?.due).toBe(house.clock.now());
    expect(notice?.parcel.out).toEqual([{ out: "notice", text }]);
    expect((await house.parts.store.counts()).outbox).toBe(before.length + 1);
  });

  it("waits for the next full minute when the case is not immediate", async () => {
    await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS + 7_000);
    await escalate(house.parts);
    expect((await noticesTo(BACKUP_CHAT)).map(({ due }) => due)).toEqual([house.clock.now() - 7_000 + MINUTE_MS]);
  });
});

describe("a case that was opened", () => {
  it("in time is never given to the backup", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS - 1);
    await markRead(house.parts, await session("hotline"), (await read("hotline", caseId)).row);
    house.clock.pass(24 * HOUR_MS);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
  });

  it("in the very moment of the escalation is not given to the backup either", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    const hotline = await session("hotline");
    const { row } = await read("hotline", caseId);
    const { store } = house.parts;
    const justBefore = withStore({
      commit: async (writes) => {
        await markRead(house.parts, hotline, row);
        return store.commit(writes);
      },
    });
    await escalate(justBefore);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
    expect(house.log).toEqual([]);
  });
});

describe("the police", () => {
  it("get no case by escalation, even if a grant for them waits in it; the backup gets it", async () => {
    const readers = [...alertReaders(house.parts), readersAs("police", "police")];
    const caseId = await keepCase(house.parts, "1", { readers });
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    await escalate(house.parts);
    expect([await canOpen("centre", caseId), await canOpen("police", caseId)]).toEqual([true, false]);
    expect(await escalations(caseId)).toBe(1);
    expect(faults()).toContainEqual({ event: "fault", at: "job", code: "registry/bad-backup", detail: { cases: 1 } });
  });
});

describe("two processes on one store", () => {
  it("escalate a case once", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    const other = await openSqliteStore(house.mainDb);
    const [row, grants] = [await other.findCase(caseId), await other.grantsOf(caseId)];
    const asSeenBefore = {
      waitingCases: async ({ urgency }: WaitingAt) => (urgency === 1 && row !== null ? [row] : []),
      grantsOf: async () => grants,
    };
    await Promise.all([
      escalate(house.parts),
      escalate({ ...house.parts, store: other }),
      escalate({ ...house.parts, store: { ...other, ...asSeenBefore } }),
    ]);
    await escalate({ ...house.parts, store: { ...other, ...asSeenBefore } });
    await other.close();
    expect(await escalations(caseId)).toBe(1);
    expect(await noticesTo(BACKUP_CHAT)).toHaveLength(1);
    expect(house.log).toEqual([{ event: "job.done", job: "escalate", count: 1 }]);
  });
});

describe("a crash", () => {
  it("before anything was kept leaves nothing half done, and the next run does it, after a restart too", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    await escalate(withoutWrites());
    expect(faults()).toEqual([{ event: "fault", at: "job", code: "store/unavailable", detail: { cases: 1 } }]);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);

    house = await house.restart();
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(true);
    expect([await escalations(caseId), (await noticesTo(BACKUP_CHAT)).length]).toEqual([1, 1]);
  });

  it("cannot come between the parts of it: all is one unit, kept or lost together", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    const { store } = house.parts;
    const item = await store.findCase(caseId);
    if (item === null) throw new Error("the case was not kept");
    await escalate(withStore({ commit: (writes) => store.commit([...writes, { write: "add-case", item }]) }));
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
    expect(house.log).toEqual([]);
  });

  it("after it was kept does not do it again", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    house = await house.restart();
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(true);
    expect([await escalations(caseId), (await noticesTo(BACKUP_CHAT)).length]).toEqual([1, 1]);
  });
});

describe("cases that cannot be escalated", () => {
  it("do not stop the others, however many they are, and are said by code and number", async () => {
    const broken: CaseId[] = [];
    for (let i = 0; i < 101; i += 1) broken.push(await keepCase(house.parts, `${i}`, { urgency: "immediate" }));
    house.parts.keys.cases.destroy(...broken);
    const caseId = await keepCase(house.parts, "her");
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(true);
    expect(house.log).toEqual([
      { event: "fault", at: "job", code: "keys/destroyed", detail: { cases: 101 } },
      { event: "job.done", job: "escalate", count: 1 },
    ]);
  });
});
