import { describe, expect, it } from "vitest";
import { printTextKeyFile } from "../../scripts/text-key-file.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { catalogue, fileText, lines, placeholdersOf } from "./locale-files.ts";

/** Keys whose text is the same in both languages, because it holds no word of either. */
const SAME_IN_BOTH = new Set([
  "doors.both-hide",
  "doors.both-danger",
  "shop.doors.both-cancel",
  "shop.doors.both-urgent",
  "first-contact.language.ask",
  "first-contact.language.kk",
  "first-contact.language.ru",
  "intake.reader.police",
  "where.place-point",
  "where.region-point",
]);

describe("Kazakh and Russian are equal", () => {
  it("have the same texts", () => {
    expect([...catalogue.kk.keys()].sort()).toEqual([...catalogue.ru.keys()].sort());
    expect(catalogue.kk.size).toBeGreaterThan(200);
  });

  it("have the same places for words in each text", () => {
    const names = (locale: "kk" | "ru") =>
      Object.fromEntries(
        lines
          .filter((line) => line.locale === locale)
          .map((line) => [line.key, placeholdersOf(line).map(({ name, plural }) => [name, plural !== null])]),
      );
    expect(names("kk")).toEqual(names("ru"));
    expect(Object.values(names("ru")).flat().length).toBeGreaterThan(20);
  });

  it("have every form that a number takes: four in Russian, the ones that there are in Kazakh", () => {
    const plurals = lines.flatMap((line) =>
      placeholdersOf(line).flatMap(({ plural }) => (plural === null ? [] : [{ ...line, plural }])),
    );
    expect(plurals.length).toBeGreaterThan(0);
    for (const { locale, key, plural } of plurals) {
      const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      const forms = plural.filter((form) => !form.startsWith("="));
      expect(
        forms.filter((form) => !(categories as readonly string[]).includes(form)),
        `${locale} ${key}`,
      ).toEqual([]);
      const needed = locale === "ru" ? ["few", "many", "one", "other"] : ["other"];
      expect(
        needed.filter((form) => !forms.includes(form)),
        `${locale} ${key}`,
      ).toEqual([]);
    }
  });

  it("say nothing in the words of the other", () => {
    const same = [...catalogue.ru].filter(([key, text]) => catalogue.kk.get(key) === text).map(([key]) => key);
    expect(same.filter((key) => !SAME_IN_BOTH.has(key))).toEqual([]);
  });

  it("have no empty text", () => {
    expect(lines.filter(({ message }) => message.trim() === "").map(({ locale, key }) => `${locale} ${key}`)).toEqual(
      [],
    );
  });
});

describe("the list of texts", () => {
  it("is the one that the locale files make (run `npm run texts`)", () => {
    expect(fileText("src/i18n/text-keys.ts")).toBe(printTextKeyFile(catalogue));
  });

  it("keeps what is for staff apart from what is for people", () => {
    // Ready phrases are read by both: staff choose one in their language, the chat shows it in hers.
    const isForOne = (key: string) => !key.startsWith("phrases.");
    expect([...catalogue.en.keys()].filter((key) => isForOne(key) && catalogue.ru.has(key))).toEqual([]);
    for (const locale of LOCALES)
      expect([...catalogue[locale].keys()].filter((key) => isForOne(key) && catalogue.en.has(key))).toEqual([]);
  });
});
