import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Deliveries } from "../../src/app/deliveries.ts";
import { Traces } from "../../src/app/traces.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED, WINDOW } from "../support/shop-words.ts";
import { answerPerson, listCases, type ReadCase, readCase } from "../support/staff-work.ts";
import type { TestMember } from "../support/test-house.ts";
import { caseWith } from "./answered-cases.ts";
import { toLive, toMenu } from "./walks.ts";

const HELP = /📞 111[\s\S]*📞 103[\s\S]*📞 112/;
const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const WORDS = "Полиция едет к вам";

let rig: PanicRig;
let person: Person;
let hotline: TestMember;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
  hotline = rig.house.members.hotline;
});
afterEach(() => rig.close());

async function cases(): Promise<readonly ReadCase[]> {
  const rows = await listCases(rig.parts, hotline, 50);
  return Promise.all(rows.map((row) => readCase(rig.parts, hotline, row.caseId)));
}

async function textsIn(entry: "alert" | "text"): Promise<readonly string[]> {
  const lines = (await cases()).flatMap((one) => one.lines);
  return lines.flatMap((line) => (line.ok && line.body.entry === entry ? [line.body.text] : []));
}

describe("words of not wanting to live", () => {
  it("bring the numbers before anything else, and then a human", async () => {
    await toMenu(person);
    await person.sends("я больше не хочу жить");
    await person.hears(HELP);
    await person.hears(/Хотите написать дежурным/);
  });

  it("bring the numbers with the database closed and after too many messages", async () => {
    await toMenu(person);
    await rig.quiet();
    for (let i = 0; i < 22; i += 1)
      rig.bot.flood.judge({ channel: "telegram", id: String(person.id) }, 4_096, rig.house.clock.now());
    await rig.parts.store.close();
    await person.sends("өмір сүргім келмейді");
    await person.hears(HELP, { withinMs: 4_000 });
  });

  it("stay an answer where she was asked for her own words", async () => {
    await toLive(person);
    await person.sends("он ушёл, а я не хочу жить, понимаете");
    await person.hears(HELP);
    await person.hears(/Отправлено/);
    expect(await textsIn("text")).toEqual(["он ушёл, а я не хочу жить, понимаете"]);
  });
});

describe("a chat in which the code phrase was used", () => {
  it("gets no open words of staff for a day, neither at once nor later", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    const [alert] = await cases();
    if (!alert) throw new Error("no case");
    await expect(answerPerson(rig.parts, hotline, alert.row.caseId, WORDS)).rejects.toThrow("reply/gives-away");
    const open = await caseWith(rig, person, { may: "any-time" });
    expect(await answerPerson(rig.parts, hotline, open, "Мы здесь")).toBe("waiting");
    await person.sends("и пластырь");
    await rig.quiet();
    expect(JSON.stringify(person.screen)).not.toContain("Мы здесь");
    rig.house.clock.pass(DAY_MS + MINUTE_MS);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    expect(await answerPerson(rig.parts, hotline, open, WORDS)).toBe("sent");
  });

  it("keeps what she says with the phrase a second time, in the same case", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends(`${PHRASE} он взял нож`);
    await person.hears(ACCEPTED);
    expect(await cases()).toHaveLength(1);
    expect(await textsIn("alert")).toEqual([PHRASE, `${PHRASE} он взял нож`]);
  });

  it("takes what she writes into the alert, and not into the case of before", async () => {
    await toLive(person);
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends("ключ под ковриком");
    await person.hears(/Когда нужен заказ/);
    const [alert, open] = (await cases())
      .map(({ row, lines }) => ({ covert: row.covert, lines }))
      .sort((a, b) => Number(b.covert) - Number(a.covert));
    expect(JSON.stringify(alert?.lines)).toContain("ключ под ковриком");
    expect(JSON.stringify(open?.lines)).not.toContain("ключ под ковриком");
  });
});

/** Through the door, past the question as it stands now, to a kept alert. */
async function alerts(): Promise<void> {
  await person.presses(/Сейчас опасно/);
  await person.hears(/дежурным/);
  await person.presses(/Да, сообщить/);
  await person.hears(/Где нужна помощь/);
}

describe("danger now, pressed again", () => {
  it("adds to the case that nobody has read yet, and opens another when that one is old", async () => {
    await toMenu(person);
    await alerts();
    await alerts();
    expect(await cases()).toHaveLength(1);
    rig.house.clock.pass(11 * MINUTE_MS);
    await alerts();
    expect(await cases()).toHaveLength(2);
  });
});

describe("after hide", () => {
  it("an answer that another process had put into the outbox does not come", async () => {
    const caseId = await caseWith(rig, person, { may: "any-time" });
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    expect(await answerPerson(rig.parts, hotline, caseId, WORDS)).toBe("sent");
    await person.sends("стоп");
    await person.hears(WINDOW);
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(person.screen.filter(({ text }) => text.includes(WORDS))).toEqual([]);
  });

  it("it does not come after a restart either", async () => {
    const caseId = await caseWith(rig, person, { may: "any-time" });
    expect(await answerPerson(rig.parts, hotline, caseId, WORDS)).toBe("sent");
    await person.sends("стоп");
    await person.hears(WINDOW);
    const anew = new Deliveries(rig.parts, new Traces(rig.parts), rig.bot.show, async () => {});
    await anew.scan();
    await anew.stop();
    expect(person.screen.filter(({ text }) => text.includes(WORDS))).toEqual([]);
  });
});
