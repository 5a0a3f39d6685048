import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepByClock } from "../../src/bot/tick.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { toMenu } from "./walks.ts";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

describe("the clock", () => {
  it("deletes what both sides wrote once it is a day old, and leaves what is younger", async () => {
    await toMenu(person);
    await rig.quiet();
    rig.house.clock.pass(23 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect(person.screen.length).toBeGreaterThan(4);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await rig.quiet();
    rig.house.clock.pass(1 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect(person.screen.map(({ text }) => text)).toEqual(["/start", expect.stringMatching(/Выберите язык/)]);
    rig.house.clock.pass(23 * HOUR_MS);
    await sweepByClock(rig.bot);
    expect(person.screen).toEqual([]);
  });

  it("does so after a restart, and again when the platform could not be reached", async () => {
    await toMenu(person);
    await rig.quiet();
    await rig.restart();
    rig.house.clock.pass(24 * HOUR_MS);
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 502 });
    await sweepByClock(rig.bot);
    expect(person.screen.length).toBeGreaterThan(4);
    await sweepByClock(rig.bot);
    expect(person.screen).toEqual([]);
    expect(await rig.parts.store.tracesDue(rig.house.clock.now(), 10)).toEqual([]);
  });

  it("forgets the messages of somebody who blocked the bot", async () => {
    await toMenu(person);
    await rig.quiet();
    rig.house.clock.pass(24 * HOUR_MS);
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 403 });
    await sweepByClock(rig.bot);
    expect(await rig.parts.store.tracesDue(rig.house.clock.now(), 10)).toEqual([]);
  });
});
