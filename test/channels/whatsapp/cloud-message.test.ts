import { describe, expect, it } from "vitest";
import type { PlainButton } from "../../../src/channels/bot-api.ts";
import { cloudMessages, tickMessages } from "../../../src/channels/whatsapp/cloud-message.ts";
import { LIMITS } from "../../../src/channels/whatsapp/cloud-payload.ts";
import { bodyOf, buttonsOf, rowsOf } from "./payload-parts.ts";

const doors: PlainButton[] = [
  { label: "Скрыть", data: "d.hide.ru" },
  { label: "Сейчас опасно", data: "d.danger.ru" },
];
const options = (count: number, label = (i: number) => `Ответ ${i}`) =>
  Array.from({ length: count }, (_, i) => [{ label: label(i + 1), data: `a.1.o${i + 1}` }]);

describe("a screen on WhatsApp", () => {
  it("is a text when there is nothing to press", () => {
    expect(cloudMessages("Вы в безопасности?", [])).toEqual([
      { type: "text", text: { body: "Вы в безопасности?", preview_url: false } },
    ]);
  });

  it("has up to three short answers as buttons", () => {
    const [message, ...more] = cloudMessages("Вам можно писать?", [...options(1, () => "Да"), doors]);
    expect(more).toEqual([]);
    expect(buttonsOf(message)).toEqual([
      { id: "a.1.o1", title: "Да" },
      { id: "d.hide.ru", title: "Скрыть" },
      { id: "d.danger.ru", title: "Сейчас опасно" },
    ]);
  });

  it("has up to ten as a list, the doors among them", () => {
    const [message, ...more] = cloudMessages("Кому плохо?", [...options(8), doors]);
    expect(more).toEqual([]);
    expect(rowsOf(message).map(({ title }) => title)).toEqual([
      ...["Ответ 1", "Ответ 2", "Ответ 3", "Ответ 4", "Ответ 5", "Ответ 6", "Ответ 7", "Ответ 8"],
      ...["Скрыть", "Сейчас опасно"],
    ]);
  });

  it("says in the small print of a list what its title had no room for", () => {
    const label = "Он угрожает, что заберёт детей";
    const [message] = cloudMessages("Что было?", [...options(1, () => label), doors]);
    expect(rowsOf(message)[0]).toEqual({ id: "a.1.o1", title: "Он угрожает, что…", description: label });
  });

  it("numbers more than ten, with the doors as buttons under the numbers", () => {
    const skip = [{ label: "Пропустить", data: "a.1.skip" }];
    const [message, ...more] = cloudMessages("Где вы?", [...options(17), skip, doors]);
    expect(more).toEqual([]);
    expect(bodyOf(message).split("\n").slice(0, 4)).toEqual(["Где вы?", "", "1. Ответ 1", "2. Ответ 2"]);
    expect(bodyOf(message)).toMatch(/17\. Ответ 17$/);
    expect(buttonsOf(message).map(({ title }) => title)).toEqual(["Пропустить", "Скрыть", "Сейчас опасно"]);
  });

  it("numbers fewer than ten too, when one is too long to be read in a list", () => {
    const [message] = cloudMessages("Что было?", [
      ...options(2, (i) => `${"очень длинный ответ ".repeat(5)}${i}`),
      doors,
    ]);
    expect(bodyOf(message)).toMatch(/\n2\. очень.* 2$/);
    expect(buttonsOf(message)).toHaveLength(2);
  });

  it("sends what is too long for a message with buttons in front of it, its last paragraph apart", () => {
    const long = `${"Слова. ".repeat(300).trim()}\n\nСогласны?`;
    const [first, second, ...more] = cloudMessages(long, [doors]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ type: "text" });
    expect(bodyOf(second)).toBe("Согласны?");
    expect(`${bodyOf(first)}\n\n${bodyOf(second)}`).toBe(long);
  });

  it("cuts a last paragraph that is too long between two words", () => {
    const long = "слово ".repeat(400).trim();
    const bodies = cloudMessages(long, [doors]).map(bodyOf);
    expect(bodies.join(" ")).toBe(long);
    expect(bodies.at(-1)?.length).toBeLessThanOrEqual(LIMITS.body);
  });

  it("tells titles apart that would be the same", () => {
    const labels = ["Кризисный центр, дом на горе", "Кризисный центр, дом у реки", "Да", "да"];
    const [message] = cloudMessages("Куда?", [...options(4, (i) => labels[i - 1] ?? ""), doors]);
    const titles = rowsOf(message).map(({ title }) => title);
    expect(titles.slice(0, 4)).toEqual(["Кризисный центр, дом на…", "Кризисный центр, дом у…", "Да", "да 2"]);
  });

  it("never cuts a character in two", () => {
    const [message] = cloudMessages("?", [...options(1, () => "🫂".repeat(15)), doors]);
    expect(rowsOf(message)[0]?.title).toBe(`${"🫂".repeat(11)}…`);
  });

  it("shows a button once that was drawn twice", () => {
    const [message] = cloudMessages("?", [doors, doors]);
    expect(buttonsOf(message)).toHaveLength(2);
  });

  it.each([
    ["no words", " ", [doors]],
    ["a button without a label", "?", [[{ label: " ", data: "a.1.x" }]]],
    ["a button that sends nothing back", "?", [[{ label: "Да", data: "" }]]],
    ["more to send back than may be", "?", [[{ label: "Да", data: "x".repeat(201) }]]],
  ])("refuses loudly: %s", (_, text, rows) => {
    expect(() => cloudMessages(text, rows)).toThrow(expect.objectContaining({ code: "channel/refused" }));
  });
});

describe("boxes on WhatsApp", () => {
  const box = (i: number) => [{ label: `${i === 2 ? "☑" : "☐"} Знак ${i}`, data: `t.1.o${i}.${i === 2 ? 0 : 1}` }];
  const done = [{ label: "Готово", data: "a.1.done" }];

  it("are numbered lines however few they are: several are answered in one message", () => {
    const [message, ...more] = cloudMessages("Что происходит?", [box(1), box(3), done, doors]);
    expect(more).toEqual([]);
    expect(bodyOf(message)).toBe("Что происходит?\n\n1. Знак 1\n2. Знак 3");
    expect(buttonsOf(message).map(({ id }) => id)).toEqual(["a.1.done", "d.hide.ru", "d.danger.ru"]);
  });

  it("are shown anew as they are now, without a word in any language", () => {
    const [message, ...more] = tickMessages([...Array.from({ length: 9 }, (_, i) => box(i + 1)), done, doors]);
    expect(more).toEqual([]);
    expect(bodyOf(message)).toMatch(/^1\. Знак 1\n2\. ☑ Знак 2\n[\s\S]*9\. Знак 9$/);
    expect(buttonsOf(message).map(({ id }) => id)).toEqual(["a.1.done", "d.hide.ru", "d.danger.ru"]);
  });

  it("refuses to pretend that anything else was changed", () => {
    expect(() => tickMessages([doors])).toThrow(expect.objectContaining({ code: "channel/refused" }));
  });
});
