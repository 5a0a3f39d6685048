import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { asId, type OutboxId, parseHex } from "../../src/domain/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { answerPerson, listCases, readCase } from "../support/staff-work.ts";
import { toLive, toMenu } from "./walks.ts";

const WORDS = "Мы прочитали. Можете говорить?";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const record = () => readChat(rig.parts, { channel: "telegram", id: String(person.id) });
const rows = () => listCases(rig.parts, rig.house.members.hotline, 50);

async function newest() {
  const found = await rows();
  const { link } = await record();
  const last = link.cases.at(-1)?.id;
  const row = found.find(({ caseId }) => Buffer.from(caseId).toString("hex") === last);
  if (!row) throw new Error("no case");
  return row;
}

async function bodies(): Promise<readonly EntryBody[]> {
  const read = await Promise.all(
    (await rows()).map((row) => readCase(rig.parts, rig.house.members.hotline, row.caseId)),
  );
  return read.flatMap(({ lines }) => lines.flatMap((line) => (line.ok ? [line.body] : [])));
}

async function goes(button: RegExp, next: RegExp): Promise<void> {
  await person.presses(button);
  await person.hears(next);
}

/** With an urgent case open, before the question what she wants to take back. */
async function toTraces(): Promise<void> {
  await goes(/Главное меню/, /Что сделать сейчас/);
  await goes(/Удалить, остановить/, /Что сделать\?/);
}

describe("stop contact", () => {
  it("is asked once, ends every way to her, takes back what waits, and stands in the case", async () => {
    await toLive(person);
    const { caseId } = await newest();
    rig.house.clock.pass(11 * MINUTE_MS);
    expect(await answerPerson(rig.parts, rig.house.members.hotline, caseId, WORDS)).toBe("waiting");
    await person.sends("я тут");
    await goes(/Продолжить/, /Экран сейчас видите только вы/);
    await goes(/^Нет$/, /Что сделать сейчас/);
    await goes(/Удалить, остановить/, /Что сделать\?/);
    await goes(/Больше не писать/, /Остановить\?/);
    await goes(/Нет/, /Что сделать\?/);
    expect((await record()).link.waiting).toHaveLength(1);
    await goes(/Больше не писать/, /Остановить\?/);
    await goes(/Да, остановить/, /Вам больше не напишут/);
    await rig.quiet();
    expect((await record()).link).toMatchObject({ contact: { may: "never" }, waiting: [] });
    expect((await bodies()).map(({ entry }) => entry)).toContain("contact-revoked");
    await expect(answerPerson(rig.parts, rig.house.members.hotline, caseId, WORDS)).rejects.toMatchObject({
      code: "reply/contact-ended",
    });
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await rig.quiet();
    expect(person.screen.filter(({ text }) => text.includes(WORDS))).toEqual([]);
  });

  it("is undone by a new case, which can be answered", async () => {
    await toLive(person);
    const { caseId } = await newest();
    await toTraces();
    await goes(/Больше не писать/, /Остановить\?/);
    await goes(/Да, остановить/, /Вам больше не напишут/);
    await goes(/Сейчас опасно/, /Сообщить дежурным/);
    await goes(/Да, сообщить/, /Где нужна помощь/);
    const fresh = await newest();
    expect(fresh.caseId).not.toEqual(caseId);
    await rig.quiet();
    expect(await answerPerson(rig.parts, rig.house.members.hotline, fresh.caseId, WORDS)).not.toBeNull();
  });
});

describe("erase", () => {
  it("takes two steps, marks her cases for three days later, tells those who have them, and can be taken back", async () => {
    await toLive(person);
    await toTraces();
    await goes(/Удалить обращения/, /72 часа/);
    await goes(/Да, удалить/, /Вы уверены/);
    expect((await newest()).eraseAt).toBe(0);
    await goes(/Да, удалить/, /Обращения удалим через 72 часа/);
    expect((await newest()).eraseAt).toBe(rig.house.clock.now() + 72 * HOUR_MS);
    await goes(/Удалить, остановить/, /Вы просили удалить обращения/);
    await goes(/Не удалять обращения/, /Обращения остаются/);
    expect((await newest()).eraseAt).toBe(0);
    const steps = (await bodies()).flatMap((body) => (body.entry === "erasure" ? [body.step] : []));
    expect(steps).toEqual(["asked", "cancelled"]);
  });
});

describe("forget me", () => {
  it("shows no word any more that waited for her", async () => {
    await toLive(person);
    rig.house.clock.pass(11 * MINUTE_MS);
    expect(await answerPerson(rig.parts, rig.house.members.hotline, (await newest()).caseId, WORDS)).toBe("waiting");
    await person.sends("я тут");
    await goes(/Продолжить/, /Экран сейчас видите только вы/);
    await goes(/^Нет$/, /Что сделать сейчас/);
    const [waiting] = (await record()).link.waiting;
    await goes(/Удалить, остановить/, /Что сделать\?/);
    await goes(/Забыть меня/, /Забыть\?/);
    await goes(/Да, забыть/, /Выберите язык/);
    await rig.quiet();
    const id = parseHex(waiting ?? "");
    expect(id && (await rig.parts.store.findOutbox(asId<OutboxId>(id)))).toBeNull();
    await toMenu(person);
    expect(person.screen.filter(({ text }) => text.includes(WORDS))).toEqual([]);
  });

  it("leaves the cases where they are and nothing of her in the chat", async () => {
    await toLive(person);
    await toTraces();
    await goes(/Забыть меня/, /Забыть\?/);
    await goes(/Да, забыть/, /Выберите язык/);
    await rig.quiet();
    const { link, state } = await record();
    expect(link).toMatchObject({ locale: null, cases: [], personalPhrase: null, pin: null, knowsWayBack: false });
    expect(state).toMatchObject({ talk: "first-contact", answers: [] });
    expect(await rows()).toHaveLength(1);
    await toMenu(person);
    await goes(/Удалить, остановить/, /Что сделать\?/);
    expect(person.buttons.slice(0, 3).map(({ text }) => text)).toEqual([
      "Как скрыть чат",
      "Забыть меня",
      "Главное меню",
    ]);
  });
});

describe("how to hide", () => {
  it("is told, and changes nothing", async () => {
    await toMenu(person);
    await goes(/Удалить, остановить/, /Что сделать\?/);
    const { text } = await person.presses(/Как скрыть чат/).then(() => person.hears(/Скрыть/));
    expect(text).toMatch(/последних двух суток/);
    expect((await record()).link.cover).toBeNull();
  });
});
