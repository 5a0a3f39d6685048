import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { END_CHARS, fold, foldEnds, readableEnds } from "../../src/distress/fold.ts";

/** Any UTF-16 at all: lone surrogates, NUL, marks, right-to-left letters. */
const anyText = fc
  .array(
    fc.oneof(fc.nat({ max: 0xffff }), fc.integer({ min: 0x20, max: 0x530 }), fc.integer({ min: 0x300, max: 0x36f })),
    { maxLength: 120 },
  )
  .map((units) => String.fromCharCode(...units));
const letters = fc.string({ unit: fc.constantFrom(..."абвйёщцяюқғңүұһәөіэыьxcpayowjzhsg463'-. ŞıәƏ"), maxLength: 40 });

describe("folding", () => {
  it.each([
    ["Ё й Қ Ғ Ң Ү Ұ Һ Ә Ө І", "е и к г н у у х а о и"],
    ["Жасыл шай бар ма?", "жасил шаи бар ма"],
    ["zhasyl shai bar ma", "жасил шаи бар ма"],
    ["jasyl wai bar ma", "жасил шаи бар ма"],
    ["сыз бар, мен жоқ", "сиз бар мен жок"],
    ["көмектесіңіздер", "комектесиниздер"],
    ["щука и шука", "шука и шука"],
    ["4ай", "чаи"],
    ["c мятoй", "с миатои"],
    ["CIЗДE", "сизде"],
    ["şay", "шаи"],
    ["помогитеееееее", "помогите"],
    ["анна", "анна"],
    ["a\u0301\u0301\u0301\u0301а", "аа"],
    ["ту\u200bт", "тут"],
    ["раз.два-три", "раз два три"],
    ["102", "102"],
    ["111 222", "111 222"],
    ["на 102!", "на 102"],
    ["+", ""],
    ["👍", ""],
    ["\u0000", ""],
    ["\ud83d", ""],
  ])("reads %j as %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, letters), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves small Cyrillic letters, digits and single spaces only", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, letters), (text) => {
        expect(fold(text)).toMatch(/^(?:[абвгдежзиклмнопрстуфхчш0-9]+(?: [абвгдежзиклмнопрстуфхчш0-9]+)*)?$/);
      }),
      { numRuns: 500 },
    );
  });

  it("does not mind capitals, marks and invisible characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."абвгдежзиклмнопқғңүұһәөі "), maxLength: 40 }), (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold([...text].join("\u200d"))).toBe(fold(text));
        expect(fold(text.replace(/\S/g, "$&\u0301"))).toBe(fold(text));
      }),
    );
  });

  it("keeps different everyday words apart", () => {
    const words =
      "шай чай сай жай май бар бер бір тұр сол мен сен дом дым сок сук жук лук час жаз яма мама нет дети".split(" ");
    const folded = new Set(words.map((word) => fold(word)));
    expect(folded.size).toBe(words.length);
  });
});

describe("a long text", () => {
  it("is read whole up to twice the end, and at both ends beyond", () => {
    expect(readableEnds("а".repeat(2 * END_CHARS))).toHaveLength(1);
    expect(readableEnds(`начало${"а".repeat(2 * END_CHARS)}предел`).map((end) => end.length)).toEqual([
      END_CHARS,
      END_CHARS,
    ]);
    const [head, tail] = foldEnds(`начало ${"о ".repeat(5_000)} предел`);
    expect(head?.[0]).toBe("начало");
    expect(tail?.at(-1)).toBe("предел");
  });

  it("costs no more than its ends", () => {
    const whole = "а\u0301Ж ".repeat(1_000_000);
    expect(fold(whole)).toBe(fold(whole.slice(0, END_CHARS) + " ".repeat(END_CHARS) + whole.slice(-END_CHARS)));
    expect(fold(whole).length).toBeLessThan(2 * END_CHARS);
  });
});
