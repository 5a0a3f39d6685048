import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/distress/fold.ts";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import { realIn } from "../../src/distress/real-words.ts";
import { PHRASE_END_CHARS } from "../../src/distress/script.ts";
import { HITS_KK, HITS_RU, MISSES, TEA_KK, TEA_RU } from "./phrase-spellings.ts";

const russian = compilePhrases([TEA_RU]);
const kazakh = compilePhrases([TEA_KK]);
const both = compilePhrases([TEA_RU, TEA_KK]);
/** Words that stand around a phrase and have nothing to do with it. */
const around = fc.array(fc.constantFrom("дом", "вечер", "бүгін", "кешке", "дети", "ужин", "нан", "salem"), {
  maxLength: 6,
});

const typo = fc.tuple(
  fc.constantFrom("lost", "doubled", "swapped", "changed"),
  fc.nat(),
  fc.constantFrom(..."абвгдежзиклмн"),
);

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
    const latin = compilePhrases(["zhasyl shai men bauyrsaq bar ma"]);
    const cyrillic = compilePhrases(["жасыл шай мен бауырсақ бар ма"]);
    expect(hasPhrase(latin, "жасыл шай мен бауырсақ бар ма")).toBe(true);
    expect(hasPhrase(cyrillic, "zhasyl shai men bauyrsaq bar ma")).toBe(true);
    expect(hasPhrase(cyrillic, "jasyl wai men bauyrsak barma")).toBe(true);
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

  it("is heard after every one typo that does not make another everyday word of it", () => {
    const kinds = ["lost", "doubled", "swapped", ..."абвгдежзиклмнопр"];
    const missed = [TEA_RU, TEA_KK].flatMap((phrase) =>
      kinds
        .flatMap((kind) => [...phrase].map((_, at) => mistype(phrase, kind.length > 1 ? kind : "changed", at, kind)))
        .filter((text) => !hasPhrase(both, text) && !holdsAnotherWord(text, phrase)),
    );
    expect(missed).toEqual(["сізде жалбыз қосылған ккк шай бар ма"]); // A letter three times is that letter once.
  });

  it("is heard after two such typos in nearly every case", () => {
    const samples = fc.sample(fc.tuple(fc.constantFrom(TEA_RU, TEA_KK), typo, typo), { numRuns: 3_000, seed: 7 });
    const texts = samples.flatMap(([phrase, [a, i, x], [b, j, y]]) => {
      const text = mistype(mistype(phrase, a, i % phrase.length, x), b, j % (phrase.length - 1), y);
      return holdsAnotherWord(text, phrase) ? [] : [text];
    });
    const heard = texts.filter((text) => hasPhrase(both, text));
    expect(heard.length / texts.length).toBeGreaterThanOrEqual(0.98);
  });

  it("is heard at the beginning and at the end of a text of any length", () => {
    const story = "он пришёл поздно и долго кричал на меня и на детей ".repeat(2_000);
    expect(hasPhrase(both, `${TEA_RU} ${story}`)).toBe(true);
    expect(hasPhrase(both, `${story} ${TEA_RU}`)).toBe(true);
    expect(hasPhrase(both, story)).toBe(false);
  });

  it("is heard anywhere in the longest message that a chat brings", () => {
    const story = "он пришёл поздно и долго кричал на меня и на детей ".repeat(38);
    expect(hasPhrase(both, `${story}${TEA_RU} ${story}`.slice(0, 4_096))).toBe(true);
    expect(hasPhrase(both, `${story}${TEA_KK} ${story}`.slice(0, 4_096))).toBe(true);
  });

  it("does not put a phrase together from the two ends of a long text", () => {
    const [head, tail] = ["есть ли у вас зелёный", "чай с мятой"];
    const first = "о ".repeat(PHRASE_END_CHARS).slice(0, PHRASE_END_CHARS - head.length) + head;
    expect(hasPhrase(both, `${first} ${tail}`)).toBe(true);
    expect(hasPhrase(both, `${first}${"ы ".repeat(5_000)}${tail}`)).toBe(false);
  });

  it("never fails and never needs long, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
        expect(typeof hasPhrase(both, text)).toBe("boolean");
      }),
      { numRuns: 200 },
    );
    for (const unit of ["у с ", "а", "ш\u0301", "\ufdfa", "\ud800", "w"])
      expect(hasPhrase(both, unit.repeat(1_000_000))).toBe(false);
  });

  it.each([
    ["emoji", "🍵", 4_096],
    ["letters set apart", "а б в ", 700],
    ["words of the phrase set apart", "з е л ё н ы й ч а й с м я т о й ", 140],
    ["words of the phrase", "зелёный чай мятой ", 240],
    ["words of the phrase run together", "зелёныйчаймятой", 280],
    ["a hundred thousand letters", "чай ", 25_000],
    ["half surrogates", "\ud83c", 4_096],
    ["letters of no width", "ч\u200bа\u200bй\u200b ", 600],
    ["accents", "ш\u0301", 2_000],
    ["keys of the other alphabet", "ptktysq xfq ", 340],
  ])("is not heard in nothing but %s", (_name, unit, times) => {
    expect(hasPhrase(both, unit.repeat(times))).toBe(false);
  });

  it("is answered yes or no in strings of its own letters, marks and spaces", () => {
    const letters = fc.constantFrom(..."зелёный чай с мятой жалбыз.,:-🍵\u200b\ud83ctcnm[];'");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 400 }), (text) => {
        expect(typeof hasPhrase(both, text)).toBe("boolean");
      }),
      { numRuns: 500 },
    );
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
    ["шай бар ма", "too-weak"],
    ["жасыл шай бар ма", "too-weak"],
    ["гречневая лапша", "too-weak"],
    ["электропневмоклапан", "too-weak"],
    ["есть ли у вас что-нибудь на сегодня", "too-weak"],
    ["сыр лук дом", "too-weak"],
    ["чай чаю чаем чая чайку", "too-weak"],
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

  it.each([
    "жасыл шай мен бауырсақ бар ма",
    "гречневая лапша с черносливом",
    "нужен синий клей для сыра",
    "лаванда ромашка календула",
  ])("takes %j", (phrase) => {
    const phrases = compilePhrases([phrase]);
    expect(phrases.problems).toEqual([]);
    expect(hasPhrase(phrases, `а ${phrase}?`)).toBe(true);
  });

  it("never names the phrase in a problem", () => {
    expect(JSON.stringify(compilePhrases(["секрет", "құпия"]).problems)).not.toMatch(/секрет|құпия/);
  });
});

/** "чай" with one letter changed is "час", which people mean. */
function holdsAnotherWord(text: string, phrase: string): boolean {
  const own = new Set(foldText(phrase));
  return foldText(text).some((word) => word.length > 2 && !own.has(word) && realIn(word).length > 0);
}

function mistype(text: string, kind: string, at: number, letter: string): string {
  const [head, char, tail] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  if (kind === "lost") return head + tail;
  if (kind === "doubled") return head + char + char + tail;
  if (kind === "swapped") return head + tail.slice(0, 1) + char + tail.slice(1);
  return head + (char === " " ? " " : letter) + tail;
}
