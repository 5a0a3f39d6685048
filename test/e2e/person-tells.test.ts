import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { tie } from "../../src/app/link-ties.ts";
import { URGENCIES, type Urgency } from "../../src/domain/urgency.ts";
import { keepCase } from "../app/make-cases.ts";
import { CODE_PHRASE, type OpenedCase, openPana, type PanaInProcess, STAFF_CHAT } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED } from "../support/shop-words.ts";
import { toLive, toMenu } from "./walks.ts";

const NUMBERS = /📞 102[\s\S]*📞 112/;
const IMMEDIATE = "муж бьёт меня прямо сейчас, помогите";
const SERIOUS = "муж вчера избил меня";

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana();
  person = pana.person();
});
afterEach(() => pana.stop());

async function onlyCase(): Promise<OpenedCase> {
  const [one, ...others] = await pana.readCases();
  if (!one || others.length > 0) throw new Error(`${others.length + (one ? 1 : 0)} cases instead of one`);
  return one;
}

/** A case of hers that nobody has read, and the chat in its live talk. */
async function hasCase(urgency: Urgency): Promise<void> {
  const chat = { channel: "telegram", id: String(person.id) } as const;
  const caseId = await keepCase(pana.parts, chat.id, { urgency });
  const record = await readChat(pana.parts, chat);
  await pana.parts.store.commit([linkWrite(pana.parts, record, tie(record.link, caseId, 1))]);
  await person.presses(/Помощь рядом/);
  await person.hears(/В какой вы области/);
  await person.presses(/Пропустить/);
  await person.presses(/Главное меню/);
  await person.hears(/Что сделать сейчас/);
  await person.presses(/Написать тем же людям/);
}

const urgencyOf = ({ row }: OpenedCase) => URGENCIES[row.urgency];

describe("danger at this moment, in her own words", () => {
  it.each([
    IMMEDIATE,
    "күйеуім мені ұрып жатыр, көмектесіңіздерші",
    "kuieuim meni uryp jatyr komektesinizder",
    "муж дверь ломает, он с ножом, помогите",
  ])("brings the numbers before anything else: %s", async (words) => {
    await toMenu(person);
    await person.sends(words);
    await person.hears(NUMBERS);
    await person.hears(/Сообщить дежурным/);
  });

  it("goes into the case that is opened then, with the signs that were heard", async () => {
    await toMenu(person);
    await person.sends(IMMEDIATE);
    await person.hears(/Сообщить дежурным/);
    await person.presses(/Да, сообщить/);
    await person.hears(/Где нужна помощь/);
    const { bodies } = await onlyCase();
    expect(bodies).toContainEqual(expect.objectContaining({ entry: "text", text: IMMEDIATE }));
    const summary = bodies.find((body) => body.entry === "summary");
    expect(summary?.entry === "summary" && summary.signs).toContain("beaten-now");
  });

  it("is sent to nobody when she says no", async () => {
    await toMenu(person);
    await person.sends(IMMEDIATE);
    await person.hears(/Сообщить дежурным/);
    await person.presses(/^Нет$/);
    await person.hears(/Что сделать сейчас/);
    expect(await pana.readCases()).toEqual([]);
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/);
    await person.presses(/Да, сообщить/);
    await person.hears(/Где нужна помощь/);
    expect((await onlyCase()).bodies.filter(({ entry }) => entry === "text")).toEqual([]);
  });

  it("said twice where yes or no was asked counts as danger: a hotline case marked unclear", async () => {
    await toMenu(person);
    await person.sends(IMMEDIATE);
    await person.hears(/Сообщить дежурным/);
    await person.sends("он меня душит, он меня сейчас убьёт");
    await person.hears(/не получилось понять/);
    await person.sends("он меня душит, помогите");
    await person.hears(/Где нужна помощь/);
    const summary = (await onlyCase()).bodies.find((body) => body.entry === "summary");
    expect(summary).toMatchObject({ urgency: "immediate", consentUnclear: true });
  });

  it("is an answer where she was asked for her own words, and the numbers come first", async () => {
    await toLive(person);
    await person.sends(IMMEDIATE);
    await person.hears(NUMBERS);
    await person.hears(/Отправлено/);
    const texts = (await onlyCase()).bodies.filter((body) => body.entry === "text");
    expect(texts).toMatchObject([{ text: IMMEDIATE, signs: expect.arrayContaining(["beaten-now"]) }]);
  });

  it("shows nothing open beside a code phrase", async () => {
    await toMenu(person);
    await person.sends(`${CODE_PHRASE}? ${IMMEDIATE}`);
    await person.hears(ACCEPTED);
    expect(person.screen.filter(({ text }) => NUMBERS.test(text))).toEqual([]);
  });
});

describe("harm that is told where a button was asked for", () => {
  it("is answered with what to do, and the question stays", async () => {
    await toMenu(person);
    await person.sends(SERIOUS);
    await person.hears(/Похоже, вам делают больно[\s\S]*102 или 112[\s\S]*Что сделать сейчас/);
    expect(await pana.readCases()).toEqual([]);
  });

  it("is said in both languages to somebody who has not chosen one", async () => {
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await person.sends("күйеуім кеше мені сабап тастады");
    await person.hears(/зәбір көрсетіп[\s\S]*Похоже, вам делают больно/);
  });
});

describe("a case", () => {
  it("is raised by what she adds, and its readers are told without a word of it", async () => {
    await toMenu(person);
    await hasCase("medium");
    const before = await onlyCase();
    await person.sends("он пришёл с ножом и сейчас меня убьёт");
    await person.hears(/Отправлено/);
    await pana.settled();
    const after = await onlyCase();
    expect([urgencyOf(before), urgencyOf(after)]).toEqual(["medium", "immediate"]);
    expect(after.row.due).toBeLessThan(before.row.due);
    const notices = pana.telegram.chat(STAFF_CHAT).messages.map(({ text }) => text);
    expect(notices.at(-1)).toMatch(/1 case is now immediate/);
    expect(notices.join()).not.toMatch(/нож/);
  });

  it("is never lowered by what she adds", async () => {
    await toLive(person);
    await person.sends("всё хорошо, он ушёл, мы пьём чай");
    await person.hears(/Отправлено/);
    expect(urgencyOf(await onlyCase())).toBe("immediate");
  });

  it("is kept although her address is as long as a message may be", async () => {
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.presses(/Да, сообщить/);
    await person.hears(/Где нужна помощь/);
    await person.sends("үй ".repeat(1_300).trim());
    await person.hears(/В какой вы области/);
    await person.presses(/Пропустить/);
    await person.hears(/Кто в опасности/);
    expect((await onlyCase()).bodies.filter(({ entry }) => entry === "location")).toHaveLength(1);
  });
});
