import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visiblePieces } from "../../src/browser/ui/visible-text.ts";

/** Written out, so that it is not the rule that it checks. */
const UNSEEN = /[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/;
const isControl = (letter: string) =>
  (letter < " " && letter !== "\n" && letter !== "\t") || (letter >= "\u007f" && letter <= "\u009f");

const plain = (text: string) =>
  visiblePieces(text)
    .map(({ kind, text: piece }) => (kind === "mark" ? `[${piece}]` : piece))
    .join("");

describe("what a person wrote, made visible", () => {
  it.each([
    ["өлтірем деді\nкеше\tкешке", "өлтірем деді\nкеше\tкешке"],
    ["<img src=x onerror=alert(1)> javascript:", "<img src=x onerror=alert(1)> javascript:"],
    ["a\u202egnp.exe", "a[U+202E]gnp.exe"],
    ["\u2066x\u2069", "[U+2066]x[U+2069]"],
    ["a\u200bb\u00adc\ufeff", "a[U+200B]b[U+00AD]c[U+FEFF]"],
    ["nul\0bell\u0007\u009f", "nul[U+0000]bell[U+0007][U+009F]"],
    ["\ud800 lone", "[U+D800] lone"],
    ["\u2028line", "[U+2028]line"],
    ["\u3164", "[U+3164]"],
  ])("shows %j", (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it("leaves pictures whole that are joined out of several", () => {
    const family = "\u{1f469}\u200d\u{1f467}\u200d\u{1f466}";
    const couple = "\u{1f469}\u{1f3fd}\u200d\u2764\ufe0f\u200d\u{1f468}";
    for (const picture of [family, couple, "\u2764\ufe0f"]) expect(plain(picture)).toBe(picture);
    expect(plain("a\u200db")).toBe("a[U+200D]b");
  });

  it("keeps accents that languages have, and names a stack of them once with its count", () => {
    expect(plain("й\u0301и\u0308")).toBe("й\u0301и\u0308");
    expect(plain(`a${"\u0301".repeat(30)}b`)).toBe(`a${"\u0301".repeat(4)}[U+0301 ×26]b`);
    expect(plain("\u202e".repeat(5))).toBe("[U+202E ×5]");
  });

  it("loses nothing, and lets nothing unseen through, whatever is typed", () => {
    const anything = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(anything, (text) => {
        const pieces = visiblePieces(text);
        const words = pieces
          .filter(({ kind }) => kind === "words")
          .map((piece) => piece.text)
          .join("");
        expect(words).not.toMatch(UNSEEN);
        expect([...words].filter(isControl)).toEqual([]);
        const named = pieces
          .filter(({ kind }) => kind === "mark")
          .reduce((sum, { text: name }) => sum + Number(/×(\d+)$/.exec(name)?.[1] ?? 1), 0);
        expect([...words].length + named).toBe([...text].length);
      }),
    );
  });

  it("bears the longest message of four thousand pictures", () => {
    const [only, ...more] = visiblePieces("\u{1f62d}".repeat(4_096));
    expect(only?.text.length).toBe(8_192);
    expect(more).toEqual([]);
  });
});
