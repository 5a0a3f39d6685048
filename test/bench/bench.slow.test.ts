import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureAlerts } from "./alerts.ts";
import { Belongings } from "./bots/belongings.ts";
import { buildBots } from "./bots/built.ts";
import { pana } from "./bots/pana.ts";
import { yardsticks } from "./bots/yardsticks.ts";
import { measureChannels } from "./channels.ts";
import { closedLoad } from "./drive/loads.ts";
import { measureOpenTalks } from "./growth/open-talks.ts";
import { measureStoredCases } from "./growth/stored-cases.ts";
import { measureTurns } from "./growth/turns.ts";
import { measure } from "./measure/window.ts";
import type { Plan } from "./plan.ts";
import { QUICK_PLAN } from "./plan.ts";
import { type Bench, withBot } from "./rig.ts";

const PERSONS = 6;
const TINY_PLAN: Plan = {
  ...QUICK_PLAN,
  warmUpMs: 200,
  alerts: 3,
  turns: { persons: 3, messages: 20 },
  openTalks: { persons: 20, steps: 3, atOnce: 10 },
  channels: { persons: 4, warmUp: 2, rounds: 1 },
  stored: { real: 6, cases: [0, 60], rounds: 1, loadMs: 500 },
};
const belongings = new Belongings();
const faults: string[] = [];
let persons = 0;
let bench: Bench;

beforeAll(async () => {
  bench = {
    belongings,
    cores: null,
    built: belongings.addFolder(),
    seed: 1,
    nextPersons: () => {
      persons += 1_000;
      return persons;
    },
    tell: () => {},
    complain: (what) => faults.push(what),
  };
  await buildBots(bench.built);
});
afterAll(() => belongings.drop());

describe("the bench", () => {
  it.each([
    "Pana",
    "raw-calls",
    "floor-calls-group-FULL",
    "grammy-conv-mem",
    "grammy-conv-sqlite-FULL",
    "ntba-0.67-mem",
  ])("plays a few persons against %s, every reply right, and sees what it cost", async (name) => {
    const contestant = [pana(bench.built), ...yardsticks(bench.built)].find((one) => one.name === name);
    if (contestant === undefined) throw new Error(`nobody is called ${name}`);
    const window = await withBot(bench, contestant, (rig) =>
      measure(rig, () => closedLoad(rig.driver, contestant.script, PERSONS, { persons: PERSONS })),
    );
    expect(faults).toEqual([]);
    expect(window.recording.finished).toBe(PERSONS);
    expect(window.updates).toBeGreaterThanOrEqual(PERSONS * 13);
    expect(window.cpuMicros).toBeGreaterThan(0);
  });

  it("sees how long an alert takes, and that a talk of many turns costs something at each", async () => {
    expect(await measureAlerts(bench, TINY_PLAN)).toMatchObject({ count: 3, p50: expect.any(Number) });
    const { cpuMicros } = await measureTurns(bench, TINY_PLAN);
    expect(cpuMicros).toHaveLength(20);
    expect(Math.min(...cpuMicros)).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it("weighs open talks and cases, and plays over cases that were made up", async () => {
    const talks = await measureOpenTalks(bench, TINY_PLAN);
    expect(talks.bytesPerTalk).toBeGreaterThan(0);
    const { bytesPerCase, bytesPerIntake, stored } = await measureStoredCases(bench, TINY_PLAN);
    expect(bytesPerCase).toBeGreaterThan(1_024);
    expect(bytesPerIntake).toBeGreaterThan(bytesPerCase);
    expect(stored.map(({ cases }) => cases)).toEqual([0, 60]);
    expect(Math.min(...stored.map(({ cpuMicros }) => cpuMicros))).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it("plays the same intake on Telegram and on WhatsApp, and counts statuses apart from updates", async () => {
    const { telegram, whatsapp, cpuRatio } = await measureChannels(bench, TINY_PLAN);
    expect(faults).toEqual([]);
    expect(telegram.updates).toBeGreaterThanOrEqual(4 * 20);
    expect(whatsapp.updates).toBeGreaterThanOrEqual(4 * 19);
    expect(telegram.statuses).toBe(0);
    expect(whatsapp.statuses).toBeGreaterThanOrEqual(whatsapp.updates * 3);
    expect(cpuRatio).toBeGreaterThan(0);
  });
});
