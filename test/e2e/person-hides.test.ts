import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { listCases, readCase } from "../../src/app/desk/read-case.ts";
import { beginSession } from "../../src/app/desk/session.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { gate, PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { shown, toAlert, toLive, toMenu } from "./walks.ts";

const NEUTRAL = /^(Здравствуйте! Чтобы начать, отправьте \/start|Сәлеметсіз бе! [\s\S]*отправьте \/start)$/;

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chatOf = (who: Person) => ({ channel: "telegram", id: String(who.id) }) as const;
const onScreen = () => person.screen.map(({ text, by }) => ({ text, by }));
const ONLY_NEUTRAL = [{ text: expect.stringMatching(NEUTRAL), by: "bot" }];

async function hides(): Promise<void> {
  await person.presses(/Скрыть/);
  await person.hears(NEUTRAL);
  await rig.still();
}

describe("hide", () => {
  it("deletes the messages of both sides and leaves one line without buttons", async () => {
    await toLive(person);
    await person.sends("очень страшно");
    await person.hears(/никто не прочитал|не прочитал/);
    await hides();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
    expect(person.buttons).toEqual([]);
  });

  it("knows the messages after a restart too, though nothing of them is in memory", async () => {
    await toMenu(person);
    const far = rig.person();
    for (let i = 0; i < 120; i += 1) await far.sendsUpdate({ message: { sticker: {} } }); // Her ids are far away by now.
    await rig.quiet();
    await rig.restart();
    await person.sends("стоп");
    await person.hears(NEUTRAL);
    await rig.still();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
  });

  it("deletes more than a hundred messages", async () => {
    await toMenu(person);
    for (let i = 0; i < 60; i += 1) await person.sends(`слово ${i}`);
    await rig.quiet();
    expect(person.screen.length).toBeGreaterThan(110);
    await hides();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
  });

  it("leaves what Telegram no longer lets go, and deletes the rest all the same", async () => {
    await toMenu(person);
    await rig.quiet();
    const old = person.screen.length;
    rig.house.clock.pass(40 * HOUR_MS);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await rig.quiet();
    rig.house.clock.pass(10 * HOUR_MS);
    await hides();
    expect(person.screen).toHaveLength(old + 1);
    expect(onScreen().at(-1)).toEqual(ONLY_NEUTRAL[0]);
  });

  it("goes on when Telegram fails at the first try to delete", async () => {
    await toMenu(person);
    await rig.quiet();
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 429, retryAfter: 1, times: 2 });
    rig.telegram.faults.failNext({ method: "deleteMessages", status: "cut" });
    await hides();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
  });

  it("ends the talk and keeps the case, which staff opens as before, and the tie to it", async () => {
    await toLive(person);
    await person.sends("ключ у соседки");
    await person.hears(/не прочитал/);
    const before = await readChat(rig.parts, chatOf(person));
    await hides();
    const after = await readChat(rig.parts, chatOf(person));
    expect(after.state).toBeNull();
    expect(after.stateSeen).toBeNull();
    expect(after.link.decoy).toBe(true);
    expect(after.link.cases).toEqual(before.link.cases);
    const session = await beginSession(rig.parts, rig.house.members.hotline);
    const [row] = await listCases(rig.parts, session, 5);
    const { lines } = await readCase(rig.parts, session, row?.caseId ?? fail());
    expect(lines.every(({ ok }) => ok)).toBe(true);
    expect(JSON.stringify(lines)).toContain("ключ у соседки");
  });

  it("pressed twice leaves the same single line", async () => {
    await toMenu(person);
    const screen = person.screen.at(-1);
    await person.pressesOld(screen?.messageId ?? 0, "Скрыть");
    await person.pressesOld(screen?.messageId ?? 0, "Скрыть");
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(new Set(person.screen.map(({ text }) => text)).size).toBe(1);
    expect(person.screen[0]?.text).toMatch(NEUTRAL);
    await person.sends("стоп");
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
  });

  it("of one chat leaves other chats alone", async () => {
    const other = rig.person();
    await toMenu(other);
    await toMenu(person);
    const before = other.screen.length;
    await hides();
    expect(other.screen).toHaveLength(before);
    await other.presses(/Помощь рядом/);
    await other.hears(/В какой вы области/);
  });
});

describe("a hidden chat", () => {
  it.each(["привет", "что я писала?", "меню", "мои сообщения", "Рассказать, спросить", "1"])(
    "answers %j with the neutral line only",
    async (words) => {
      await toLive(person);
      await hides();
      await person.sends(words);
      await person.hears(NEUTRAL);
      await rig.quiet();
      expect(shown(person).map(({ text, buttons }) => [NEUTRAL.test(text), buttons])).toEqual([
        [true, []],
        [true, []],
      ]);
    },
  );

  it("does not wake up by a button that somebody kept", async () => {
    await toMenu(person);
    const menu = person.screen.at(-1);
    await hides();
    await person.pressesOld(menu?.messageId ?? 0, "Рассказать, спросить");
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(person.buttons).toEqual([]);
  });

  it("stays hidden over a restart", async () => {
    await toMenu(person);
    await hides();
    await rig.restart();
    await person.sends("привет");
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(person.buttons).toEqual([]);
  });
});

describe("hide while the database is away", () => {
  const away = () => Promise.reject(new Error("away"));

  it("is finished when it is back, before anything else is shown", async () => {
    await toLive(person);
    await rig.quiet();
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    expect((await readChat(rig.parts, chatOf(person))).link.decoy).toBe(false); // Or the next lines prove nothing.
    rig.heal();
    await person.sends("что я писала?");
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(person.screen.filter(({ by }) => by === "bot").every(({ text }) => NEUTRAL.test(text))).toBe(true);
    const { link, state } = await readChat(rig.parts, chatOf(person));
    expect([link.decoy, state]).toEqual([true, null]);
  });

  it("shows nothing but the neutral line as long as it is away", async () => {
    await toLive(person);
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    await person.sends("что я писала?");
    await person.hears(NEUTRAL);
    await rig.still();
    expect(person.buttons).toEqual([]);
    expect(
      onScreen()
        .filter(({ by }) => by === "bot")
        .every(({ text }) => NEUTRAL.test(text)),
    ).toBe(true);
  });

  it("does not go on where she was when she comes back", async () => {
    await toLive(person);
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await hides();
    rig.heal();
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    expect((await readChat(rig.parts, chatOf(person))).state).toMatchObject({ talk: "first-contact", answers: [] });
  });
});

describe("an urgent word in a hidden chat", () => {
  it("still brings the numbers", async () => {
    await toMenu(person);
    await toAlert(person);
    await hides();
    await person.sends("помогите");
    await person.hears(/📞 102[\s\S]*📞 112/);
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
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
    await rig.restart();
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
  });

  it("are swept when they arrive in the middle of it", async () => {
    await toMenu(person);
    await rig.quiet();
    const held = rig.telegram.faults.hold("sendMessage");
    await person.presses(/Помощь рядом/);
    await held.reached(1, 3_000);
    await person.presses(/Скрыть/);
    await held.reached(2, 3_000);
    held.release();
    await person.hears(NEUTRAL);
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_NEUTRAL);
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
    await person.presses(/Скрыть/);
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
      expect.stringMatching(NEUTRAL),
    ]);
  });
});

function fail(): never {
  throw new Error("no case");
}
