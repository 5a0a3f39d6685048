import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { AT_COUNTER, saying, WINDOW } from "../support/shop-words.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { shown, toLive, toMenu } from "./walks.ts";

const GIVES_AWAY = /102|112|111|103|полиц|насил|помощ|опасн|кризис|приют|көмек|қауіп|зорлық/i;

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

describe("hide", () => {
  it("deletes the messages of both sides and leaves the first words of a shop", async () => {
    await toLive(person);
    await person.sends("очень страшно");
    await person.hears(/никто не прочитал|не прочитал/);
    await hides();
    expect(onScreen()).toEqual(ONLY_WINDOW);
    expect(person.buttons.map(({ text }) => text)).toEqual([saying("shop.doors.cancel"), saying("shop.doors.urgent")]);
  });

  it("knows the messages after a restart too, though nothing of them is in memory", async () => {
    await toMenu(person);
    const far = rig.person();
    for (let i = 0; i < 120; i += 1) await far.sendsUpdate({ message: { sticker: {} } }); // Her ids are far away by now.
    await rig.quiet();
    await rig.restart();
    await person.sends("стоп");
    await person.hears(WINDOW);
    await rig.still();
    expect(onScreen()).toEqual(ONLY_WINDOW);
  });

  it("deletes more than a hundred messages", async () => {
    await toMenu(person);
    for (let i = 0; i < 60; i += 1) await person.sends(`слово ${i}`);
    await rig.quiet();
    expect(person.screen.length).toBeGreaterThan(110);
    await hides();
    expect(onScreen()).toEqual(ONLY_WINDOW);
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
    expect(onScreen().at(-1)).toEqual(ONLY_WINDOW[0]);
  });

  it("goes on when Telegram fails at the first try to delete", async () => {
    await toMenu(person);
    await rig.quiet();
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 429, retryAfter: 1, times: 2 });
    rig.telegram.faults.failNext({ method: "deleteMessages", status: "cut" });
    await hides();
    expect(onScreen()).toEqual(ONLY_WINDOW);
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
    expect(after.link.cover?.is).toBe("decoy");
    expect(after.link.cases).toEqual(before.link.cases);
    const { hotline } = rig.house.members;
    const [row] = await listCases(rig.parts, hotline, 5);
    const { lines } = await readCase(rig.parts, hotline, row?.caseId ?? fail());
    expect(lines.every(({ ok }) => ok)).toBe(true);
    expect(JSON.stringify(lines)).toContain("ключ у соседки");
  });

  it("pressed twice leaves the same single line", async () => {
    await toMenu(person);
    const screen = person.screen.at(-1);
    await person.pressesOld(screen?.messageId ?? 0, "Скрыть");
    await person.pressesOld(screen?.messageId ?? 0, "Скрыть");
    await person.hears(WINDOW);
    await rig.quiet();
    expect(new Set(person.screen.map(({ text }) => text)).size).toBe(1);
    expect(person.screen[0]?.text).toMatch(WINDOW);
    await person.sends("стоп");
    await person.hears(WINDOW);
    await rig.quiet();
    expect(onScreen()).toEqual(ONLY_WINDOW);
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
    "answers %j as a shop would, and with nothing of her",
    async (words) => {
      await toLive(person);
      await hides();
      await person.sends(words);
      await person.hears(AT_COUNTER);
      await rig.quiet();
      expect(shown(person).map(({ text }) => AT_COUNTER.test(text))).toEqual([true, true]);
      expect(JSON.stringify(shown(person))).not.toMatch(GIVES_AWAY);
    },
  );

  it("does not wake up by a button that somebody kept", async () => {
    await toMenu(person);
    const menu = person.screen.at(-1);
    await hides();
    await person.pressesOld(menu?.messageId ?? 0, "Рассказать, спросить");
    await person.hears(WINDOW);
    await rig.quiet();
    expect(JSON.stringify(shown(person))).not.toMatch(GIVES_AWAY);
  });

  it("stays hidden over a restart", async () => {
    await toMenu(person);
    await hides();
    await rig.restart();
    await person.sends("привет");
    await person.hears(AT_COUNTER);
    await rig.quiet();
    expect(JSON.stringify(shown(person))).not.toMatch(GIVES_AWAY);
  });
});

describe("the first screen", () => {
  const firstScreen = async () => {
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    return shown(person).at(-1);
  };

  it.each(["menu", "live talk", "hide"])("is the same for one who was here before: %s", async (how) => {
    const fresh = await firstScreen();
    expect(fresh?.buttons).toHaveLength(4);
    person = rig.person();
    await (how === "live talk" ? toLive(person) : toMenu(person));
    if (how === "hide") await hides();
    expect(await firstScreen()).toEqual(fresh);
    await rig.restart();
    expect(await firstScreen()).toEqual(fresh);
  });
});

function fail(): never {
  throw new Error("no case");
}
