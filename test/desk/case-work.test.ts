import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCase } from "../../src/app/case-writer.ts";
import { MOST_CASES } from "../../src/app/desk/openings.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { CASE_STATUS } from "../../src/storage/rows.ts";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, type Staff } from "../support/staff.ts";
import { bearer, DeskWorld, sheWrites } from "./desk-world.ts";

let world: DeskWorld;
let caseId: CaseId;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  caseId = await keepCase(world.parts, "1", { contact: { may: "any-time" } });
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const hex = () => printHex(caseId);
const row = () => findCase(world.parts, caseId);
describe("a case at the desk", () => {
  it("is listed, claimed, opened and marked as read by who claimed it", async () => {
    expect((await operator.queue()).map(({ status, waiting }) => ({ status, waiting }))).toEqual([
      { status: "unread", waiting: true },
    ]);
    await operator.claim(caseId);
    const opened = await operator.open(caseId);
    expect(opened.row).toMatchObject({ status: "read", waiting: false, unheard: 0 });
    expect(bodiesOf(opened.lines).at(-1)).toEqual({ entry: "status", status: "read" });
    const again = await operator.open(caseId);
    expect(again.lines).toEqual(opened.lines);
  });

  it("is opened by staff only when they have claimed it", async () => {
    await expect(operator.open(caseId)).rejects.toThrow("case/not-claimed");
    const other = await world.staff("secondOperator");
    await other.claim(caseId);
    await expect(operator.open(caseId)).rejects.toThrow("case/claimed");
    world.house.clock.pass(11 * MINUTE_MS);
    await expect(operator.open(caseId)).rejects.toThrow("case/not-claimed");
  });

  it("is opened by a supervisor and a reader without a claim: nobody counts it as read or heard", async () => {
    await sheWrites(world, caseId, "ау");
    for (const who of ["hotline", "reader"] as const) {
      const opened = await (await world.staff(who)).open(caseId);
      expect(opened.row).toMatchObject({ status: "unread", unheard: 1 });
      expect(bodiesOf(opened.lines).some((body) => body.entry === "status")).toBe(false);
    }
  });

  it("counts what she writes as unheard until its owner opens it", async () => {
    await operator.claim(caseId);
    await operator.open(caseId);
    await sheWrites(world, caseId, "вы тут?");
    expect((await operator.queue())[0]).toMatchObject({ unheard: 1, waiting: true });
    const opened = await operator.open(caseId);
    expect(opened.row).toMatchObject({ unheard: 0, waiting: false });
    expect(bodiesOf(opened.lines).at(-1)).toMatchObject({ text: "вы тут?" });
  });

  it("is written to the audit each time that it is opened, before a byte is given out", async () => {
    const seq = async () => (await world.parts.store.auditTail())?.seq ?? 0;
    const reader = await world.staff("reader");
    const before = await seq();
    await reader.open(caseId);
    await reader.open(caseId);
    expect(await seq()).toBe(before + 2);
  });

  it("that is closed is read by those of the organisation, and changed by nobody", async () => {
    await operator.claim(caseId);
    await operator.must(({ cases }) => cases.close(hex(), "advised", "разобрались"));
    expect(await operator.queue()).toEqual([]);
    expect((await row()).owner).toBeNull();
    const opened = await (await world.staff("secondOperator")).open(caseId);
    expect(bodiesOf(opened.lines).at(-1)).toEqual({
      entry: "status",
      status: "closed",
      outcome: "advised",
      reason: "разобрались",
    });
    await expect(operator.must(({ cases }) => cases.note(hex(), "поздно"))).rejects.toThrow("case/closed");
    await expect(operator.claim(caseId)).rejects.toThrow("case/closed");
  });
});

describe("sealing.md 8, 56: a member who opens case after case", () => {
  it("is stopped for a while, and goes on with those that she has open", async () => {
    const admin = await world.staff("hotline");
    const now = world.house.clock.now();
    await admin.open(caseId);
    for (let i = 1; i < MOST_CASES; i += 1) world.parts.openings.count(printHex(admin.memberId), `${i}`, now);
    const another = await keepCase(world.parts, "2");
    expect(await admin.port.cases.open(printHex(another))).toEqual({
      refused: "desk/too-many",
      retryAt: now + HOUR_MS,
    });
    expect((await admin.open(caseId)).lines.length).toBeGreaterThan(0);
    world.house.clock.pass(HOUR_MS);
    expect((await admin.open(another)).lines.length).toBeGreaterThan(0);
  });
});

describe("what staff do in a case", () => {
  it("stands in it, signed by them, and moves what the queue shows", async () => {
    await operator.claim(caseId);
    const at = world.house.clock.now() - 90_000;
    await operator.must(({ cases }) => cases.note(hex(), "перезвонить"));
    await operator.must(({ cases }) => cases.setUrgency(hex(), "immediate", "он вернулся"));
    await operator.must(({ cases }) =>
      cases.called102(hex(), { at, place: "ул. Абая", consent: "told-now", words: "да, звоните" }),
    );
    const organisation = printHex(world.house.members.centre.organisation);
    const { opened } = await operator.must(({ cases }) =>
      cases.recordConsent(hex(), { kind: "crisis_centre", organisation, words: "да, в центр" }),
    );
    expect(bodiesOf(opened.lines).slice(-4)).toEqual([
      { entry: "note", text: "перезвонить" },
      { entry: "status", status: "urgency", urgency: "immediate", reason: "он вернулся" },
      { entry: "action", action: "called-102", at, place: "ул. Абая", consent: "told-now", words: "да, звоните" },
      {
        entry: "consent",
        given: [{ recipient: "crisis_centre", organisation, backup: false }],
        unclear: false,
        words: "да, в центр",
      },
    ]);
    expect(opened.row).toMatchObject({ urgency: "immediate", called102At: Math.floor(at / MINUTE_MS) * MINUTE_MS });
    expect(opened.lines.at(-1)).toMatchObject({ author: { kind: "staff", isMe: true, organisation: "Test Hotline" } });
    expect(opened.consents).toContainEqual({ kind: "crisis_centre", organisation, unclear: false });
  });

  it("may also relax: staff have read it, software only raises", async () => {
    await operator.claim(caseId);
    await operator.must(({ cases }) => cases.setUrgency(hex(), "low", "совет дан"));
    expect((await row()).urgency).toBe(3);
  });

  it("is refused without the claim, and a call to 102 that was not today", async () => {
    await expect(operator.must(({ cases }) => cases.note(hex(), "x"))).rejects.toThrow("case/not-claimed");
    await operator.claim(caseId);
    await operator.open(caseId);
    await (await world.staff("hotline")).must(({ queue }) => queue.takeBack(hex()));
    await (await world.staff("secondOperator")).claim(caseId);
    // It still lies open before her.
    await expect(operator.must(({ cases }) => cases.note(hex(), "x"))).rejects.toThrow("case/not-claimed");
    await (await world.staff("secondOperator")).must(({ queue }) => queue.release(hex()));
    await operator.claim(caseId);
    const call = { place: null, consent: "in-case", words: null } as const;
    for (const at of [world.house.clock.now() + HOUR_MS, world.house.clock.now() - 25 * HOUR_MS])
      await expect(operator.must(({ cases }) => cases.called102(hex(), { at, ...call }))).rejects.toThrow(
        "desk/bad-request",
      );
  });

  it("keeps the claim alive; without anything done it is over", async () => {
    await operator.claim(caseId);
    for (let i = 0; i < 3; i += 1) {
      world.house.clock.pass(9 * MINUTE_MS);
      await operator.must(({ cases }) => cases.note(hex(), `${i}`));
    }
    world.house.clock.pass(10 * MINUTE_MS);
    await expect(operator.must(({ cases }) => cases.note(hex(), "поздно"))).rejects.toThrow("case/not-claimed");
  });

  it("marks as spam: keys gone at once, rows erased, nobody banned", async () => {
    await operator.claim(caseId);
    await operator.open(caseId);
    await operator.must(({ cases }) => cases.shredSpam(hex()));
    expect(() => world.parts.keys.cases.of("shred", caseId)).toThrow("keys/destroyed");
    expect(await world.parts.store.findCase(caseId)).toBeNull();
    await expect(operator.open(caseId)).rejects.toThrow("case/not-found");
    const next = await keepCase(world.parts, "1");
    expect((await operator.queue()).map((one) => one.caseId)).toEqual([printHex(next)]);
  });

  it("finds a case whose keys went before its rows as gone, and sweeps the rows", async () => {
    world.parts.keys.cases.destroy(caseId);
    await expect((await world.staff("hotline")).open(caseId)).rejects.toThrow("case/not-found");
    expect(await world.parts.store.findCase(caseId)).toBeNull();
  });
});

describe("a house that is closed and opened again", () => {
  it("in the middle of the work loses nothing: claim, case and session are there", async () => {
    await operator.claim(caseId);
    world = await world.restart();
    expect((await world.ask("/queue", { headers: bearer(operator) })).status).toBe(200);
    operator = await world.staff("operator");
    const opened = await operator.open(caseId);
    expect(opened.row).toMatchObject({ status: "read", owner: { memberId: printHex(operator.memberId) } });
    world = await world.restart();
    operator = await world.staff("operator");
    expect((await operator.must(({ cases }) => cases.reply(hex(), "Мы здесь", null))).went).toBe("waiting");
    world = await world.restart();
    operator = await world.staff("operator");
    const after = await operator.open(caseId);
    expect(after.row.status).toBe("answered");
    expect(after.deliveries).toEqual([{ entryId: expect.any(String), state: "waiting", reason: null }]);
    expect(after.lines.every(({ ok }) => ok)).toBe(true);
    expect((await row()).status).toBe(CASE_STATUS.answered);
  });
});
