import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { gate, PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { AT_COUNTER, MARKED_URGENT, WINDOW } from "../support/shop-words.ts";
import { toAlert, toLive, toMenu } from "./walks.ts";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chatOf = (who: Person) => ({ channel: "telegram", id: String(who.id) }) as const;
const onScreen = () => person.screen.map(({ text, by }) => ({ text, by }));
const ONLY_WINDOW = [{ text: expect.stringMatching(WINDOW), by: "bot" }];

async function hides(): Promise<void> {
  await person.presses(/^Скрыть$/);
  await person.hears(WINDOW);
  await rig.still();
}

describe("hide while the database is away", () => {
  const away = () => Promise.reject(new Error("away"));

  it("is finished when it is back, before anything else is shown", async () => {
    await toLive(person);
    await rig.quiet();
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    expect((await readChat(rig.parts, chatOf(person))).link.cover).toBe(null); // Or the next lines prove nothing.
    rig.heal();
    await person.sends("что я писала?");
    await person.hears(AT_COUNTER);
    await rig.quiet();
    expect(person.screen.filter(({ by }) => by === "bot").every(({ text }) => AT_COUNTER.test(text))).toBe(true);
    const { link, state } = await readChat(rig.parts, chatOf(person));
    expect([link.cover?.is, state?.talk, state?.beneath]).toEqual(["decoy", "counter", null]);
  });

  it("shows nothing but the shop as long as it is away", async () => {
    await toLive(person);
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    await person.sends("что я писала?");
    await person.hears(WINDOW);
    await rig.still();
    expect(person.buttons.map(({ value }) => value.split(".")[1])).not.toContain("hide");
    expect(
      onScreen()
        .filter(({ by }) => by === "bot")
        .every(({ text }) => WINDOW.test(text)),
    ).toBe(true);
  });

  it("does not go on where she was when she comes back", async () => {
    await toLive(person);
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    rig.heal();
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    expect((await readChat(rig.parts, chatOf(person))).state).toMatchObject({
      talk: "shop-door",
      answers: [],
      beneath: null,
    });
  });
});

describe("an urgent word in a hidden chat", () => {
  it("is an urgent order: a covert case, and no number on the screen", async () => {
    await toMenu(person);
    await toAlert(person);
    await hides();
    await person.sends("помогите");
    expect((await person.hears(MARKED_URGENT)).text).not.toMatch(/10[123]|11[12]/);
    expect((await rig.parts.store.counts()).cases).toBe(2);
  });
});

describe("words that are under way when she hides", () => {
  it("do not pop up afterwards, though Telegram asked to wait with them, and not after a restart", async () => {
    await toMenu(person);
    await rig.quiet();
    rig.telegram.faults.failNext({ method: "sendMessage", status: 429, retryAfter: 1, times: 1 });
    await person.presses(/Помощь рядом/);
    await rig.telegram.whenCalled("sendMessage", rig.telegram.callsOf("sendMessage").length + 1);
    await hides();
    await new Promise((resolve) => setTimeout(resolve, 600)); // Longer than the wait, which is a quarter here.
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_WINDOW);
    await rig.restart();
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_WINDOW);
  });

  it("are swept when they arrive in the middle of it", async () => {
    await toMenu(person);
    await rig.quiet();
    const held = rig.telegram.faults.hold("sendMessage");
    await person.presses(/Помощь рядом/);
    await held.reached(1, 3_000);
    await person.presses(/^Скрыть$/);
    await held.reached(2, 3_000);
    held.release();
    await person.hears(WINDOW);
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_WINDOW);
  });

  it("are dropped when their turn ended while hide was thinking", async () => {
    await toMenu(person);
    await rig.quiet();
    const { findTraces } = rig.parts.store;
    const thinking = gate();
    rig.breakStore({ findTraces: (tags) => thinking.passed.then(() => findTraces(tags)) });
    const sends = rig.telegram.callsOf("sendMessage").length;
    const held = rig.telegram.faults.hold("sendMessage");
    const deleted = rig.telegram.callsOf("deleteMessages").length;
    await person.presses(/^Скрыть$/);
    await rig.telegram.whenCalled("deleteMessages", deleted + 1);
    await person.sends("Помощь рядом");
    await held.reached(1, 3_000);
    await person.sends("город Астана"); // Its answer waits behind the one that is held.
    await rig.still();
    thinking.open();
    await held.reached(2, 3_000);
    held.release();
    await rig.quiet();
    expect(rig.telegram.callsOf("sendMessage").length - sends).toBeLessThan(4);
    expect(person.screen.filter(({ by }) => by === "bot").map(({ text }) => text)).toEqual([
      expect.stringMatching(WINDOW),
    ]);
  });
});
