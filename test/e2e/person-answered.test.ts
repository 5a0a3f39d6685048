import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CaseWriter, findCase } from "../../src/app/case-writer.ts";
import { MAX_ANSWER } from "../../src/app/desk/reply-words.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import type { Link } from "../../src/domain/link.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { AT_COUNTER, RETURN_WORD, WINDOW } from "../support/shop-words.ts";
import { answerPerson, listCases, readCase } from "../support/staff-work.ts";
import type { TestMember } from "../support/test-house.ts";
import { caseWith } from "./answered-cases.ts";
import { toLive, toMenu, toSafetyQuestion } from "./walks.ts";

const WORDS = "Мы прочитали. Можете говорить?";
const FROM_STAFF = /Test Hotline[\s\S]*Мы прочитали/;

let rig: PanicRig;
let person: Person;
let hotline: TestMember;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
  hotline = rig.house.members.hotline;
});
afterEach(() => rig.close());

const caseOf = (who: Person, contact: Link["contact"]) => caseWith(rig, who, contact);

async function newestCase(): Promise<CaseId> {
  const [row] = await listCases(rig.parts, hotline, 1);
  if (!row) throw new Error("no case");
  return row.caseId;
}

const answer = (caseId: CaseId, text = WORDS, session = hotline) => answerPerson(rig.parts, session, caseId, text);

/** What is due goes out, and nothing more comes. */
async function deliver(): Promise<void> {
  await rig.bot.deliveries.scan();
  await rig.quiet();
}

const heardFromStaff = (who = person) => who.room.messages.filter(({ text }) => FROM_STAFF.test(text)).length;

describe("an answer while she writes", () => {
  it("goes at once, with the name of the organisation and both doors", async () => {
    await toLive(person);
    rig.house.clock.pass(9 * MINUTE_MS);
    expect(await answer(await newestCase())).toBe("sent");
    await deliver();
    const shown = person.screen.find(({ text }) => FROM_STAFF.test(text));
    expect(shown?.keyboard.rows.flat().map(({ text }) => text)).toEqual(["Скрыть", "Сейчас опасно"]);
    expect(shown?.wire).toMatchObject({ from: { is_bot: true } });
  });

  it("comes to her chat only", async () => {
    const other = rig.person();
    await toLive(other);
    await toLive(person);
    const opened = await Promise.all(
      (await listCases(rig.parts, hotline, 9)).map((row) => readCase(rig.parts, hotline, row.caseId)),
    );
    for (const { row } of opened) await answer(row.caseId, `${WORDS} ${printHex(row.caseId)}`);
    await deliver();
    const texts = [person, other].map((who) => who.screen.filter(({ text }) => FROM_STAFF.test(text)));
    expect(texts.map((found) => found.length)).toEqual([1, 1]);
    expect(texts[0]?.[0]?.text).not.toBe(texts[1]?.[0]?.text);
  });
});

describe("an answer when she is gone", () => {
  it("waits, and comes when she writes again", async () => {
    await toLive(person);
    rig.house.clock.pass(11 * MINUTE_MS);
    expect(await answer(await newestCase())).toBe("waiting");
    await deliver();
    expect(heardFromStaff()).toBe(0);
    await person.sends("вы тут?");
    await person.hears(/Продолжить/);
    await person.presses(/Продолжить/);
    await person.hears(/Экран сейчас видите только вы/);
    expect(heardFromStaff()).toBe(0);
    await person.presses(/^Да$/);
    await person.hears(FROM_STAFF);
    await rig.quiet();
    await person.sends("спасибо");
    await rig.quiet();
    expect(heardFromStaff()).toBe(1);
  });

  it("is not shown by /start alone, only after she said that it is safe", async () => {
    await toLive(person);
    rig.house.clock.pass(11 * MINUTE_MS);
    await answer(await newestCase());
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await toSafetyQuestion(person);
    await rig.quiet();
    expect(heardFromStaff()).toBe(0);
    await person.presses(/^Нет$/);
    await person.hears(/Вернитесь, когда/);
    await rig.quiet();
    expect(heardFromStaff()).toBe(0);
    await person.presses(/Теперь безопасно/);
    await person.hears(FROM_STAFF);
  });

  it("goes at once when she wished any time", async () => {
    const caseId = await caseOf(person, { may: "any-time" });
    rig.house.clock.pass(3 * HOUR_MS);
    expect(await answer(caseId)).toBe("sent");
    await deliver();
    expect(heardFromStaff()).toBe(1);
  });

  it.each([
    ["08:59", 3 * 60 + 59, "waiting"],
    ["09:00", 4 * 60, "sent"],
    ["17:59", 12 * 60 + 59, "sent"],
    ["18:00", 13 * 60, "waiting"],
    ["23:30", 18 * 60 + 30, "waiting"],
  ] as const)("at %s in Kazakhstan keeps to her hours from nine to six", async (_at, minutes, becomes) => {
    const caseId = await caseOf(person, { may: "hours", from: 9, to: 18 });
    rig.house.clock.set(Date.UTC(2026, 5, 4) + minutes * MINUTE_MS);
    expect(await answer(caseId)).toBe(becomes);
  });

  it("never goes when she wished none, whether she writes or not", async () => {
    const caseId = await caseOf(person, { may: "never" });
    await expect(answer(caseId)).rejects.toThrow("reply/not-allowed");
    rig.house.clock.pass(HOUR_MS);
    await expect(answer(caseId)).rejects.toThrow("reply/not-allowed");
  });

  it("stays away while she hid the chat, however short ago she wrote, and comes after the safety question", async () => {
    await toLive(person, /Писать сюда сразу/);
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    expect(await answer(await newestCase())).toBe("waiting");
    await deliver();
    await person.sends("привет");
    await person.hears(AT_COUNTER);
    await rig.quiet();
    expect(heardFromStaff()).toBe(0);
    await person.sends(RETURN_WORD);
    await person.hears(/Что сделать сейчас/);
    await toMenu(person);
    await rig.quiet();
    expect(heardFromStaff()).toBe(1);
  });
});

describe("what staff may not send", () => {
  it.each(["смотрите https://example.org", "www.example.kz", "зайдите на help-center.kz", "t.me/somebody"])(
    "is a link: %s",
    async (text) => {
      const caseId = await caseOf(person, { may: "any-time" });
      await expect(answer(caseId, text)).rejects.toThrow("reply/link-not-allowed");
    },
  );

  it("is nothing, or more than a thousand characters", async () => {
    const caseId = await caseOf(person, { may: "any-time" });
    await expect(answer(caseId, " \n")).rejects.toThrow("reply/too-long");
    await expect(answer(caseId, "я".repeat(MAX_ANSWER + 1))).rejects.toThrow("reply/too-long");
    expect(await answer(caseId, "я".repeat(MAX_ANSWER))).toBe("sent");
  });

  it("is more than thirty in ten minutes of a live talk", async () => {
    const caseId = await caseOf(person, { may: "as-answer" });
    for (let i = 0; i < 30; i += 1) expect(await answer(caseId)).toBe("sent");
    await expect(answer(caseId)).rejects.toThrow("reply/too-many");
  });

  it("is more than six an hour when she does not write", async () => {
    const caseId = await caseOf(person, { may: "any-time" });
    rig.house.clock.pass(20 * MINUTE_MS);
    for (let i = 0; i < 6; i += 1) expect(await answer(caseId)).toBe("sent");
    await expect(answer(caseId)).rejects.toThrow("reply/too-many");
    rig.house.clock.pass(HOUR_MS);
    expect(await answer(caseId)).toBe("sent");
  });
});

describe("a way back to her", () => {
  it("of one case does not open for another case, even when its token is copied there", async () => {
    const [mine, foreign] = [
      await caseOf(person, { may: "any-time" }),
      await caseOf(rig.person(), { may: "any-time" }),
    ];
    const { lines } = await readCase(rig.parts, hotline, foreign);
    const contact = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? [line.body] : []))[0];
    const row = await findCase(rig.parts, mine);
    const writer = CaseWriter.go(rig.parts, rig.parts.keys.bot(), row).add(contact ?? fail());
    await rig.parts.store.commit(writer.moveHead(row).writes);
    await expect(answer(mine)).rejects.toThrow("reply/contact-ended");
    expect((await rig.parts.store.counts()).outbox).toBe(2); // The two notices of new cases.
  });

  it("of one organisation does not open for another", async () => {
    const caseId = await caseOf(person, { may: "any-time" });
    const { lines } = await readCase(rig.parts, hotline, caseId);
    const contact = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? [line.body] : []))[0];
    expect(contact?.tokens).toHaveLength(2); // The hotline's and its backup's.
    const [first, second] = contact?.tokens ?? [];
    const open = (organisation: string, token: string) =>
      rig.parts.keys.openReply(
        { caseId, organisationId: Buffer.from(organisation, "hex") as never },
        Buffer.from(token, "hex"),
      );
    expect(open(first?.organisation ?? "", first?.token ?? "").chat.id).toBe(String(person.id));
    expect(() => open(second?.organisation ?? "", first?.token ?? "")).toThrow("crypto/cannot-open");
  });

  it("is gone when contact was ended", async () => {
    const caseId = await caseOf(person, { may: "any-time" });
    rig.parts.keys.cases.destroyReply(caseId);
    await expect(answer(caseId)).rejects.toThrow("reply/contact-ended");
    expect((await readCase(rig.parts, hotline, caseId)).lines.every(({ ok }) => ok)).toBe(true);
  });
});

function fail(): never {
  throw new Error("not there");
}
