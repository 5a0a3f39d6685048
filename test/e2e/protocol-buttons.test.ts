import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Fault } from "../../src/domain/faults.ts";
import { openPana, type PanaInProcess } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { WINDOW } from "../support/shop-words.ts";
import { toMenu } from "./walks.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const OLD_BUTTON = /уже не действует/;

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana({ mode: "webhook" });
  person = pana.person();
  pana.telegram.deliverConcurrently(true);
});
afterEach(() => pana.stop());

const texts = () => person.screen.filter(({ by }) => by === "bot").map(({ text }) => text);

/** The button and the message that it stands under. */
function found(pattern: RegExp) {
  const one = person.findsButton(({ text }) => pattern.test(text));
  if (one === null) throw new Error(`no button like ${pattern}`);
  return one;
}

/** Presses the same button so many times in one moment. */
async function pressesTogether(pattern: RegExp, times = 2): Promise<void> {
  const { message, button } = found(pattern);
  pana.telegram.pauseDelivery();
  for (let i = 0; i < times; i += 1) await person.pressesButton(message.messageId, button);
  pana.telegram.resumeDelivery();
  await pana.settled();
}

describe("a button that is not one of the present question", () => {
  it.each([
    "",
    "x",
    "a",
    "a..",
    "a.zzzz.yes",
    "t.zzzz.beats.1",
    "d.teleport.ru",
    "d",
    "a.b.c.d.e.f",
    "❤".repeat(21),
    "{}",
    "__proto__",
    "a.constructor.toString",
    "\u0000",
  ])("is told kindly to be an old one, and the present question comes again: %j", async (data) => {
    await toMenu(person);
    const before = texts().length;
    const { message } = found(/Рассказать/);
    await person.pressesButton(message.messageId, { text: "?", does: "callback", value: data });
    expect((await person.hears(OLD_BUTTON)).text).toContain("Что сделать сейчас?");
    await pana.settled();
    expect(texts()).toHaveLength(before + 1);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
  });

  it("under a message of last week does not answer the question of today", async () => {
    await toMenu(person);
    const { message, button } = found(/Рассказать/);
    pana.clock.pass(WEEK_MS);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await person.pressesButton(message.messageId, button);
    expect((await person.hears(OLD_BUTTON)).text).toContain("Выберите язык");
    await person.presses(/Русский/);
    await person.hears(/Кому нужна помощь/);
  });

  it("at the same place of an earlier talk, after other answers, does not answer either", async () => {
    await person.sends("/start");
    await person.presses(/Русский/);
    await person.hears(/Кому нужна помощь/);
    const { message, button } = found(/^Мне$/);
    await person.sends("/start");
    await person.presses(/Қазақша/);
    await person.hears(/Көмек кімге/);
    await person.pressesButton(message.messageId, button);
    expect((await person.hears(/Көмек кімге/)).text).not.toMatch(/^Көмек кімге/);
  });

  it("of a talk whose memory is gone begins anew, without an error", async () => {
    await toMenu(person);
    const { message, button } = found(/Рассказать/);
    pana.clock.pass(WEEK_MS);
    await person.pressesButton(message.messageId, button);
    await person.hears(/Выберите язык/);
  });

  it("after hide shows the shop and nothing of before", async () => {
    await toMenu(person);
    const { message, button } = found(/Рассказать/);
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await person.pressesButton(message.messageId, button);
    await person.hears(WINDOW);
    await pana.settled();
    expect(texts().every((text) => WINDOW.test(text))).toBe(true);
  });
});

describe("two fast presses", () => {
  it("of one answer are one answer: one next question and no word about old buttons", async () => {
    await toMenu(person);
    const before = texts().length;
    await pressesTogether(/Рассказать/, 3);
    expect(texts()).toHaveLength(before + 1);
    expect(texts().at(-1)).toContain("Вам опасно прямо сейчас?");
    await person.presses(/^Нет$/);
    await person.hears(/Что происходит/);
  });

  it("of a consent open one case", async () => {
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/);
    await pressesTogether(/Да, сообщить/);
    expect(await pana.openedCases()).toBe(1);
    expect(texts().filter((text) => /Где нужна помощь/.test(text))).toHaveLength(1);
  });

  it("of one box leave it ticked", async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    await person.presses(/^Нет$/);
    await person.hears(/Что происходит/);
    const before = texts().length;
    const { message, button } = found(/Бьёт/);
    await pressesTogether(/Бьёт/);
    expect(found(/Бьёт/).button.text).toBe("☑ Бьёт");
    pana.clock.pass(5_000);
    await person.pressesButton(message.messageId, button); // Her screen is slow and still shows an empty box.
    await pana.settled();
    expect(found(/Бьёт/).button.text).toBe("☑ Бьёт");
    expect(texts()).toHaveLength(before);
    await person.presses(/Бьёт/);
    await pana.settled();
    expect(found(/Бьёт/).button.text).toBe("☐ Бьёт");
  });

  it("of two answers to one question: the first counts, the second is told to be old, once", async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    const no = found(/^Нет$/);
    const yes = found(/^Да$/);
    pana.telegram.pauseDelivery();
    await person.pressesButton(no.message.messageId, no.button);
    await person.pressesButton(yes.message.messageId, yes.button);
    await person.pressesButton(yes.message.messageId, yes.button);
    pana.telegram.resumeDelivery();
    await person.hears(OLD_BUTTON);
    await pana.settled();
    expect(texts().filter((text) => OLD_BUTTON.test(text))).toHaveLength(1);
    expect(texts().at(-1)).toContain("Что происходит");
  });

  it("with some seconds between them are two: whoever waits is told where the talk stands", async () => {
    await toMenu(person);
    const { message, button } = found(/Рассказать/);
    await person.pressesButton(message.messageId, button);
    await person.hears(/прямо сейчас/);
    pana.clock.pass(4_000);
    await person.pressesButton(message.messageId, button);
    await person.hears(OLD_BUTTON);
  });

  it("the first of which could not be kept: the second is another try", async () => {
    await toMenu(person);
    const { message, button } = found(/Рассказать/);
    const { commit } = pana.parts.store;
    pana.parts.store.commit = () => Promise.reject(new Fault("store/unavailable"));
    await person.pressesButton(message.messageId, button);
    await person.hears(/не получилось сохранить/);
    pana.parts.store.commit = commit;
    await person.pressesButton(message.messageId, button);
    await person.hears(/прямо сейчас/);
  });
});
