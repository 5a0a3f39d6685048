import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { botActor, checkAudit, readAudit } from "../../src/app/audit.ts";
import { findCase } from "../../src/app/case-writer.ts";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { isWaiting } from "../../src/app/desk/queue.ts";
import { escalate } from "../../src/app/escalate.ts";
import { routeWrite } from "../../src/app/founding.ts";
import { tie } from "../../src/app/link-ties.ts";
import { noteCover } from "../../src/app/note-cover.ts";
import { unpack } from "../../src/app/parcels.ts";
import type { Parts } from "../../src/app/parts.ts";
import { alertReaders, type Reader } from "../../src/app/readers.ts";
import { parseAuditRecord } from "../../src/crypto/audit.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type CaseId, printHex, sameBytes } from "../../src/domain/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import type { MainStore, WaitingAt } from "../../src/storage/main-store.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import { Staff } from "../support/staff.ts";
import { claimAndRead } from "../support/staff-work.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { openAsMember } from "./desk/at-the-desk.ts";
import { keepCase } from "./make-cases.ts";

const HIGH_MS = 15 * MINUTE_MS;
/** When the backup is given what is high: after five times its target. */
const LAST_MS = 5 * HIGH_MS;
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

/** Past the desk: whether it can be opened is what counts here, not who wrote it down. */
const read = (who: keyof TestHouse["members"], caseId: CaseId) => openAsMember(house.parts, house.members[who], caseId);

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
  it("stays with the first organisation, of which nobody is called before it is due", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS - 1);
    await escalate(house.parts);
    expect(await canOpen("hotline", caseId)).toBe(true);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
    expect(house.log).toEqual([]);
  });

  it("is opened by the backup in the end, and by nobody else who could not before", async () => {
    const caseId = await keepCase(house.parts, "1", {
      bodies: [{ entry: "text", via: "telegram", text: WORDS, forwarded: false, correctsEarlier: false }],
    });
    house.clock.pass(LAST_MS - 1);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(false);
    house.clock.pass(1);
    await escalate(house.parts);
    expect(JSON.stringify((await read("centre", caseId)).lines)).toContain(WORDS);
    expect(await canOpen("hotline", caseId)).toBe(true);
    expect([await canOpen("secondHotline", caseId), await canOpen("police", caseId)]).toEqual([false, false]);
    expect(house.log).toEqual([
      { event: "job.done", job: "escalate", count: 2 },
      { event: "job.done", job: "escalate", count: 1 },
    ]);
  });

  it("says so itself, attested by the bot, in a chain that verifies to its end", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    const { lines } = await read("centre", caseId);
    const row = await findCase(house.parts, caseId);
    expect(lines.map(({ seq, ok }) => [seq, ok])).toEqual(lines.map((_, i) => [i + 1, true]));
    const body = { entry: "status", status: "escalated" };
    expect(lines.at(-1)).toMatchObject({ ok: true, seq: row.headSeq, at: house.clock.now(), by: "bot", body });
    expect(row).toMatchObject({ status: 0, touchedDay: row.day, escalation: 3 });
  });

  it("is escalated once, however often the clock comes round", async () => {
    const caseId = await keepCase(house.parts, "1");
    for (let run = 0; run < 14; run += 1) {
      house.clock.pass(HIGH_MS / 2);
      await escalate(house.parts);
    }
    expect(await escalations(caseId)).toBe(1);
    expect(await noticesTo(BACKUP_CHAT)).toHaveLength(1);
    expect(await noticesTo(HOTLINE_CHAT)).toHaveLength(3);
  });

  it("without a backup is told to its own organisation, and never said to be with anybody else", async () => {
    const readers = alertReaders(house.parts).filter(({ backup }) => !backup);
    const caseId = await keepCase(house.parts, "1", { readers });
    house.clock.pass(LAST_MS);
    for (let run = 0; run < 3; run += 1) await escalate(house.parts);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(HOTLINE_CHAT)).toHaveLength(3);
    expect((await house.parts.store.findCase(caseId))?.escalation).toBe(2);
    expect(house.log).toEqual([{ event: "job.done", job: "escalate", count: 2 }]);
  });
});

describe("a practice", () => {
  const bodies = [{ entry: "alert", by: "personal-phrase", via: "telegram", text: "чай", practice: true } as const];

  it.each(["low", "immediate"] as const)(
    "calls nobody, when it comes or later, however urgent: %s",
    async (urgency) => {
      await Staff.over(house.parts, house.members.hotline); // From now on nobody is on duty.
      const caseId = await keepCase(house.parts, "1", { covert: true, practice: true, urgency, bodies });
      expect(await house.parts.store.findCase(caseId)).toMatchObject({ practice: true, escalation: 0 });
      house.clock.pass(DAY_MS);
      await escalate(house.parts);
      expect(await noticesTo(HOTLINE_CHAT)).toEqual([]);
      expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
      expect(await canOpen("centre", caseId)).toBe(false);
      expect(house.log).toEqual([]);
    },
  );
});

describe("the sign that he reads along", () => {
  it("makes no case wait, calls nobody and is no message of hers", async () => {
    const caseId = await keepCase(house.parts, "1", { covert: true, urgency: "high" });
    await claimAndRead(house.parts, house.members.hotline, caseId);
    const chat = { channel: "telegram", id: "1" } as const;
    const record = await readChat(house.parts, chat);
    await house.parts.store.commit([linkWrite(house.parts, record, tie(record.link, caseId, 1))]);
    const before = await noticesTo(HOTLINE_CHAT);
    await noteCover(house.parts, chat, "duress");
    const row = await findCase(house.parts, caseId);
    expect(row).toMatchObject({ unheard: 0, escalation: 0 });
    expect(isWaiting(row)).toBe(false);
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    expect(await noticesTo(HOTLINE_CHAT)).toEqual(before);
    const { lines } = await read("hotline", caseId);
    expect(lines.at(-1)).toMatchObject({ ok: true, body: { entry: "cover", now: "duress" } });
  });
});

describe("the chain of calls", () => {
  const textsTo = async (chat: string) =>
    (await noticesTo(chat)).flatMap(({ parcel }) =>
      parcel.out.map((out) => (out.out === "notice" ? out.text : out.out)),
    );

  it("of what is immediate is members after two minutes, supervisors after five, the backup after ten", async () => {
    const caseId = await keepCase(house.parts, "700100200", { urgency: "immediate" });
    const seen: unknown[] = [];
    for (let second = 0; second <= 10 * 60; second += 10) {
      await escalate(house.parts);
      const { escalation } = (await house.parts.store.findCase(caseId)) ?? { escalation: -1 };
      if (seen.at(-1) !== escalation) seen.push(second / 60, escalation);
      house.clock.pass(10_000);
    }
    expect(seen).toEqual([0, 0, 2, 1, 5, 2, 10, 3]);
  });

  it("says who is meant and how urgent it is, and nothing else, to nobody but staff", async () => {
    await keepCase(house.parts, "700100200", { urgency: "immediate" });
    house.clock.pass(10 * MINUTE_MS);
    await escalate(house.parts);
    expect((await textsTo(HOTLINE_CHAT)).sort()).toEqual([
      "1 case, immediate, waits longer than it should. Whoever is on duty: open the desk.",
      "1 new case, immediate, 2 minutes left. Open the desk.",
      "For supervisors: 1 case, immediate, still waits, and nobody has come. Open the desk.",
    ]);
    expect(await textsTo(BACKUP_CHAT)).toEqual([
      "1 case, immediate, that nobody opened in time is yours now. Open the desk.",
    ]);
    expect((await house.parts.store.counts()).outbox).toBe(4);
    expect((await noticesTo(BACKUP_CHAT)).map(({ due }) => due)).toEqual([house.clock.now()]);
  });

  it("waits with its notices for the next full minute when the case is not immediate", async () => {
    await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS + 7_000);
    await escalate(house.parts);
    expect((await noticesTo(BACKUP_CHAT)).map(({ due }) => due)).toEqual([house.clock.now() - 7_000 + MINUTE_MS]);
  });

  it("goes on after a restart where it was, and makes up for what was missed, each step once", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    house = await house.restart();
    house.clock.pass(30 * HOUR_MS); // Off for long, or a clock that leapt.
    for (let run = 0; run < 3; run += 1) await escalate(house.parts);
    expect(await noticesTo(HOTLINE_CHAT)).toHaveLength(3);
    expect(await noticesTo(BACKUP_CHAT)).toHaveLength(1);
    expect(await escalations(caseId)).toBe(1);
    house.clock.pass(-29 * HOUR_MS);
    await escalate(house.parts);
    expect(await noticesTo(HOTLINE_CHAT)).toHaveLength(3);
  });

  it("is written down, step by step, by the bot", async () => {
    await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    const records = (await readAudit(house.parts, null, 10)).map(({ record }) => parseAuditRecord(record));
    expect(records.map(({ action }) => action)).toEqual(["release-backup", "escalate", "escalate"]);
    expect(new Set(records.map(({ subject }) => printHex(subject))).size).toBe(1);
    expect(records.every(({ actor }) => sameBytes(actor, botActor(house.parts)))).toBe(true);
  });

  it("is not stopped by an audit that went back: she comes first", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.parts.keys.raiseAuditMark({ seq: 7, hash: new Uint8Array(32) });
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(true);
    expect(faults()).toContainEqual({ event: "fault", at: "audit", code: "audit/broken" });
  });
});

describe("new words in a case that was read", () => {
  it("are called for from the beginning, until somebody hears them", async () => {
    const caseId = await keepCase(house.parts, "1");
    await claimAndRead(house.parts, house.members.hotline, caseId);
    const hear = async () => {
      const due = (house.clock.now() + HIGH_MS) as UnixMs;
      expect(await house.parts.store.commit([{ write: "hear-person", caseId, due }])).toBe("done");
    };
    const stage = async () => (await house.parts.store.findCase(caseId))?.escalation;
    house.clock.pass(LAST_MS);
    await hear();
    await escalate(house.parts);
    expect(await stage()).toBe(0);
    house.clock.pass(HIGH_MS);
    await escalate(house.parts);
    expect(await stage()).toBe(1);
    await house.parts.store.commit([{ write: "mark-heard", caseId }]);
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    expect([await stage(), await canOpen("centre", caseId)]).toEqual([0, false]);
    await hear();
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    expect([await stage(), await canOpen("centre", caseId)]).toEqual([3, true]);
  });
});

describe("a case that was opened", () => {
  it("in time is never given to the backup", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(HIGH_MS - 1);
    await claimAndRead(house.parts, house.members.hotline, caseId);
    house.clock.pass(24 * HOUR_MS);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await escalations(caseId)).toBe(0);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
  });

  it("in the very moment of the escalation is not given to the backup either", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS - 1);
    await escalate(house.parts);
    house.clock.pass(1);
    const called = [...house.log];
    const { store } = house.parts;
    let opened: Promise<void> | null = null;
    const justBefore = withStore({
      commit: async (writes) => {
        opened ??= claimAndRead(house.parts, house.members.hotline, caseId);
        await opened;
        return store.commit(writes);
      },
    });
    await escalate(justBefore);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(false);
    expect(await noticesTo(BACKUP_CHAT)).toEqual([]);
    expect(house.log).toEqual(called);
  });
});

describe("the police", () => {
  it("get no case by escalation, even if a grant for them waits in it; the backup gets it", async () => {
    const readers = [...alertReaders(house.parts), readersAs("police", "police")];
    const caseId = await keepCase(house.parts, "1", { readers });
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    await escalate(house.parts);
    expect([await canOpen("centre", caseId), await canOpen("police", caseId)]).toEqual([true, false]);
    expect(await escalations(caseId)).toBe(1);
    expect(faults()).toContainEqual({ event: "fault", at: "job", code: "registry/bad-backup", detail: { cases: 1 } });
  });
});

describe("two processes on one store", () => {
  it("take each step once", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS);
    const other = await openSqliteStore(house.mainDb);
    const [row, grants] = [await other.findCase(caseId), await other.grantsOf(caseId)];
    const asSeenBefore = {
      waitingCases: async ({ urgency, stage }: WaitingAt) =>
        urgency === 1 && stage === 0 && row !== null ? [row] : [],
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
    expect(await noticesTo(HOTLINE_CHAT)).toHaveLength(3);
    const done = house.log.map((one) => (one.event === "job.done" ? one.count : one.event));
    expect(done.reduce<number>((sum, one) => sum + Number(one), 0)).toBe(3);
    expect(await checkAudit(house.parts)).toBe(3);
  });
});

describe("a crash", () => {
  it("before anything was kept leaves nothing half done, and the next run does it, after a restart too", async () => {
    const caseId = await keepCase(house.parts, "1");
    house.clock.pass(LAST_MS);
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
    house.clock.pass(LAST_MS);
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
    house.clock.pass(LAST_MS);
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
    house.clock.pass(LAST_MS);
    await escalate(house.parts);
    expect(await canOpen("centre", caseId)).toBe(true);
    expect(house.log).toEqual([
      { event: "fault", at: "job", code: "keys/destroyed", detail: { cases: 101 } },
      { event: "job.done", job: "escalate", count: 3 },
    ]);
  });
});
