import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/domain/chat.ts";
import { DONE, hear, SKIP, skipButton } from "../../src/talks/hear.ts";
import { numberIn } from "../../src/talks/number-words.ts";
import type { Question } from "../../src/talks/question.ts";
import { label } from "./house.ts";
import { option, skip, ticks, unclear, words } from "./repertoire.ts";

const danger = choose("intake.danger-now", ["no", "yes"]);
const children = choose("intake.children", ["with-me", "with-him", "none"], true);
const safe = choose("first-contact.safe-to-write", ["yes", "no"]);
const happened: Question = {
  ask: "tick",
  key: "intake.what-happened.ask",
  params: {},
  options: [
    { id: "beats", label: "intake.what-happened.beats" },
    { id: "threatens", label: "intake.what-happened.threatens" },
    { id: "rapes", label: "intake.what-happened.rapes" },
  ],
  skippable: true,
};
const ownWords: Question = { ask: "words", key: "intake.own-words.ask", params: {}, options: [], skippable: true };
const place: Question = { ask: "place", key: "danger-now.where.ask", params: {}, skippable: true };
const listening: Question = {
  ask: "words",
  key: null,
  params: {},
  options: [{ id: "menu", label: "live.menu" }],
  skippable: false,
};
const town: Question = {
  ask: "choose",
  key: "where.town.ask",
  params: {},
  options: [
    { id: "kz-zhezkazgan", label: { data: { kk: "Жезқазған", ru: "Жезказган" } } },
    { id: "more", label: { data: { kk: "Басқа атаулар", ru: "Другие места" } } },
  ],
  skippable: true,
  words: true,
};
const one = { label: { data: { kk: "Басқа", ru: "Другое" } } };
const everyQuestion = [danger, children, safe, happened, ownWords, place, listening, town];

function choose(
  name: "intake.danger-now" | "intake.children" | "first-contact.safe-to-write",
  ids: readonly string[],
  skippable = false,
): Question {
  const options = ids.map((id) => ({ id, label: `${name}.${id}` as "intake.danger-now.yes" }));
  return { ask: "choose", key: `${name}.ask`, params: {}, options, skippable, words: false };
}

const typed = (question: Question, text: string) => hear(question, { heard: "words", words: text }, label);
const pressed = (question: Question, id: string) => hear(question, { heard: "press", option: id }, label);

describe("a typed yes or no", () => {
  it.each(["да", "Да!", "ДА", " да ", "ага", "угу", "иә", "Иә.", "иа", "ия", "ia", "da", "yes", "+", "да\u200b"])(
    "hears %j as yes",
    (text) => {
      expect(typed(danger, text)).toEqual(option("yes"));
    },
  );

  it.each(["нет", "Нет.", "НЕТ", "неа", "жоқ", "Жоқ", "жок", "jok", "zhok", "net", "no", "-"])(
    "hears %j as no",
    (text) => {
      expect(typed(danger, text)).toEqual(option("no"));
      expect(typed(children, text)).toEqual(option("none"));
    },
  );

  it.each(["?", "!!!", "...", "😭", "🙏", "👍", "救命", "نجدة", "–", "\ud83d", "\udc00", "++", "--", "\u0000", "ь"])(
    "hears %j as neither: it is no answer about danger",
    (text) => {
      expect(typed(danger, text)).toEqual(unclear);
      expect(typed(safe, text)).toEqual(unclear);
    },
  );

  it.each(["да нет", "не знаю", "нет да", "может быть", "білмеймін", "помогите", "он идёт"])(
    "does not guess at %j",
    (text) => {
      expect(typed(danger, text)).toEqual(unclear);
    },
  );
});

describe("a typed label", () => {
  it.each([
    "Да, безопасно",
    "да безопасно",
    "ДА БЕЗОПАСНО",
    "Иә, қауіпсіз",
    "иә қауіпсіз",
    "иа кауипсиз",
    "ia qauipsiz",
  ])("is heard as its option in either language, with and without Kazakh letters: %j", (text) => {
    expect(typed(safe, text)).toEqual(option("yes"));
  });

  it("is heard where the label comes from a list of towns", () => {
    for (const text of ["Жезқазған", "жезказган", "Жезказган ", "1", "1.", "1)", "Zhezkazgan"]) {
      expect(typed(town, text), text).toEqual(option("kz-zhezkazgan"));
    }
  });

  it("is kept as her own words where words are an answer too", () => {
    expect(typed(town, "Сәтбаев маңы")).toEqual(words("Сәтбаев маңы"));
    expect(typed(ownWords, "нет")).toEqual(words("нет"));
    expect(typed(place, "1")).toEqual(words("1"));
  });
});

describe("a typed number", () => {
  it("is the option in that place, and nothing when there is none", () => {
    expect(typed(children, "3")).toEqual(option("none"));
    for (const text of ["0", "4", "99", "100", "-1", "1.5", "102"])
      expect(typed(children, text), text).toEqual(unclear);
  });

  it("is her words in the live talk: '1' may be how many children she has", () => {
    expect(typed(listening, "1")).toEqual(words("1"));
    expect(typed(listening, "Жоқ")).toEqual(words("Жоқ"));
    for (const locale of LOCALES) {
      expect(typed(listening, label({ id: "menu", label: "live.menu" }, locale))).toEqual(option("menu"));
    }
  });
});

describe("a number in words", () => {
  it.each([
    [["один", "первый", "Первая.", "бір", "бірінші", "birinshi"], "with-me"],
    [["два", "две", "второй", "Вторая", "второе", "vtoroy", "екі", "еки", "екінші", "eki", "ЕКІНШІ!"], "with-him"],
    [["три", "третий", "третья", "үш", "уш", "үшінші", "ush"], "none"],
  ])("is the option in that place, in either language and spelling: %j", (spellings, id) => {
    for (const text of spellings) expect(typed(children, text), text).toEqual(option(id));
  });

  it("goes up to ten, and no further than there are options", () => {
    const many: Question = {
      ...happened,
      options: Array.from({ length: 12 }, (_, i) => ({ id: `o${i + 1}`, ...one })),
    };
    for (const text of ["десять", "десятая", "оныншы"]) expect(typed(many, text)).toEqual(ticks("o10"));
    for (const text of ["тоғызыншы", "девятый"]) expect(typed(many, text)).toEqual(ticks("o9"));
    for (const text of ["четыре", "төрт", "восемь"]) expect(typed(children, text)).toEqual(unclear);
  });

  it("ticks several boxes", () => {
    expect(typed(happened, "бір, үш")).toEqual(ticks("beats", "rapes"));
    expect(typed(happened, "первое третье")).toEqual(ticks("beats", "rapes"));
    expect(typed(happened, "1 и третье")).toEqual(unclear);
  });

  it("is never more than what stands on a button", () => {
    const labels = ["Второй", "Первый"].map((ru, i) => ({ id: `o${i + 1}`, label: { data: { kk: ru, ru } } }));
    expect(typed({ ...happened, options: labels }, "второй")).toEqual(ticks("o1"));
    expect(typed({ ...happened, options: labels }, "первый")).toEqual(ticks("o2"));
  });

  it("is her own words wherever those are an answer: an order may be for two", () => {
    for (const question of [town, ownWords, place, listening]) expect(typed(question, "екі")).toEqual(words("екі"));
    expect(typed(town, "второй")).toEqual(words("второй"));
  });

  it("is not guessed from 'he', which is ten in Kazakh, nor from a woman alone", () => {
    const many: Question = {
      ...happened,
      options: Array.from({ length: 12 }, (_, i) => ({ id: `o${i + 1}`, ...one })),
    };
    for (const text of ["он", "одна", "вдвоём", "два раза", "екі рет"])
      expect(typed(many, text), text).toEqual(unclear);
  });

  it("never stands for yes, no, skip or done", () => {
    for (const text of ["да", "нет", "иә", "жоқ", "+", "-", "готово", "пропустить", "дайын"])
      expect(numberIn(text), text).toBeNull();
  });
});

describe("several answers at once", () => {
  it.each([
    ["1, 3", ["beats", "rapes"]],
    ["1 3", ["beats", "rapes"]],
    ["3;1.", ["rapes", "beats"]],
    ["2", ["threatens"]],
    ["Бьёт", ["beats"]],
    ["ұрады", ["beats"]],
    ["урады", ["beats"]],
  ])("hears %j", (text, ids) => {
    expect(typed(happened, text)).toEqual(ticks(...ids));
  });

  it.each(["1, 9", "0", "всё", "1 и ещё", ",", "1,2,3,4"])("does not guess at %j", (text) => {
    expect(typed(happened, text)).toEqual(unclear);
  });

  it("hears that she is done, pressed or typed in either language", () => {
    expect(pressed(happened, DONE)).toEqual(option(DONE));
    for (const text of ["Готово", "дайын", "Дайын!"]) expect(typed(happened, text)).toEqual(option(DONE));
    expect(pressed(danger, DONE)).toEqual(unclear);
  });
});

describe("skip", () => {
  it.each(["Пропустить", "пропустить", "Өткізіп жіберу", "өткізу", "откизу", "дальше", "әрі қарай"])(
    "is heard in %j",
    (text) => {
      for (const question of [children, happened, ownWords, place, town]) expect(typed(question, text)).toEqual(skip);
    },
  );

  it("is heard in what stands on its button", () => {
    for (const locale of LOCALES) {
      expect(typed(ownWords, label(skipButton(ownWords), locale))).toEqual(skip);
      const address: Question = { ...place, skip: "shop.tell-later" };
      expect(typed(address, label(skipButton(address), locale))).toEqual(skip);
      expect(label(skipButton(address), locale)).not.toBe(label(skipButton(place), locale));
      expect(typed(happened, label({ id: DONE, label: "common.done" }, locale))).toEqual(option(DONE));
    }
  });

  it("is no answer where nothing may be skipped", () => {
    expect(typed(danger, "пропустить")).toEqual(unclear);
    expect(pressed(danger, SKIP)).toEqual(unclear);
    expect(pressed(children, SKIP)).toEqual(skip);
  });
});

describe("a shared location", () => {
  const here = { heard: "point", lat: 49.8, lon: 73.1 } as const;

  it("is taken where it is asked for, and nowhere else", () => {
    expect(hear(place, here, label)).toEqual({ kind: "place", place: { place: "point", lat: 49.8, lon: 73.1 } });
    expect(hear(town, here, label)).toEqual({ kind: "place", place: { place: "point", lat: 49.8, lon: 73.1 } });
    for (const question of everyQuestion.filter((one) => one !== place && one !== town)) {
      expect(hear(question, here, label)).toEqual(unclear);
    }
  });
});

describe("anything at all", () => {
  it("is unclear when it is empty, a photo, or the button of another question", () => {
    for (const question of everyQuestion) {
      for (const text of ["", "  ", "\n\t", "\u00a0"]) expect(typed(question, text)).toEqual(unclear);
      expect(hear(question, { heard: "other" }, label)).toEqual(unclear);
      expect(pressed(question, "of-an-older-version")).toEqual(unclear);
      expect(pressed(question, "")).toEqual(unclear);
    }
  });

  it("keeps 4,096 characters as they are where words are an answer, and is unclear elsewhere", () => {
    const long = `${"қорқамын ".repeat(500).slice(0, 4_095)}.`;
    expect(typed(ownWords, long)).toEqual(words(long));
    expect(typed(listening, long)).toEqual(words(long));
    expect(typed(danger, long)).toEqual(unclear);
    expect(typed(happened, long)).toEqual(unclear);
  });

  it("never fails, and never makes an option of words that are not its label, its number or a plain word", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.array(fc.nat({ max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...everyQuestion), text, (question, some) => {
        const heard = typed(question, some);
        expect(["option", "options", "text", "skip", "unclear"]).toContain(heard.kind);
        if (!/[\p{L}\p{N}]/u.test(some.normalize("NFKC")) && !["+", "-"].includes(some.trim())) {
          expect(["text", "unclear"]).toContain(heard.kind);
        }
      }),
      { numRuns: 500 },
    );
  });
});
