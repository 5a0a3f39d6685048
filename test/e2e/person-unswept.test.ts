import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { sweepByClock } from "../../src/bot/tick.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { WINDOW } from "../support/shop-words.ts";
import { toMenu } from "./walks.ts";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const unswept = async () => (await readChat(rig.parts, { channel: "telegram", id: String(person.id) })).link.unswept;
const stays = () => person.screen.filter(({ text }) => !WINDOW.test(text)).length;

async function toMenuAndRest(): Promise<number> {
  await toMenu(person);
  await rig.quiet();
  return person.screen.length;
}

async function hides(): Promise<void> {
  await person.presses(/^Скрыть$/);
  await person.hears(WINDOW);
  await rig.quiet();
}

describe("what can no longer be deleted", () => {
  it.each(["refuses", "passes over"])("is counted in a hidden chat when Telegram %s it", async (how) => {
    rig.telegram.account.passesOverOld = how === "passes over";
    const old = await toMenuAndRest();
    rig.house.clock.pass(49 * HOUR_MS);
    await toMenuAndRest();
    await hides();
    expect([stays(), await unswept()]).toEqual([old, old]);
    await hides();
    expect([stays(), await unswept()]).toEqual([old, old]);
  });

  it("is counted once when she hides at a button that is too old itself", async () => {
    const old = await toMenuAndRest();
    rig.house.clock.pass(49 * HOUR_MS);
    await hides();
    expect([stays(), await unswept()]).toEqual([old, old]);
  });

  it.each(["refuses", "passes over"])("is counted by the clock when Telegram %s it", async (how) => {
    rig.telegram.account.passesOverOld = how === "passes over";
    const old = await toMenuAndRest();
    rig.house.clock.pass(47 * HOUR_MS);
    await toMenuAndRest();
    rig.house.clock.pass(2 * HOUR_MS);
    await sweepByClock(rig.bot);
    rig.house.clock.pass(22 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect([stays(), await unswept()]).toEqual([old, old]);
    expect(await rig.parts.store.tracesDue(rig.house.clock.now(), 10)).toEqual([]);
  });

  it("is everything where she blocked the bot", async () => {
    const all = await toMenuAndRest();
    rig.house.clock.pass(25 * HOUR_MS);
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 403 });
    await sweepByClock(rig.bot);
    expect([stays(), await unswept()]).toEqual([all, all]);
  });

  it("is told to her once, when she asks what can be deleted", async () => {
    const old = await toMenuAndRest();
    rig.house.clock.pass(49 * HOUR_MS);
    await hides();
    rig.house.clock.pass(25 * HOUR_MS);
    await toMenu(person);
    await person.presses(/Удалить, остановить/);
    expect((await person.hears(/не получилось убрать/)).text).toContain(`${old} `);
    expect(await unswept()).toBe(0);
    await person.presses(/Как скрыть чат/);
    await person.hears(/последних двух суток/);
    await rig.quiet();
    expect(person.screen.filter(({ text }) => /не получилось убрать/.test(text))).toHaveLength(1);
  });
});

describe("what Telegram refuses", () => {
  it("in one piece is deleted one by one, and nothing of it is counted", async () => {
    await toMenuAndRest();
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 400, times: 2 });
    await hides();
    expect([stays(), await unswept()]).toEqual([0, 0]);
  });

  it("of single messages is counted, by hide and by the clock", async () => {
    await toMenuAndRest();
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 400 });
    rig.telegram.faults.failNext({ method: "deleteMessage", status: 400, times: 3 });
    rig.house.clock.pass(24 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect([stays(), await unswept()]).toEqual([3, 3]);
    await toMenuAndRest();
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 400, times: 2 });
    rig.telegram.faults.failNext({ method: "deleteMessage", status: 400, times: 2 });
    await hides();
    expect(await unswept()).toBe(stays());
  });

  it("is not counted when it is gone already", async () => {
    await toMenuAndRest();
    for (const { messageId } of person.screen.slice(0, 2)) person.room.remove(messageId);
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 400, times: 2 });
    await hides();
    expect([stays(), await unswept()]).toEqual([0, 0]);
  });
});

describe("two processes that sweep one chat", () => {
  it("count what stayed once, and leave what is younger", async () => {
    const old = await toMenuAndRest();
    rig.house.clock.pass(8 * HOUR_MS);
    await toMenuAndRest();
    rig.house.clock.pass(17 * HOUR_MS);
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 403, times: 2 });
    await Promise.all([sweepByClock(rig.bot), sweepByClock(rig.bot)]);
    expect(rig.telegram.callsOf("deleteMessages").filter(({ status }) => status === 403)).toHaveLength(2);
    expect(await unswept()).toBe(old);
    const all = stays();
    rig.house.clock.pass(8 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect([stays(), all > old]).toEqual([old, true]);
  });
});
