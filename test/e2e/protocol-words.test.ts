import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { CODE_PHRASE, openPana, type PanaInProcess } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED, WINDOW } from "../support/shop-words.ts";
import { toLive, toMenu } from "./walks.ts";

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana({ mode: "webhook" });
  person = pana.person();
});
afterEach(() => pana.stop());

type TextEntry = Extract<EntryBody, { entry: "text" }>;
const texts = () => person.screen.filter(({ by }) => by === "bot").map(({ text }) => text);
async function textEntries(): Promise<readonly TextEntry[]> {
  const bodies = (await pana.readCases()).flatMap((one) => one.bodies);
  return bodies.filter((body): body is TextEntry => body.entry === "text");
}

describe("a message that was changed afterwards", () => {
  it("and had answered a question changes nothing: what was answered stays answered", async () => {
    await toMenu(person);
    await person.sends("Рассказать, спросить");
    await person.hears(/прямо сейчас/);
    const { messageId } = await person.sends("Нет");
    await person.hears(/Что происходит/);
    const before = texts();
    await person.edits(messageId ?? 0, "Да");
    await pana.settled();
    expect(texts()).toEqual(before);
    await person.presses(/Бьёт/);
    await person.presses(/Готово/);
    await person.hears(/Было ли что-то из этого/);
  });

  it("and had not been understood is taken as the answer", async () => {
    await person.sends("/start");
    await person.presses(/Русский/);
    await person.hears(/Кому нужна помощь/);
    const { messageId } = await person.sends("мнн");
    await person.hears(/не получилось понять/);
    await person.edits(messageId ?? 0, "Мне");
    await person.hears(/безопасно писать/);
  });

  it("to staff becomes a correction beside the first, which stays as it was", async () => {
    await toLive(person);
    const { messageId } = await person.sends("он уехал");
    await person.hears(/Отправлено/);
    await person.edits(messageId ?? 0, "он вернулся");
    await person.hears(/Отправлено/);
    expect(await textEntries()).toEqual([
      { entry: "text", via: "telegram", text: "он уехал", forwarded: false, correctsEarlier: false },
      { entry: "text", via: "telegram", text: "он вернулся", forwarded: false, correctsEarlier: true },
    ]);
  });
});

describe("a message passed on from somebody else", () => {
  it("is marked as such in the case, and nothing of where it came from is kept anywhere", async () => {
    await toLive(person);
    const sender_user = {
      id: 987_654_321,
      is_bot: false,
      first_name: "Обидчик",
      last_name: "Лиловосамоваров",
      username: "lilac_samovar",
    };
    const forward_origin = { type: "user", sender_user, date: 1_700_000_000 };
    await person.sendsUpdate({ message: { text: "убью", forward_origin } });
    await person.hears(/Отправлено/);
    await pana.settled();
    expect(await textEntries()).toEqual([
      { entry: "text", via: "telegram", text: "убью", forwarded: true, correctsEarlier: false },
    ]);
    const everything = [
      JSON.stringify((await pana.readCases()).map(({ lines }) => lines)),
      JSON.stringify(pana.log),
      JSON.stringify(pana.telegram.calls.map(({ bodyText }) => bodyText)),
      ...filesOf(pana.house.dataDir),
    ];
    expect(everything.length).toBeGreaterThan(4);
    for (const text of everything)
      expect(text).not.toMatch(/987654321|Обидчик|Лиловосамоваров|lilac_samovar|1700000000/);
  });
});

describe("very much text", () => {
  const long = (i: number) => `${i} `.padEnd(4_096, "ы");

  it("is kept for twenty messages of full length; then the numbers are told once, then there is silence, but panic works", async () => {
    await toLive(person);
    pana.clock.pass(11 * 60_000);
    for (let i = 0; i < 30; i += 1) await person.sends(long(i));
    await pana.settled(60);
    expect((await textEntries()).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => long(i)));
    const told = texts().filter((text) => /очень много/.test(text));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/102[\s\S]*112/);
    expect(texts().filter((text) => /Продолжить/.test(text))).toHaveLength(20);

    await person.sends("помогите");
    await person.hears(/📞 102[\s\S]*📞 112/);
    await person.sends(CODE_PHRASE);
    await person.hears(ACCEPTED);
    expect(await pana.openedCases()).toBe(2);
    await person.sends("стоп");
    await person.hears(WINDOW);
    expect(texts()).toHaveLength(1);
  });

  it("in one chat does not silence another", async () => {
    await toLive(person);
    for (let i = 0; i < 25; i += 1) await person.sends(long(i));
    const other = pana.person();
    await toMenu(other);
    await pana.settled();
  });
});

describe("strange text", () => {
  it.each([
    ["only emoji", "😭👩‍👧‍👦🏚️"],
    ["writing direction turned round", "он \u202eсказал\u202c \u2066так\u2069"],
    ["signs that cannot be seen", "\u200bпо\u200dмо\u200cги\u2060те мне\u00ad\ufeffтут"],
    ["marks upon marks", `к${"\u0301\u0327\u0489".repeat(300)}о`],
    ["half a character", "сломано \ud83d и \ude00 тут"],
    ["a zero byte and other controls", "а\u0000б\u0007в\u001b[31mг\r\nд\u0085"],
    ["a script", "<script>alert('x')</script>"],
    ["a picture that fails", `<img src=x onerror="fetch('//evil')">`],
    ["an address that is a program", "javascript:alert(1)"],
    ["marks of Markdown", "*_[x](http://evil.example)_* `rm -rf` ~~||"],
    ["placeholders", "{organisation} {untouchedDays, plural, one {#}} %s $x {{y}}"],
    ["a formula of a spreadsheet", '=HYPERLINK("http://evil.example","x")'],
    ["a database command", "'; DROP TABLE cases; --"],
    ["something that looks like an entry", '{"entry":"status","status":"closed"}'],
    ["the longest that there is", "я".repeat(4_096)],
  ])("is kept to the letter and opened to the letter: %s", async (_what, text) => {
    await toLive(person);
    const cases = await pana.openedCases();
    await person.sends(text);
    await person.hears(/Отправлено/);
    expect((await textEntries()).map((entry) => entry.text)).toEqual([text]);
    expect((await pana.readCases()).flatMap(({ lines }) => lines).every(({ ok }) => ok)).toBe(true);
    expect(await pana.openedCases()).toBe(cases);
  });

  it("in her name is never said, and stands in no case", async () => {
    person = pana.person({ first_name: "<script>alert(1)</script>", last_name: "javascript:1", username: "evil_name" });
    await toLive(person);
    await person.sends("привет");
    await person.hears(/Отправлено/);
    const everything = JSON.stringify([texts(), (await pana.readCases()).map(({ lines }) => lines), pana.log]);
    expect(everything).not.toMatch(/script|evil_name/);
  });

  it("given as a place is shown to her to the letter", async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    await person.presses(/^Нет$/);
    for (const question of [/Что происходит/, /Было ли/, /дети/, /травмы/]) {
      await person.hears(question);
      await person.presses(/Пропустить/);
    }
    await person.hears(/област/);
    await person.sends("<b>{x}</b> \u202eул. 'Абая'");
    await person.hears(/не получилось/);
    await person.presses(/Пропустить/);
    await person.hears(/помощь вам нужна/);
    for (const question of [/получить ответ/, /своими словами/, /горячую линию/]) {
      await person.presses(/Пропустить/);
      await person.hears(question);
    }
    await person.presses(/^Да$/);
    await person.hears(/кризисный центр/);
    await person.presses(/Пропустить/);
    await person.hears(/в полиции/);
    await person.presses(/Пропустить/);
    await person.hears(/позвонили/);
    await person.presses(/Пропустить/);
    await person.hears(/<b>\{x\}<\/b> \u202eул\. 'Абая'/);
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)).toString("utf8"));
}
