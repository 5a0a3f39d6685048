import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkAudit, readAudit } from "../../src/app/audit.ts";
import { setDuty } from "../../src/app/desk/duty.ts";
import { queueOf } from "../../src/app/desk/queue.ts";
import { openSession } from "../../src/app/desk/sessions.ts";
import { raiseAlert } from "../../src/app/raise-alert.ts";
import { parseAuditRecord } from "../../src/crypto/audit.ts";
import { newSeed, signKeypair } from "../../src/crypto/keypairs.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { CASE_STATUS } from "../../src/storage/rows.ts";
import { openAsMember } from "../app/desk/at-the-desk.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { toAlert, toLive, toMenu } from "./walks.ts";

const OFF_DUTY = /Сейчас на дежурстве никого нет/;

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

/** A member of the hotline signs in; what she says of her duty. */
async function atTheHotline(onDuty: boolean): Promise<void> {
  const key = signKeypair(rig.parts.sodium, newSeed(rig.parts.random)).publicKey;
  const { session } = await openSession(rig.parts, rig.house.members.hotline.id, key);
  if (onDuty) await setDuty(rig.parts, session, true);
}
const queueAt = (who: "hotline" | "centre") => queueOf(rig.parts, rig.house.members[who].organisation);
const actions = async () => (await readAudit(rig.parts, null, 20)).map(({ record }) => parseAuditRecord(record).action);
const said = () => person.screen.map(({ text }) => text).join("\n");

describe("danger now, while nobody is on duty", () => {
  it("is with the other organisation at once, and she is told so, with the numbers", async () => {
    await atTheHotline(false);
    await toMenu(person);
    await toAlert(person);
    expect(said()).toMatch(/Сейчас на дежурстве никого нет: Test Hotline/);
    expect(said()).toMatch(
      /передали и другой организации: Test Centre\. Если опасно, не ждите ответа, звоните 102 или 112/,
    );
    const [row] = await queueAt("centre");
    expect(row).toMatchObject({ urgency: "immediate", status: "unread", escalation: 3, waiting: true });
    expect(await queueAt("hotline")).toHaveLength(1);
  });

  it("can be read by the other organisation, says itself why, and is written down in the same unit", async () => {
    await atTheHotline(false);
    await toMenu(person);
    await toAlert(person);
    const [row] = await rig.parts.store.queueOf(rig.house.members.centre.organisation, 5);
    if (!row) throw new Error("no case");
    const { lines } = await openAsMember(rig.parts, rig.house.members.centre, row.caseId);
    expect(lines.filter((line) => line.ok && line.body.entry === "status")).toMatchObject([
      { body: { status: "escalated" } },
    ]);
    expect((await actions())[0]).toBe("release-backup");
    expect(await checkAudit(rig.parts)).toBeGreaterThan(1);
  });

  it("without another organisation is said to be with nobody", async () => {
    await atTheHotline(false);
    const { organisation: orgId } = rig.house.members.hotline;
    const route = (await rig.parts.store.routes()).find((one) => Buffer.from(one.orgId).equals(Buffer.from(orgId)));
    if (!route) throw new Error("no route");
    await rig.parts.store.commit([{ write: "put-route", route: { ...route, backupOrgId: null } }]);
    await rig.house.house.reload();
    await toMenu(person);
    await toAlert(person);
    expect(said()).toMatch(/никого нет: Test Hotline\. Когда сообщение прочитают, мы не знаем/);
    expect(await queueAt("centre")).toEqual([]);
  });

  it("though the audit cannot be written is with the other organisation all the same", async () => {
    await atTheHotline(false);
    rig.parts.keys.raiseAuditMark({ seq: 99, hash: new Uint8Array(32) });
    await toMenu(person);
    await toAlert(person);
    expect(await queueAt("centre")).toHaveLength(1);
    expect(rig.log).toContainEqual({ event: "fault", at: "audit", code: "audit/broken" });
  });

  it("by a code phrase is with the other organisation at once, and the shop says no more than ever", async () => {
    await atTheHotline(false);
    const chat = { channel: "telegram", id: "700999" } as const;
    expect(
      await raiseAlert(rig.parts, { chat, by: "phrase", locale: null, message: null, updateId: "1", text: "чай" }),
    ).not.toBeNull();
    expect(await queueAt("centre")).toMatchObject([{ covert: true, escalation: 3 }]);
  });
});

describe("danger now, while somebody is there", () => {
  it("stays with the hotline, and nothing is said of duty", async () => {
    await atTheHotline(true);
    await toMenu(person);
    await toAlert(person);
    expect(said()).not.toMatch(OFF_DUTY);
    expect([(await queueAt("hotline")).length, (await queueAt("centre")).length]).toEqual([1, 0]);
  });

  it("stays with a hotline that never used the desk: it works by notices", async () => {
    await toMenu(person);
    await toAlert(person);
    expect(said()).not.toMatch(OFF_DUTY);
    expect(await queueAt("centre")).toEqual([]);
    expect(await actions()).toEqual([]);
  });

  it("goes on when she who was on duty has been away for an hour", async () => {
    await atTheHotline(true);
    rig.house.clock.pass(HOUR_MS);
    await toMenu(person);
    await toAlert(person);
    expect(said()).toMatch(OFF_DUTY);
    expect(await queueAt("centre")).toHaveLength(1);
  });
});

describe("her further words", () => {
  it("make a case that was read wait again, with a deadline of its urgency, until somebody hears them", async () => {
    await toLive(person);
    const [row] = await rig.parts.store.queueOf(rig.house.members.hotline.organisation, 5);
    if (!row) throw new Error("no case");
    const { caseId } = row;
    const touchedDay = rig.parts.keys.time.today();
    await rig.parts.store.commit([
      { write: "set-status", caseId, status: CASE_STATUS.answered, touchedDay },
      { write: "mark-heard", caseId },
    ]);
    expect((await queueAt("hotline"))[0]).toMatchObject({ waiting: false, unheard: 0 });
    rig.house.clock.pass(HOUR_MS);
    await person.sends("ещё одно слово");
    await person.hears(/Продолжить/);
    await rig.quiet();
    const now = rig.house.clock.now();
    expect((await queueAt("hotline"))[0]).toMatchObject({
      waiting: true,
      unheard: 1,
      dueAt: Math.ceil((now + rig.parts.targets.immediate) / 60_000) * 60_000,
    });
  });

  it("count from the first: what she adds while it waits does not put the deadline off", async () => {
    await toLive(person);
    const [before] = await queueAt("hotline");
    rig.house.clock.pass(60_000);
    await person.sends("ещё одно слово");
    await person.hears(/Отправлено/);
    await rig.quiet();
    const [after] = await queueAt("hotline");
    expect(after?.dueAt).toBe(before?.dueAt);
    expect(after?.unheard).toBe((before?.unheard ?? 0) + 1);
  });
});
