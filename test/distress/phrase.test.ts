import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { END_CHARS } from "../../src/distress/fold.ts";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import { HITS_KK, HITS_RU, MISSES, TEA_KK, TEA_RU } from "./phrase-spellings.ts";

const russian = compilePhrases([TEA_RU]);
const kazakh = compilePhrases([TEA_KK]);
const both = compilePhrases([TEA_RU, TEA_KK]);
/** Words that stand around a phrase and have nothing to do with it. */
const around = fc.array(fc.constantFrom("дом", "вечер", "бүгін", "кешке", "дети", "ужин", "нан", "salem"), {
  maxLength: 6,
});

describe("the distress phrase", () => {
  it.each(HITS_RU)("is heard in Russian: %j", (text) => {
    expect(hasPhrase(russian, text)).toBe(true);
  });

  it.each(HITS_KK)("is heard in Kazakh: %j", (text) => {
    expect(hasPhrase(kazakh, text)).toBe(true);
  });

  it.each(MISSES)("is not heard in %j", (text) => {
    expect(hasPhrase(both, text)).toBe(false);
  });

  it("has at least sixty spellings of each language to be heard in", () => {
    expect(new Set(HITS_RU).size).toBeGreaterThanOrEqual(60);
    expect(new Set(HITS_KK).size).toBeGreaterThanOrEqual(60);
  });

  it("is heard in Cyrillic when it was set in Latin letters, and the other way round", () => {
    expect(hasPhrase(compilePhrases(["zhasyl shai bar ma"]), "жасыл шай бар ма")).toBe(true);
    expect(hasPhrase(compilePhrases(["жасыл шай бар ма"]), "zhasyl shai bar ma")).toBe(true);
    expect(hasPhrase(compilePhrases(["жасыл шай бар ма"]), "jasyl wai barma")).toBe(true);
  });

  it("is not heard in two of its three words", () => {
    const three = compilePhrases(["лаванда ромашка календула"]);
    expect(hasPhrase(three, "лаванда и ромашка")).toBe(false);
    expect(hasPhrase(three, "лаванда ромашка фиалка")).toBe(false);
    expect(hasPhrase(three, "ромашка календула")).toBe(false);
    expect(hasPhrase(three, "лаванда роза календула")).toBe(false);
    expect(hasPhrase(three, "лаванда, ромашка, календула")).toBe(true);
  });

  it("is heard among any other words", () => {
    fc.assert(
      fc.property(around, around, fc.constantFrom(TEA_RU, TEA_KK), (before, after, phrase) => {
        expect(hasPhrase(both, [...before, phrase, ...after].join(" "))).toBe(true);
      }),
    );
  });

  it("is heard after any one typo", () => {
    const typo = fc.tuple(
      fc.constantFrom("lost", "doubled", "swapped", "changed"),
      fc.nat(),
      fc.constantFrom(..."абвгдежзиклмн"),
    );
    fc.assert(
      fc.property(fc.constantFrom(TEA_RU, TEA_KK), typo, (phrase, [kind, where, letter]) => {
        expect(hasPhrase(both, mistype(phrase, kind, where % phrase.length, letter))).toBe(true);
      }),
    );
  });

  it("is heard after two typos in nearly every case", () => {
    const one = fc.tuple(
      fc.constantFrom("lost", "doubled", "swapped", "changed"),
      fc.nat(),
      fc.constantFrom(..."абвгдежзиклмн"),
    );
    const samples = fc.sample(fc.tuple(fc.constantFrom(TEA_RU, TEA_KK), one, one), { numRuns: 1_000, seed: 7 });
    const heard = samples.filter(([phrase, [a, i, x], [b, j, y]]) =>
      hasPhrase(both, mistype(mistype(phrase, a, i % phrase.length, x), b, j % (phrase.length - 1), y)),
    );
    expect(heard.length).toBeGreaterThanOrEqual(980);
  });

  it("is heard at the beginning and at the end of a text of any length", () => {
    const story = "он пришёл поздно и долго кричал на меня и на детей ".repeat(2_000);
    expect(hasPhrase(both, `${TEA_RU} ${story}`)).toBe(true);
    expect(hasPhrase(both, `${story} ${TEA_RU}`)).toBe(true);
    expect(hasPhrase(both, story)).toBe(false);
  });

  it("does not put a phrase together from the two ends of a long text", () => {
    const [head, tail] = ["есть ли у вас зелёный", "чай с мятой"];
    const text = `${"о ".repeat(END_CHARS)}`.slice(head.length + 1, END_CHARS);
    expect(hasPhrase(both, `${text} ${head}${"я".repeat(5_000)}`.slice(0, END_CHARS) + "ы".repeat(5_000) + tail)).toBe(
      false,
    );
  });

  it("never fails and never needs long, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
        expect(typeof hasPhrase(both, text)).toBe("boolean");
      }),
      { numRuns: 200 },
    );
    const started = performance.now();
    for (const unit of ["у с ", "а", "ш\u0301", "\ufdfa", "\ud800", "w"]) hasPhrase(both, unit.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("is never heard when none is set", () => {
    expect(hasPhrase(compilePhrases([]), TEA_RU)).toBe(false);
    expect(hasPhrase(compilePhrases([""]), "")).toBe(false);
  });
});

describe("setting a distress phrase", () => {
  it.each([
    ["чай", "too-weak"],
    ["зелёный чай", "too-weak"],
    ["бар ма", "too-weak"],
    ["а и у", "too-weak"],
    ["ма ме ба", "too-weak"],
    ["", "empty"],
    ["  ...  ", "empty"],
    ["👍👍👍", "empty"],
    ["чай ".repeat(60), "too-long"],
  ])("refuses %j as %s and says which of the list it was", (phrase, problem) => {
    const phrases = compilePhrases([TEA_RU, phrase]);
    expect(phrases.problems).toEqual([{ index: 1, problem }]);
    expect(phrases.compiled).toHaveLength(1);
    expect(hasPhrase(phrases, phrase)).toBe(false);
  });

  it.each(["жасыл шай бар ма", "шай бар ма", "гречневая лапша", "электропневмоклапан"])("takes %j", (phrase) => {
    const phrases = compilePhrases([phrase]);
    expect(phrases.problems).toEqual([]);
    expect(hasPhrase(phrases, `а ${phrase}?`)).toBe(true);
  });

  it("never names the phrase in a problem", () => {
    expect(JSON.stringify(compilePhrases(["секрет", "құпия"]).problems)).not.toMatch(/секрет|құпия/);
  });
});

function mistype(text: string, kind: string, at: number, letter: string): string {
  const [head, char, tail] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  if (kind === "lost") return head + tail;
  if (kind === "doubled") return head + char + char + tail;
  if (kind === "swapped") return head + tail.slice(0, 1) + char + tail.slice(1);
  return head + (char === " " ? " " : letter) + tail;
}
