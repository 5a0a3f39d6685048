import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { RETURN_WORD, saying, WINDOW } from "../support/shop-words.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { toLive, toMenu } from "./walks.ts";

const PHRASE = "соседка просила вернуть синюю кастрюлю";
const MISTYPED = "саседка прасила вирнуть синюю кострюлю";
const DURESS = "куплю жёлтые пуговицы для пальто";
const PIN = "48291730";
const ADDRESS = "Сарыарка 17, подъезд 3";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chatOf = (who: Person) => ({ channel: "telegram", id: String(who.id) }) as const;
const record = (who: Person = person) => readChat(rig.parts, chatOf(who));

async function bodies(): Promise<readonly EntryBody[]> {
  const { hotline } = rig.house.members;
  const rows = await listCases(rig.parts, hotline, 50);
  const read = await Promise.all(rows.map((row) => readCase(rig.parts, hotline, row.caseId)));
  return read.flatMap(({ lines }) => lines.flatMap((line) => (line.ok ? [line.body] : [])));
}

async function toCodes(who: Person = person): Promise<void> {
  await toMenu(who);
  await who.presses(/Моё кодовое слово/);
  await who.hears(/Это не звонок 102/);
}

/** Presses, and waits for what comes then. */
async function goes(button: RegExp, next: RegExp, who: Person = person): Promise<void> {
  await who.presses(button);
  await who.hears(next);
}

async function types(question: RegExp, words: string, who: Person = person): Promise<void> {
  await who.hears(question);
  await who.sends(words);
}

async function setsPhrase(phrase = PHRASE, who: Person = person): Promise<void> {
  await who.presses(/Придумать фразу/);
  await types(/Напишите свою фразу/, phrase, who);
  await types(/ещё раз, по памяти/, phrase, who);
  await who.hears(/Понятно, что говорит магазин/);
  await who.presses(/Понятно, сохранить/);
  await who.hears(/Фраза сохранена/);
}

/** Puts the phrase to the test: what the chat is in her link afterwards. */
async function coverAfter(words: string, who: Person = person): Promise<string | undefined> {
  await who.sends(words);
  await who.hears(/./);
  await rig.quiet();
  return (await record(who)).link.cover?.is;
}

describe("a phrase of her own", () => {
  it("is kept after she typed it twice and saw what the shop's sentences mean, and is heard from then on", async () => {
    await toCodes();
    await person.presses(/Придумать фразу/);
    await types(/Напишите свою фразу/, PHRASE);
    await types(/ещё раз, по памяти/, MISTYPED);
    const { text } = await person.hears(/Понятно, что говорит магазин/);
    for (const key of ["accepted", "seen", "not-in-stock", "doors.urgent", "doors.cancel"] as const)
      expect(text).toContain(saying(`shop.${key}`));
    expect((await record()).link.personalPhrase).toBeNull();
    await person.presses(/Понятно, сохранить/);
    await person.hears(/Фраза сохранена/);
    expect((await record()).link.personalPhrase).toBe(PHRASE);
    await goes(/Позже/, /Что сделать/);
    expect(await bodies()).toEqual([]);
    expect(await coverAfter(MISTYPED)).toBe("order");
    expect((await bodies()).flatMap((body) => (body.entry === "alert" ? [body.by] : []))).toEqual(["personal-phrase"]);
  });

  it("leaves the screen as soon as she has typed it", async () => {
    await toCodes();
    await person.presses(/Придумать фразу/);
    await types(/Напишите свою фразу/, PHRASE);
    await person.hears(/ещё раз, по памяти/);
    await rig.quiet();
    expect(person.screen.filter(({ text }) => text === PHRASE)).toEqual([]);
    await person.sends(PHRASE);
    await person.hears(/Понятно, что говорит магазин/);
    await rig.quiet();
    expect(person.screen.filter(({ text }) => text === PHRASE)).toEqual([]);
  });

  it("is not kept when she does not remember it, when she leaves, or when she says no at the end", async () => {
    await toCodes();
    await person.presses(/Придумать фразу/);
    await types(/Напишите свою фразу/, PHRASE);
    for (let misses = 0; misses < 3; misses += 1) await types(/ещё раз, по памяти/, "совсем другие слова");
    await person.hears(/трудно запомнить/);
    await person.sends(PHRASE);
    await person.hears(/ещё раз, по памяти/);
    await person.presses(/Пропустить/);
    await person.hears(/Что сделать/);
    await person.presses(/Придумать фразу/);
    await types(/Напишите свою фразу/, PHRASE);
    await types(/ещё раз, по памяти/, PHRASE);
    await person.presses(/Не сохранять/);
    await person.hears(/не сохранена/);
    expect((await record()).link.personalPhrase).toBeNull();
    expect(await coverAfter(PHRASE)).toBeUndefined();
  });

  it.each([
    [/слишком коротко/, "синий чайник"],
    [/слов, которые что-то называют, здесь мало/i, "а когда это у вас будет и где"],
    [/есть в самом чате/, "есть ли синие нитки для джинсовой куртки"],
    [/каждый день/, "картошку, лук и морковку возьми"],
    [/вам плохо или страшно/, "муж избивает меня каждую ночь"],
  ])("is refused calmly, with the reason, and asked for again: %s", async (reason, words) => {
    await toCodes();
    await person.presses(/Придумать фразу/);
    await types(/Напишите свою фразу/, words);
    const { text } = await person.hears(reason);
    expect(text).toMatch(/Напишите свою фразу/);
    expect((await record()).link.personalPhrase).toBeNull();
    expect((await record()).state?.answers.filter(({ kind }) => kind === "text")).toEqual([]);
    await person.presses(/Пропустить/);
    await person.hears(/Что сделать/);
  });

  it("of one chat means nothing in another, and two chats may have the same", async () => {
    const other = rig.person();
    await toCodes();
    await setsPhrase();
    await toMenu(other);
    expect(await coverAfter(PHRASE, other)).toBeUndefined();
    await toCodes(other);
    await setsPhrase(PHRASE, other);
    expect(await coverAfter(PHRASE, other)).toBe("order");
    expect((await record()).link.cover).toBeNull();
    expect(await coverAfter(PHRASE)).toBe("order");
    expect((await bodies()).filter(({ entry }) => entry === "alert")).toHaveLength(2);
  });
});

describe("practice", () => {
  async function practises(): Promise<void> {
    await toCodes();
    await setsPhrase();
    await person.presses(/Потренироваться/);
    await person.hears(/Сейчас вызов не уйдёт/);
  }

  it("tells whether it would have been heard, and calls nobody", async () => {
    await practises();
    await person.sends(MISTYPED);
    await person.hears(/мы бы её узнали/);
    await person.sends("соседка просила вернуть тарелку");
    await person.hears(/не узнали/);
    await person.sends(PHRASE);
    await person.hears(/мы бы её узнали/);
    await rig.quiet();
    expect(await bodies()).toEqual([]);
    expect((await record()).link.cover).toBeNull();
  });

  it("is over when she goes on, and after a silence: then she means it", async () => {
    await practises();
    await person.presses(/Пропустить/);
    await person.hears(/Так магазин отвечает/);
    expect(await coverAfter(PHRASE)).toBe("order");

    person = rig.person();
    await practises();
    rig.house.clock.pass(11 * MINUTE_MS);
    expect(await coverAfter(PHRASE)).toBe("order");
  });

  it("goes on to the shop's sentences one by one, and to a trial alert that staff know for one", async () => {
    await practises();
    await person.presses(/Пропустить/);
    for (const screen of [
      /Так магазин/,
      /оружие/,
      /открыл человек/,
      /не записан/,
      /зовёт на помощь/,
      /прячет/,
      /снова/,
    ]) {
      await person.hears(screen);
      await person.presses(/Понятно/);
    }
    expect((await person.hears(/пробный вызов/)).text).toMatch(/Test Hotline/);
    await person.presses(/Да, отправить/);
    await person.hears(/Пробный вызов отправлен/);
    const [row, ...others] = await listCases(rig.parts, rig.house.members.hotline, 50);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ practice: true, covert: true, urgency: 3 });
    expect((await bodies()).flatMap((body) => (body.entry === "alert" ? [body.practice] : []))).toEqual([true]);
    expect((await record()).link).toMatchObject({ cases: [], cover: null, alertedAt: null });
    expect(await coverAfter(PHRASE)).toBe("order");
    expect(await listCases(rig.parts, rig.house.members.hotline, 50)).toHaveLength(2);
  });
});

describe("what she lays down beside it", () => {
  it("goes into the alert: address, household, her wish and the word she is known by", async () => {
    await toCodes();
    await setsPhrase();
    await goes(/Позже/, /Что сделать/);
    await person.presses(/Адрес и что делать/);
    await types(/Какой у вас адрес/, ADDRESS);
    await types(/Кто живёт с вами/, "двое детей, собака");
    await person.hears(/О чём попросить/);
    await person.presses(/Позвать полицию/);
    await person.hears(/Записали/);
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Слово для узнавания/);
    await types(/Какое это слово/, "подснежник");
    await person.hears(/Слово записано/);
    expect(await coverAfter(PHRASE)).toBe("order");
    expect((await bodies()).find(({ entry }) => entry === "alert")).toMatchObject({
      profile: { address: ADDRESS, household: "двое детей, собака", wish: "send-police" },
      codeWord: "подснежник",
    });
  });

  it("tells the word to cases that are open, and to those that she opens later", async () => {
    await toLive(person);
    await goes(/Главное меню/, /Что сделать сейчас/);
    await goes(/Моё кодовое слово/, /Это не звонок 102/);
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Слово для узнавания/);
    await types(/Какое это слово/, "подснежник");
    await person.hears(/Слово записано/);
    const words = async () => (await bodies()).flatMap((body) => (body.entry === "code-word" ? [body.word] : []));
    expect(await words()).toEqual(["подснежник"]);
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.sends("привет");
    await person.hears(/Продолжить\?/);
    await goes(/Продолжить/, /Что сделать/);
    await goes(/Сейчас опасно/, /Сообщить дежурным/);
    await goes(/Да, сообщить/, /Где нужна помощь/);
    expect(await words()).toEqual(["подснежник", "подснежник"]);
  });

  it("is forgotten at her wish, all at once", async () => {
    await toCodes();
    await setsPhrase();
    await goes(/Позже/, /Что сделать/);
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Удалить всё это/);
    await person.hears(/не получится/);
    await person.presses(/Да, удалить/);
    await person.hears(/больше нет/);
    expect((await record()).link).toMatchObject({ personalPhrase: null, duressPhrase: null, pin: null, profile: null });
    expect(await coverAfter(PHRASE)).toBeUndefined();
  });
});

describe("the sign that he reads along", () => {
  it("makes a shop of the chat and calls nobody; a word like her phrase is refused", async () => {
    await toCodes();
    await setsPhrase();
    await goes(/Позже/, /Что сделать/);
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Знак/);
    await types(/Какие слова будут знаком/, "сосед просил вернуть зелёную кастрюлю");
    await person.hears(/можно спутать/);
    await person.sends(DURESS);
    await types(/ещё раз, по памяти/, DURESS);
    await person.hears(/помощь не придёт/);
    await person.sends(DURESS);
    await person.hears(WINDOW);
    await rig.quiet();
    expect((await record()).link.cover).toMatchObject({ is: "decoy", why: "duress" });
    expect(await bodies()).toEqual([]);
  });
});

describe("a PIN", () => {
  async function setsPin(): Promise<void> {
    await toCodes();
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Цифры для входа/);
    await types(/от 4 до 8 цифр/, PIN);
    await types(/ещё раз/, "4829 1730");
    await person.hears(/Цифры сохранены/);
  }

  it("is refused when it is no PIN, easy to guess, or typed in two ways", async () => {
    await toCodes();
    await goes(/Ещё/, /Что ещё настроить/);
    await person.presses(/Цифры для входа/);
    await types(/от 4 до 8 цифр/, "сорок восемь");
    await types(/Нужны только цифры/, "123456");
    await types(/пробуют первыми/, "7777");
    await types(/пробуют первыми/, PIN);
    await types(/ещё раз/, "48291731");
    await person.hears(/не совпали/);
    expect((await record()).link.pin).toBeNull();
  });

  it("opens the hidden chat, and neither the word for coming back nor wrong digits do", async () => {
    await setsPin();
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await rig.quiet();
    await person.sends(RETURN_WORD);
    await person.hears(/./);
    for (const wrong of ["1111", "0000"]) {
      await person.sends(wrong);
      await person.hears(/./);
    }
    await rig.quiet();
    expect((await record()).link).toMatchObject({ cover: { is: "decoy" }, pin: { wrong: 2 } });
    await person.sends(PIN);
    await person.hears(/Что сделать сейчас/);
    expect((await record()).link).toMatchObject({ cover: null, pin: { wrong: 0 } });
  });

  it("opens nothing any more after five wrong tries", async () => {
    await setsPin();
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await rig.quiet();
    for (const wrong of ["1111", "2222", "3333", "4444", "5555"]) {
      await person.sends(wrong);
      await person.hears(/./);
    }
    await person.sends(PIN);
    await person.hears(/./);
    await rig.quiet();
    expect((await record()).link.cover).toMatchObject({ is: "decoy" });
  });
});

describe("what she typed", () => {
  it("stands in no state once the talk is over, and nowhere in the database in readable form", async () => {
    await toCodes();
    await setsPhrase();
    await goes(/Позже/, /Что сделать/);
    await person.presses(/Адрес и что делать/);
    await types(/Какой у вас адрес/, ADDRESS);
    await person.hears(/Кто живёт с вами/);
    await goes(/Пропустить/, /О чём попросить/);
    await goes(/Пропустить/, /Записали/);
    await goes(/Главное меню/, /Что сделать сейчас/);
    await rig.quiet();
    const { state } = await record();
    expect(state).toMatchObject({ talk: "menu", beneath: null });
    expect(state?.answers.filter(({ kind }) => kind !== "outcome")).toEqual([]);
    const files = await Promise.all([rig.house.mainDb, `${rig.house.mainDb}-wal`, rig.house.keysDb].map(bytesOf));
    for (const secret of [PHRASE, "кастрюлю", ADDRESS, "Сарыарка"])
      for (const bytes of files) expect(bytes.includes(Buffer.from(secret))).toBe(false);
    expect(JSON.stringify(rig.log)).not.toContain("кастрюлю");
  });
});

async function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch(() => Buffer.alloc(0));
}
