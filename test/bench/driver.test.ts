import { describe, expect, it } from "vitest";
import { Driver } from "./drive/driver.ts";
import { closedLoad, inStep, openLoad } from "./drive/loads.ts";
import type { Recording } from "./drive/recording.ts";
import type { Step } from "./drive/script.ts";
import { openTinyBot, type TinyFault } from "./tiny-bot.ts";

const SCRIPT: readonly Step[] = [
  { label: "words", send: "my words {{token}}", expect: /^heard/ },
  { label: "button", press: "any", expect: /^heard pressed$/ },
  { label: "named button", press: /^on$/, expect: /^heard pressed$/ },
];
const script = () => SCRIPT;

interface Played {
  readonly driver: Driver;
  readonly recording: Recording;
  readonly mostAtOnce: number;
}

async function play(fault: TinyFault, load: (driver: Driver) => Promise<unknown>): Promise<Played> {
  const driver = new Driver(3, { id: -1, urgent: /urgent/ }, 0);
  await driver.api.open();
  const bot = await openTinyBot(driver.api.apiRoot, driver.api.token, fault);
  try {
    driver.connect(bot.door);
    const recording = driver.record();
    await load(driver);
    return { driver, recording, mostAtOnce: bot.mostAtOnce() };
  } finally {
    await driver.close();
    await bot.close();
  }
}

const crowd = (driver: Driver) => closedLoad(driver, script, 4, { persons: 20 });

describe("the driver", () => {
  it("plays every person to the end and posts the next update of a chat only after the last was answered", async () => {
    const { driver, recording, mostAtOnce } = await play("none", crowd);
    expect(driver.faults.examples).toEqual([]);
    expect(recording).toMatchObject({ updates: 60, finished: 20 });
    expect(recording.replies.count).toBe(60);
    expect(mostAtOnce).toBe(1);
  });

  it.each([
    ["answers something else", "other-words", "wrong-reply"],
    ["answers twice", "twice", "one-too-many"],
    ["shows the words of another person", "words-of-another", "cross-talk"],
    ["forgets the buttons", "no-button", "no-button"],
    ["does not take the update", "refuses", "webhook"],
    ["writes into another chat", "wrong-chat", "unknown-chat"],
  ] as const)("notices a bot that %s", async (_what, fault, kind) => {
    const { driver, recording } = await play(fault, crowd);
    expect(driver.faults.count).toBeGreaterThan(0);
    expect(driver.faults.examples.join("\n")).toContain(kind);
    if (fault !== "twice" && fault !== "wrong-chat") expect(recording.finished).toBe(0);
  });

  it("lets everybody take a step before anybody takes the next", async () => {
    const { driver, recording } = await play("none", async (one) => {
      const players = Array.from({ length: 5 }, () => one.person(script));
      await inStep(one, players);
      expect(players.map(({ at }) => at)).toEqual([1, 1, 1, 1, 1]);
    });
    expect([driver.faults.count, recording.updates]).toEqual([0, 5]);
  });

  it("lets persons come whatever the bot does, and all come to an end", async () => {
    const { driver, recording } = await play("none", (one) =>
      openLoad(one, script, { updatesPerSecond: 300, ms: 300, seed: 5 }),
    );
    expect(driver.faults.count).toBe(0);
    expect(recording.finished).toBeGreaterThan(5);
    expect(recording.updates).toBe(recording.finished * SCRIPT.length);
  });
});
