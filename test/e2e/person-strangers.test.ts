import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { runJobs } from "../../src/app/jobs.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { toLive, toMenu } from "./walks.ts";

const NOT_KEPT = /не получилось сохранить[\s\S]*102[\s\S]*112[\s\S]*111/;

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chatOf = (who: Person) => ({ channel: "telegram", id: String(who.id) }) as const;
const caseCount = async () => (await rig.parts.store.counts()).cases;

async function newestCase() {
  const { hotline } = rig.house.members;
  const [row] = await listCases(rig.parts, hotline, 1);
  if (!row) throw new Error("no case");
  return readCase(rig.parts, hotline, row.caseId);
}

describe("somebody who takes her phone", () => {
  it.each(["что я писала?", "мои сообщения", "не жаздым?", "/history"])(
    "and asks %j gets nothing back",
    async (words) => {
      await person.sends(words);
      await person.hears(/Выберите язык/);
      await toLive(person);
      await person.sends("муж спрятал ключи в гараже");
      await person.hears(/не прочитал/);
      await rig.quiet();
      await person.sends(words);
      await person.hears(/./);
      await rig.quiet();
      expect(person.heard.map(({ text }) => text).join()).not.toMatch(/гараж|синей крышей/);
      await person.presses(/меню/);
      await person.hears(/Что сделать сейчас/);
      await person.sends(words);
      await person.hears(/не получилось понять/);
    },
  );

  it("and writes as her leaves entries that the bot attests, never a verified person", async () => {
    await toLive(person);
    await person.sends("это точно я");
    await person.hears(/не прочитал/);
    const { lines } = await newestCase();
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.map((line) => (line.ok ? line.by : "broken"))).toEqual(lines.map(() => "bot"));
    const words = lines.flatMap((line) => (line.ok && line.body.entry === "text" ? [line.body] : []));
    expect(words).toEqual([expect.objectContaining({ via: "telegram", text: "это точно я" })]);
  });
});

describe("a number that somebody else owns by now", () => {
  it("leads to nothing of before once the link is old enough", async () => {
    await toLive(person);
    expect((await readChat(rig.parts, chatOf(person))).link.cases).toHaveLength(1);
    rig.house.clock.pass(36 * DAY_MS);
    await runJobs(rig.parts);
    await rig.restart();
    expect((await readChat(rig.parts, chatOf(person))).link.cases).toEqual([]);
    await person.sends("привет");
    await person.hears(/Выберите язык/);
  });
});

describe("the same person", () => {
  it("in two chats has two cases, never joined by guess", async () => {
    const second = rig.person();
    await toLive(person);
    await toLive(second);
    expect(await caseCount()).toBe(2);
    const links = await Promise.all([person, second].map((who) => readChat(rig.parts, chatOf(who))));
    expect(new Set(links.flatMap(({ link }) => link.cases.map(({ id }) => id))).size).toBe(2);
  });
});

describe("a child who writes", () => {
  it("reads its own words, with numbers, and no promise or threat to speak to the parents", async () => {
    await person.sends("/start");
    await person.presses(/^Русский$/);
    await person.presses(/Мне нет 18 лет/);
    await person.presses(/Да, безопасно/);
    const { text } = await person.hears(/не виноват/);
    expect(text).toMatch(/111[\s\S]*102 или 112/);
    expect(text).toMatch(/ничего не скажет родителям/);
    expect(text).not.toMatch(/(позвоним|напишем|сообщим|свяжемся)[^.]*(родител|мам|пап)/i);
  });
});

describe("somebody who does not want to live", () => {
  it("sees the numbers before any question", async () => {
    await toMenu(person);
    await person.presses(/Мне не хочется жить/);
    const { text } = await person.hears(/111/);
    expect(text).toMatch(/111[\s\S]*103[\s\S]*112[\s\S]*Хотите написать дежурным/);
  });

  it("is answered with numbers, pressed or typed, when the database is away", async () => {
    await toMenu(person);
    await rig.quiet();
    await rig.parts.store.close();
    await person.presses(/Мне не хочется жить/);
    await person.hears(NOT_KEPT);
    await person.sends("не хочу жить");
    await person.hears(NOT_KEPT);
  });
});

describe("his kin in the police", () => {
  it("take the police out of the case and out of the chat, and the readers are warned", async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    await person.presses(/^Нет$/);
    for (const asked of [/Что происходит/, /было/, /Дети|дети/, /травмы/]) {
      await person.hears(asked);
      await person.presses(/Пропустить/);
    }
    await person.hears(/област/);
    await person.presses(/Пропустить/);
    for (const asked of [/помощь вам нужна/, /получить ответ/, /своими словами/]) {
      await person.hears(asked);
      await person.presses(/Пропустить/);
    }
    await person.hears(/горячую линию|дежурн|Test Hotline/);
    await person.presses(/^Да$/);
    await person.hears(/кризисный центр|Test Centre/);
    await person.presses(/^Нет$/);
    await person.hears(/в полиции/);
    await person.presses(/^Да$/);
    await person.hears(/позвонили/);
    await person.presses(/Нет, только писать/);
    await person.hears(/Вот что мы отправим/);
    await person.presses(/^Отправить$/);
    await person.hears(/никто не прочитал/);
    const { row, lines } = await newestCase();
    const summary = lines.flatMap((line) => (line.ok && line.body.entry === "summary" ? [line.body] : []))[0];
    expect(summary?.policeExcluded).toBe(true);
    const readers = (await rig.parts.store.grantsOf(row.caseId)).map(({ recipientId }) => Buffer.from(recipientId));
    expect(readers).not.toContainEqual(Buffer.from(rig.house.members.police.organisation));
    expect((await readChat(rig.parts, chatOf(person))).link.policeExcluded).toBe(true);
  });
});
