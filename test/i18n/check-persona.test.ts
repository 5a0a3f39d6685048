import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Catalogue, TextLocale } from "../../src/i18n/catalogue.ts";
import { checkPersona, keysWithCode } from "../../src/i18n/check-persona.ts";
import { loadPersona } from "../../src/i18n/load-locales.ts";
import { fileText, LOCALES_FOLDER } from "./locale-files.ts";

const model = loadPersona(LOCALES_FOLDER, "pharmacy");
const PERSONAS = readdirSync(`${LOCALES_FOLDER}/personas`);

/** The same cover with another text there; null: with none. */
function changed(locale: TextLocale, key: string, text: string | null): Catalogue {
  const other = new Map(model[locale]);
  if (text === null) other.delete(key);
  else other.set(key, text);
  return { ...model, [locale]: other };
}

const troubles = (locale: TextLocale, key: string, text: string | null) =>
  checkPersona(changed(locale, key, text), model);

describe("a cover", () => {
  it.each(PERSONAS)("that comes with the program may be worn: %s", (persona) => {
    expect(checkPersona(loadPersona(LOCALES_FOLDER, persona), model)).toEqual([]);
    for (const locale of ["kk", "ru", "en"]) {
      expect(keysWithCode(fileText(`locales/personas/${persona}/${locale}.yaml`))).toEqual([]);
    }
  });

  it("has every text of a shop in both languages, and every phrase in three", () => {
    for (const locale of ["kk", "ru"] as const) {
      for (const key of model[locale].keys())
        expect(troubles(locale, key, null), key).toContainEqual({ key, rule: "missing" });
    }
    expect(troubles("en", "phrases.4", null)).toEqual([{ key: "phrases.4", rule: "missing" }]);
  });

  it("has no text in place of the bot's own, and none that nobody says", () => {
    expect(troubles("ru", "menu.ask", "Что вам подобрать?")).toEqual([{ key: "menu.ask", rule: "unknown" }]);
    expect(troubles("kk", "shop.sen", "Қарап жатыр.")).toEqual([{ key: "shop.sen", rule: "unknown" }]);
    expect(troubles("en", "shop.seen", "We look at it.")).toEqual([{ key: "shop.seen", rule: "unknown" }]);
  });

  it.each([
    ["ru", "shop.seen", "Оператор смотрит ваш заказ.", "gives-away"],
    ["kk", "shop.window", "Бұл дағдарыс орталығы.", "gives-away"],
    ["ru", "shop.words.stock", "есть ли, полиция", "gives-away"],
    ["ru", "shop.say.hours-1", "Звоните 102.", "gives-away"],
    ["en", "phrases.1", "Our operator looks at it.", "gives-away"],
    ["ru", "shop.return-word", " ", "empty"],
    ["ru", "shop.unswept", "{count, plural, one {# позиция}", "malformed"],
    ["ru", "shop.seen", "{who} смотрит ваш заказ.", "malformed"],
    ["kk", "shop.doors.cancel", "Тапсырыстан бас тарту", "too-long"],
    ["ru", "shop.doors.both-urgent", "Шұғыл заказ / Срочный", "too-long"],
    ["ru", "shop.finish.pharmacist", "Спросить консультанта", "too-long"],
    ["ru", "shop.tell-later", "Указать адрес как-нибудь позже", "too-long"],
    ["kk", "shop.counter.order", "Жаңа тапсырыс рәсімдеу", "too-long"],
    ["ru", "shop.name", "м".repeat(65), "too-long"],
    ["ru", "shop.about", "м".repeat(513), "too-long"],
    ["kk", "shop.about-short", "м".repeat(121), "too-long"],
    ["en", "phrases.1", "m".repeat(1_001), "too-long"],
  ] as const)("cannot be worn with this in %s at %s: %s", (locale, key, text, rule) => {
    expect(troubles(locale, key, text)).toEqual([{ key, rule }]);
  });

  it("may fill a button, a name and a description to the brim", () => {
    for (const [key, most] of [
      ["shop.doors.urgent", 20],
      ["shop.ring.yes", 20],
      ["shop.name", 64],
      ["shop.about", 512],
      ["shop.about-short", 120],
    ] as const)
      expect(troubles("ru", key, "м".repeat(most)), key).toEqual([]);
    expect(troubles("ru", "shop.ring.ask", "м".repeat(400))).toEqual([]);
  });
});

describe("code in a file", () => {
  it("is found at its key, before anything would run it", () => {
    const code = `$\{process.exit()}`;
    const yaml = `shop:
  doors:
    cancel: "Отменить"
  seen: "${code}"
  ring:
    "yes": "Да ${code}"
phrases:
  '4': |-
    Когда
    ${code}
`;
    expect(keysWithCode(yaml)).toEqual(["shop.seen", "shop.ring.yes", "phrases.4"]);
    expect(keysWithCode('shop:\n  seen: "$ {1} {2}"')).toEqual([]);
  });
});
