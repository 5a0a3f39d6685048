import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeConfused } from "../../src/distress/confusable.ts";
import { EVERYDAY } from "../../src/distress/everyday.ts";
import { judgePhrase } from "../../src/distress/judge-phrase.ts";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import { catalogue } from "../i18n/locale-files.ts";

const SAID = [...catalogue.ru.values(), ...catalogue.kk.values()];
const FREE = { said: SAID, other: null, tellsOfDanger: false } as const;

const GOOD = [
  "соседка просила вернуть синюю кастрюлю",
  "есть ли жёлтые пуговицы для пальто",
  "почём у вас медные чайники с узором",
  "апам сары самауырын сұрап жатыр",
  "сізде күміс қасық пен қобыз бар ма",
  "zheltye pugovitsy dlya palto est",
];

describe("a phrase of her own", () => {
  it.each(GOOD)("is taken: %s", (phrase) => {
    expect(judgePhrase(phrase, FREE)).toBeNull();
    expect(hasPhrase(compilePhrases([phrase]), phrase)).toBe(true);
  });

  it.each([
    ["short", "чай"],
    ["short", "чай кофе"],
    ["short", "👍"],
    ["short", ""],
    ["weak", "а у вас это когда"],
    ["weak", "красивые платья"],
    ["weak", "чай, чай, чай, чай"],
    ["long", "синяя кастрюля ".repeat(20)],
    ["danger", "полиция полиция полиция"],
    ["everyday", "картошку, лук и морковку"],
    ["everyday", "забери детей из садика"],
    ["everyday", "дүкеннен пияз, картоп, сәбіз"],
    ["everyday", "пәтер іздеп жүрмін бағасы"],
    ["ours", "синие нитки для джинсовой куртки"],
  ] as const)("is refused as %s: %s", (problem, phrase) => {
    expect(judgePhrase(phrase, FREE)).toBe(problem);
  });

  it("is refused when its words tell of danger", () => {
    expect(judgePhrase(GOOD[0] ?? "", { ...FREE, tellsOfDanger: true })).toBe("danger");
  });

  it("is refused when it is any sentence that the bot or its shop says", () => {
    for (const text of SAID.filter((_, i) => i % 3 === 0)) {
      const problem = judgePhrase(text, { ...FREE, tellsOfDanger: false });
      expect(problem, text).not.toBeNull();
    }
  });

  it("is refused when it is what people write every day", () => {
    for (const text of EVERYDAY) expect(judgePhrase(text, FREE), text).not.toBeNull();
  });
});

describe("two phrases of one chat", () => {
  it.each([
    ["соседка просила вернуть синюю кастрюлю", "соседка просила вернуть синюю кастрюлю"],
    ["соседка просила вернуть синюю кастрюлю", "синюю кастрюлю вернуть соседка просила"],
    ["соседка просила вернуть синюю кастрюлю", "соседка просила вернуть красную кастрюлю"],
    ["соседка просила вернуть синюю кастрюлю", "сосетка просила вирнуть синию кастрюлу"],
    ["соседка просила вернуть синюю кастрюлю", "завтра соседка просила вернуть ей синюю кастрюлю"],
    ["жёлтые пуговицы для пальто", "жёлтые пуговицы для платья"],
    ["яркая скатерть сушится на балконе", "белая скатерть сушится на балконе"],
    ["белая скатерть сушится на балконе", "на балконе сушится скатерть бурая"],
    ["жёлтые пуговицы для пальто", "вчера тётя наконец увидела на чердаке за шкафом жёлтые пуговицы для пальто"],
  ])("are too near: %s / %s", (one, other) => {
    expect(canBeConfused(one, other)).toBe(true);
    expect(canBeConfused(other, one)).toBe(true);
    expect(judgePhrase(other, { ...FREE, other: one })).toBe("like-other");
  });

  it("are far apart when they share nothing", () => {
    for (const [i, one] of GOOD.entries())
      for (const other of GOOD.slice(i + 1).filter((it) => !isSamePhrase(it, one)))
        expect(canBeConfused(one, other), `${one} / ${other}`).toBe(false);
  });

  it("that were both taken are never heard in each other, each with a wrong letter in every word", () => {
    const noun = fc.constantFrom(
      ...[
        "кастрюля",
        "пуговица",
        "самовар",
        "зонтик",
        "велосипед",
        "скатерть",
        "гитара",
        "фонарь",
        "подкова",
        "клубника",
      ],
      ...["домбыра", "шелек", "ыдыс", "қобыз", "жәшік", "көйлек", "күмбез", "қалпақ"],
    );
    const phrase = fc.uniqueArray(noun, { minLength: 4, maxLength: 6 }).map((words) => words.join(" "));
    const wrong = fc.array(fc.nat(7), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(phrase, phrase, wrong, (one, other, places) => {
        fc.pre(!canBeConfused(one, other));
        const mistyped = other.split(" ").map((word, i) => withWrongLetter(word, places[i] ?? 0));
        expect(hasPhrase(compilePhrases([one]), mistyped.join(" "))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

function withWrongLetter(word: string, at: number): string {
  const place = at % word.length;
  return `${word.slice(0, place)}ж${word.slice(place + 1)}`;
}

/** The same phrase in Latin letters. */
function isSamePhrase(one: string, other: string): boolean {
  return /пуговиц|pugovits/.test(one) && /пуговиц|pugovits/.test(other);
}
