import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PrintStyle, printChoices, printMessage, printTyped } from "../../src/channels/terminal-print.ts";

const PIPE: PrintStyle = { width: null, colours: false };
const NARROW: PrintStyle = { width: 40, colours: false };
const NOTHING = { numbered: [], commands: [] };
const message = (text: string) => ({ id: 1, by: "bot" as const, text, buttons: [] });
const numbered = (...labels: readonly string[]) => ({
  numbered: labels.map((label) => ({ label, data: label })),
  commands: [{ command: "/hide", label: "Скрыть" }],
});

describe("a message on the screen", () => {
  it("stands beside the bot's name, its buttons numbered below, the doors by their commands", () => {
    expect(printMessage(PIPE, message("Выберите язык."), numbered("Қазақша", "Русский"))).toBe(
      "\nPana  Выберите язык.\n\n      1  Қазақша\n      2  Русский\n      /hide Скрыть\n",
    );
  });

  it("is wrapped at words on a terminal and left whole in a pipe", () => {
    const text = "Здравствуйте. Здесь можно рассказать о том, что происходит дома.";
    const lines = printMessage(NARROW, message(text), NOTHING).split("\n");
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(
      lines
        .map((line) => line.replace(/^Pana/, "").trim())
        .join(" ")
        .trim(),
    ).toBe(text);
    expect(printMessage(PIPE, message(text), NOTHING)).toBe(`\nPana  ${text}\n`);
  });

  it("never loses a word by wrapping", () => {
    const words = fc.array(fc.stringMatching(/^[а-яә]{1,60}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 100 }), (list, width) => {
        const printed = printMessage({ width, colours: false }, message(list.join(" ")), NOTHING);
        expect(printed.replace("Pana", "").split(/\s+/).filter(Boolean)).toEqual(list);
      }),
    );
  });

  it("shows signs that would command the terminal or turn the text, instead of obeying them", () => {
    const printed = printMessage(PIPE, message("a\u001b[2Jb\u202ec\rd"), numbered("\u0007"));
    expect(printed).toContain("a\\u{1b}[2Jb\\u{202e}c\\u{d}d");
    expect(printed).toContain("1  \\u{7}");
    expect(printTyped(PIPE, "x\u001b", null)).toBe("> x\\u{1b}\n");
  });

  it("has no escape code without colours, and the same words with them", () => {
    const plain = printMessage(PIPE, message("Да?"), numbered("Да", "Нет"));
    const coloured = printMessage({ ...PIPE, colours: true }, message("Да?"), numbered("Да", "Нет"));
    expect(plain).not.toContain("\u001b");
    const pieces = coloured.split("\u001b").map((piece, i) => (i === 0 ? piece : piece.replace(/^\[\d+m/, "")));
    expect(pieces.join("")).toBe(plain);
  });
});

describe("a list of buttons", () => {
  const labels = Array.from({ length: 11 }, (_, i) => `Область ${i + 1}`);

  it("stands in two columns where it is long and they fit, read downwards", () => {
    const lines = printChoices({ width: 80, colours: false }, numbered(...labels)).split("\n");
    expect(lines[0]).toMatch(/^ {7}1 {2}Область 1 +7 {2}Область 7$/);
    expect(lines).toHaveLength(6 + 1 + 1);
  });

  it("stands in one column where it is short, or the screen too narrow, or nobody looks", () => {
    expect(printChoices({ width: 80, colours: false }, numbered(...labels.slice(0, 9))).split("\n")).toHaveLength(11);
    expect(printChoices({ width: 30, colours: false }, numbered(...labels)).split("\n")).toHaveLength(13);
    expect(printChoices(PIPE, numbered(...labels)).split("\n")).toHaveLength(13);
  });
});
