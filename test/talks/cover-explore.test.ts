import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { labelOf, type Reader, renderRows, renderText } from "../../src/app/render.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { GIVEAWAY_BEGINNINGS, GIVEAWAY_SAYINGS, GIVEAWAY_WORDS, givesAway } from "../../src/domain/desk/cover-words.ts";
import { loadWords } from "../../src/i18n/load-locales.ts";
import type { TextKey } from "../../src/i18n/text-keys.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { counterLines } from "../../src/talks/counter.ts";
import { linesOf } from "../distress/phrase-lists.ts";
import { type Walked, walkOne } from "./all-walks.ts";

const PERSONAS = ["pharmacy", "school-supplies"] as const;
const TALKS = ["order", "order-open", "shop-window", "counter", "shop-door", "resume"] as const;
const READERS: readonly Reader[] = [...LOCALES, null];
/** The first screen does not know her language either. */
const NOBODYS: readonly Reader[] = [null];
/** Any shop says it. */
const GREETING = /^(Здравствуйте|Сәлеметсіз бе)!$/;
/** Beginnings of words by which a topic is known: heard, never said. */
const HEARD = /^shop\.words\./;
/** What may be said under cover beside the words of a persona. */
const ALSO = /^(resume\.|first-contact\.language\.|doors\.both-|common\.(skip|done)$)/;

const house = (persona: string) => {
  const catalogue = loadWords(join(import.meta.dirname, "../../locales"), persona);
  return { catalogue, parts: { texts: textsOf(catalogue), retention: { untouchedDays: 30, closedDays: 90 } } };
};
const houses = PERSONAS.map((persona) => ({ persona, ...house(persona) }));

/** Everything that can be said under cover, by its key. */
function sayings(catalogue: (typeof houses)[number]["catalogue"]): readonly (readonly [string, string])[] {
  return (["kk", "ru"] as const).flatMap((locale) =>
    [...catalogue[locale]]
      .filter(
        ([key]) => ((key.startsWith("shop.") || key.startsWith("phrases.")) && !HEARD.test(key)) || ALSO.test(key),
      )
      .map(([key, text]) => [`${locale} ${key}`, text] as const),
  );
}

let walks: readonly Walked[] = [];
beforeAll(async () => {
  walks = await Promise.all(TALKS.map(walkOne));
});

describe("a chat under cover", () => {
  it("says nothing on any path that gives it away, in any persona and language", () => {
    let screens = 0;
    const told: string[] = [];
    for (const { persona, parts } of houses) {
      for (const { name, visits } of walks) {
        for (const { turn, next } of visits) {
          for (const reader of name === "shop-door" ? NOBODYS : READERS) {
            const said = turn.map(({ key, params }) => renderText(parts, reader, key, params));
            if (next.wait === "answer") {
              const { question } = next;
              if (question.key !== null) said.push(renderText(parts, reader, question.key, question.params));
              if ("options" in question) said.push(...question.options.map((one) => labelOf(parts, reader, one)));
              const rows = renderRows(parts, reader, question, { serial: "s", ticked: [], shop: name !== "shop-door" });
              // The check after a silence is no shop yet: its doors are those of the open talk.
              if (name !== "resume") said.push(...rows.flat().map(({ label }) => label));
            }
            screens += 1;
            told.push(...said.filter((text) => givesAway(text) !== null).map((text) => `${persona} ${name}: ${text}`));
          }
        }
      }
    }
    const paths = walks.reduce((sum, { ways }) => sum + [...ways.values()].reduce((all, to) => all + to.size, 0), 0);
    const texts = houses.reduce((sum, { catalogue }) => sum + sayings(catalogue).length, 0);
    expect([...new Set(told)]).toEqual([]);
    expect(paths).toBeGreaterThan(400);
    expect(screens).toBeGreaterThan(2_000);
    process.stdout.write(
      `under cover: ${paths} steps of paths, ${screens} screens and ${texts} texts, none gives away\n`,
    );
  });

  it("has no text that gives it away, nor a name, a description or a door", () => {
    for (const { persona, catalogue } of houses) {
      const all = sayings(catalogue);
      expect(all.length).toBeGreaterThan(150);
      expect(all.filter(([, text]) => givesAway(text) !== null).map(([key]) => `${persona} ${key}`)).toEqual([]);
    }
  });

  it("would be found out by one planted word, in whichever text it stood", () => {
    const planted = ["полиция", "көмек", "опасно", "112", "зорлық", "психолог", "сто два"];
    for (const { catalogue } of houses) {
      sayings(catalogue).forEach(([key, text], i) => {
        const word = planted[i % planted.length] ?? "";
        const middle = Math.floor(text.length / 2);
        const place = text.lastIndexOf(" ", middle) + 1;
        expect(givesAway(`${text.slice(0, place)}${word} ${text.slice(place)}`), key).not.toBeNull();
      });
    }
  });

  it("never sounds in small talk like the signs that tell her whether she was heard", () => {
    const signs = ["shop.accepted", "shop.marked-urgent", "shop.seen", "shop.not-in-stock", "shop.placed"] as const;
    const sentences = (text: string) => text.split(/(?<=[.!?])\s+/).filter((one) => !GREETING.test(one));
    for (const { parts, persona } of houses) {
      for (const locale of LOCALES) {
        const told = new Set(signs.flatMap((key) => sentences(parts.texts.text(locale, key))));
        const small = ["shop.window" as const, ...counterLines()].map((key) => parts.texts.text(locale, key));
        expect(
          small.flatMap(sentences).filter((one) => told.has(one)),
          persona,
        ).toEqual([]);
      }
    }
  });

  it("asks the same things in every persona", () => {
    const keys = houses.map(({ catalogue }) =>
      [...catalogue.ru.keys()].filter((key) => key.startsWith("shop.")).sort(),
    );
    expect(keys[1]).toEqual(keys[0]);
  });
});

describe("words that give a cover away", () => {
  const harmless = [...linesOf("everyday/ru.txt").slice(620), ...linesOf("everyday/kk.txt").slice(620)];

  it("are found wherever they stand, in capitals, with look-alike letters and stops between", () => {
    const word = fc.constantFrom(...GIVEAWAY_BEGINNINGS, ...GIVEAWAY_WORDS, ...GIVEAWAY_SAYINGS);
    const shape = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.replaceAll("о", "o").replaceAll("е", "e").replaceAll("а", "a"),
      (text) => `«${text}»!`,
      (text) => text.replaceAll("е", "ё"),
    );
    fc.assert(
      fc.property(word, shape, fc.constantFrom(...harmless), fc.boolean(), (listed, change, line, before) => {
        const text = before ? `${change(listed)} ${line}` : `${line}, ${change(listed)}.`;
        return givesAway(text) !== null;
      }),
      { numRuns: 2_000 },
    );
  });

  it("are not found in what people ask a shop, but for the few that name one", () => {
    const found = harmless.filter((line) => givesAway(line) !== null);
    expect(found.length).toBeLessThan(12);
  });

  it.each([
    "Спасибо за заказ!",
    "Курьер приедет через час",
    "Пакет қалдырылды, рақмет",
    "Скидка на билет",
    "мужской шампунь",
  ])("are not found in %s", (text) => expect(givesAway(text)).toBeNull());

  it("of one key each are texts that exist", () => {
    const keys = sayings(houses[0]?.catalogue ?? house("pharmacy").catalogue).map(([key]) => key.slice(3) as TextKey);
    expect(new Set(keys).size).toBeGreaterThan(90);
  });
});
