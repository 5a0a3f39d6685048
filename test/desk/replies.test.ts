import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { tie } from "../../src/app/link-ties.ts";
import { type CaseId, newId, type PhraseId, printHex } from "../../src/domain/ids.ts";
import type { Link } from "../../src/domain/link.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, type Staff } from "../support/staff.ts";
import { DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let caseId: CaseId;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  caseId = await caseOf("1", { may: "any-time" });
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const hex = () => printHex(caseId);
const chatOf = (id: string) => ({ channel: "telegram", id }) as const;

/** A case of hers with this wish; her chat was live a moment ago. */
async function caseOf(id: string, contact: Link["contact"]): Promise<CaseId> {
  const made = await keepCase(world.parts, id, { contact });
  const record = await readChat(world.parts, chatOf(id));
  const heardAt = world.house.clock.now();
  const link: Link = { ...tie(record.link, made, 1), locale: "ru", contact, heardAt };
  await world.parts.store.commit([linkWrite(world.parts, record, link)]);
  return made;
}
const reply = (text: string, staff = operator) => staff.must(({ cases }) => cases.reply(hex(), text, null));
const waitingIn = async (id: string) => (await readChat(world.parts, chatOf(id))).link.waiting;

describe("a reply", () => {
  it("is written by who has claimed the case, and by nobody else", async () => {
    const [other, admin, foreign] = await Promise.all([
      world.staff("secondOperator"),
      world.staff("hotline"),
      world.staff("secondHotline"),
    ]);
    await operator.claim(caseId);
    await admin.open(caseId);
    await expect(reply("я не на месте", other)).rejects.toThrow("case/claimed");
    await expect(reply("я над всеми", admin)).rejects.toThrow("case/not-claimed");
    await expect(reply("я не отсюда", foreign)).rejects.toThrow("case/not-found");
    const reader = await world.staff("reader");
    await expect(reply("я читаю", reader)).rejects.toThrow("desk/not-allowed");
    expect(await world.parts.store.messagesOf(caseId)).toEqual([]);
    expect((await reply("мы здесь")).went).toBe("sent");
  });

  it("stands in the case as it was sent, and says what became of it", async () => {
    await operator.claim(caseId);
    const { opened } = await reply("Мы прочитали.");
    expect(bodiesOf(opened.lines).slice(-2)).toEqual([
      { entry: "message", text: "Мы прочитали." },
      { entry: "status", status: "answered" },
    ]);
    const message = opened.lines.find((line) => line.ok && line.body.entry === "message");
    expect(opened.deliveries).toEqual([{ entryId: message?.entryId, state: "sending", reason: null }]);
    expect(opened.row.status).toBe("answered");
  });

  it("is lost with the claim: taken back in between, nothing of it is kept", async () => {
    await operator.claim(caseId);
    await operator.open(caseId);
    await (await world.staff("hotline")).must(({ queue }) => queue.takeBack(hex()));
    await expect(reply("поздно")).rejects.toThrow("case/not-claimed");
    expect(await world.parts.store.sentSince(caseId, 0 as never)).toBe(0);
  });

  it("tells what to expect before it is written", async () => {
    const ways: unknown[] = [];
    for (const [id, contact] of [
      ["2", { may: "any-time" }],
      ["3", { may: "as-answer" }],
      ["4", { may: "never" }],
    ] as const) {
      const made = await caseOf(id, contact);
      world.house.clock.pass(11 * MINUTE_MS);
      await operator.claim(made);
      ways.push((await operator.open(made)).contact.way);
    }
    expect(ways).toEqual(["push", "pull", "never"]);
    const covert = await keepCase(world.parts, "5", { covert: true });
    await operator.claim(covert);
    expect((await operator.open(covert)).contact.way).toBe("covert");
    await expect(operator.answer(covert, "Полиция едет")).rejects.toThrow("reply/gives-away");
  });

  it("that says 102 was called is refused until somebody recorded the call, however it is spelt", async () => {
    const words = { kk: "Біз 102-ге қоңырау шалдық.", ru: "Мы позвонили 102.", en: "We have called 102." };
    const phrase = {
      phraseId: newId<PhraseId>(world.parts.random),
      set: "open",
      ...words,
      needs102: true,
      order: 1,
    } as const;
    await world.parts.store.commit([{ write: "put-phrase", orgId: world.house.members.operator.organisation, phrase }]);
    await operator.claim(caseId);
    for (const text of [words.ru, "держитесь: МЫ  позвонили\n102!", "…we have called 102…", words.kk])
      await expect(reply(text)).rejects.toThrow("reply/needs-102");
    expect((await reply("позвоните 102")).went).toBe("sent");
    const call = { at: world.house.clock.now(), place: null, consent: "in-case", words: null } as const;
    await operator.must(({ cases }) => cases.called102(hex(), call));
    expect((await reply(words.ru)).went).toBe("sent");
  });

  it.each(["http://evil.example", "ｅｖｉｌ．ｋｚ", "зайдите на t.me/x", "evil.com"])(
    "with an address in it is refused: sealing.md 8, 58: %s",
    async (text) => {
      await operator.claim(caseId);
      await expect(reply(`смотрите ${text} там`)).rejects.toThrow("reply/link-not-allowed");
    },
  );

  it("says when the next one may be written", async () => {
    world.house.clock.pass(20 * MINUTE_MS);
    await operator.claim(caseId);
    for (let i = 0; i < 6; i += 1) await reply(`${i}`);
    const now = world.house.clock.now();
    expect(await operator.port.cases.reply(hex(), "7", null)).toMatchObject({
      refused: "reply/too-many",
      retryAt: expect.toSatisfy((at: number) => at > now),
    });
  });
});

describe("contact that staff end", () => {
  it("is over for good: no reply, no token, and the case says why", async () => {
    await operator.claim(caseId);
    const { opened } = await operator.must(({ cases }) => cases.stopContact(hex(), "телефон у него"));
    expect(bodiesOf(opened.lines).slice(-2)).toEqual([
      { entry: "contact-revoked" },
      { entry: "note", text: "телефон у него" },
    ]);
    expect(opened.contact.way).toBe("ended");
    await expect(reply("ау")).rejects.toThrow("reply/contact-ended");
    expect(() => world.parts.keys.cases.of("reply", caseId)).toThrow("keys/destroyed");
    expect((await operator.open(caseId)).lines.every(({ ok }) => ok)).toBe(true);
  });

  it("takes back words that wait for her, those of this case only", async () => {
    const [mine, other] = [await caseOf("7", { may: "as-answer" }), await caseOf("7", { may: "as-answer" })];
    world.house.clock.pass(11 * MINUTE_MS);
    await operator.answer(mine, "не для его глаз");
    await operator.answer(other, "это можно");
    expect(await waitingIn("7")).toHaveLength(2);
    await operator.must(({ cases }) => cases.stopContact(printHex(mine), ""));
    expect(await waitingIn("7")).toHaveLength(1);
    expect((await operator.open(mine)).deliveries).toMatchObject([{ state: "expired" }]);
    expect((await operator.open(other)).deliveries).toMatchObject([{ state: "waiting" }]);
  });

  it("is not ended by who has not claimed the case", async () => {
    const other = await world.staff("secondOperator");
    await operator.claim(caseId);
    await expect(other.must(({ cases }) => cases.stopContact(hex(), ""))).rejects.toThrow("case/claimed");
    expect(world.parts.keys.cases.of("reply", caseId)).toHaveLength(32);
  });
});
