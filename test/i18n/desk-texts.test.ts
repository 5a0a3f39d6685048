import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printDeskTextKeyFile } from "../../scripts/text-key-file.ts";
import type { FaultCode } from "../../src/domain/faults.ts";
import type { TextLocale } from "../../src/i18n/catalogue.ts";
import { DESK_LOCALES, deskTextsOf } from "../../src/i18n/desk-texts.ts";
import { loadLocales } from "../../src/i18n/load-locales.ts";
import { EMERGENCY_NUMBERS } from "../../src/services/emergency-numbers.ts";
import { fileText, LOCALES_FOLDER, placeholdersOf } from "./locale-files.ts";

const catalogue = loadLocales(join(LOCALES_FOLDER, "desk"));
const lines = DESK_LOCALES.flatMap((locale) =>
  [...catalogue[locale]].map(([key, message]) => ({ locale, key, message })),
);
const said = (broken: readonly { readonly locale: TextLocale; readonly key: string; readonly message: string }[]) =>
  broken.map(({ locale, key, message }) => `${locale} ${key}: ${message}`);
const wordsIn = (text: string) => text.match(/[\p{L}\p{M}]+/gu) ?? [];
const placesOf = (key: string, message: string) => placeholdersOf({ locale: "ru", key, message });

/** What is the same in two languages, because it holds no word of either, or the same word is used in both. */
const ALIKE = new Set([
  "shell.brand",
  "shell.language.kk",
  "shell.language.ru",
  "shell.language.en",
  "shell.nav.audit",
  "time.date-at",
  "time.minutes",
  "queue.badge",
  "door.enrolled.sheet-code",
  "case.recipient.police",
  "house.kind.police",
  "print.watermark",
]);

describe("the words of the desk", () => {
  it("are the same texts in all three languages", () => {
    for (const locale of ["kk", "en"] as const) {
      expect([...catalogue[locale].keys()].sort()).toEqual([...catalogue.ru.keys()].sort());
    }
    expect(catalogue.ru.size).toBeGreaterThan(200);
  });

  it("have the same places for words, and count where the others count", () => {
    const shape = (locale: TextLocale) =>
      Object.fromEntries(
        [...catalogue[locale]].map(([key, message]) => [
          key,
          placesOf(key, message).map(({ name, plural }) => [name, plural !== null]),
        ]),
      );
    expect(shape("kk")).toEqual(shape("ru"));
    expect(shape("en")).toEqual(shape("ru"));
  });

  it("take every form of a number that the language has", () => {
    const needed = { ru: ["few", "many", "one", "other"], kk: ["other"], en: ["one", "other"] };
    for (const { locale, key, message } of lines) {
      for (const { plural } of placesOf(key, message)) {
        if (plural === null) continue;
        expect(
          needed[locale].filter((form) => !plural.includes(form)),
          `${locale} ${key}`,
        ).toEqual([]);
      }
    }
  });

  it("are said in the language of the file", () => {
    const same = [...catalogue.ru].filter(
      ([key, text]) => catalogue.kk.get(key) === text || catalogue.en.get(key) === text,
    );
    expect(same.map(([key]) => key).filter((key) => !ALIKE.has(key))).toEqual([]);
    const plain = (text: string) => wordsIn(text.replace(/\{[^{}]*\}/g, "")).length >= 5;
    const kazakh = lines.filter(
      ({ locale, message }) => locale === "kk" && plain(message) && !/[әғқңөұүһі]/i.test(message),
    );
    expect(said(kazakh)).toEqual([]);
    const russian = lines.filter(
      ({ locale, key, message }) => locale === "ru" && !ALIKE.has(key) && /[әғқңөұүһі]/i.test(message),
    );
    expect(said(russian)).toEqual([]);
  });

  it("mix no Latin letters into Cyrillic words, leave no stray blank, hold no code", () => {
    const mixed = lines.filter(({ message }) =>
      wordsIn(message).some((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word)),
    );
    expect(said(mixed)).toEqual([]);
    expect(said(lines.filter(({ message }) => /(^\s|\s$| {2}|\t| \n|"|^$)/.test(message)))).toEqual([]);
    for (const locale of DESK_LOCALES) expect(fileText(`locales/desk/${locale}.yaml`)).not.toContain("${");
  });

  it("name no number that is not an emergency number", () => {
    // 999 is the most beds that can be said.
    const known = new Set<string>([...Object.values(EMERGENCY_NUMBERS), "999"]);
    expect(
      said(lines.filter(({ message }) => (message.match(/\d{3,}/g) ?? []).some((one) => !known.has(one)))),
    ).toEqual([]);
  });

  it("are the list that the files make (run `npm run texts`)", () => {
    expect(fileText("src/i18n/desk-text-keys.ts")).toBe(printDeskTextKeyFile(catalogue));
  });

  it("are each said on some page", () => {
    const folder = join(import.meta.dirname, "../../src/browser");
    const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("\n");
    const beginnings = [...source.matchAll(/`([a-z0-9-]+\.[a-z0-9.-]*)\$\{|wordFor\(texts, "([a-z.-]+)"/g)].map(
      ([, template, prefix]) => template ?? `${prefix}.`,
    );
    const isSaid = (key: string) => source.includes(`"${key}"`) || beginnings.some((one) => key.startsWith(one));
    // A fault is said by its code.
    expect([...catalogue.ru.keys()].filter((key) => !key.startsWith("fault.") && !isSaid(key))).toEqual([]);
    expect(isSaid("queue.nobody-says-this")).toBe(false);
  });
});

describe("the words in one language", () => {
  const textsIn = deskTextsOf(catalogue);

  it("change with the language at once", () => {
    expect(DESK_LOCALES.map((locale) => textsIn(locale).text("queue.title"))).toEqual(["Кезек", "Очередь", "Queue"]);
  });

  it.each([
    ["ru", 1, "1 случай"],
    ["ru", 3, "3 случая"],
    ["ru", 5, "5 случаев"],
    ["kk", 5, "5 өтініш"],
    ["en", 1, "1 case"],
  ] as const)("count as the language does: %s %i", (locale, n, words) => {
    expect(textsIn(locale).text("queue.count", { n })).toBe(words);
  });

  it("say why something was not done, and something general about what staff never meet", () => {
    const { fault, text } = textsIn("ru");
    expect(fault("desk/offline")).toBe("Нет связи с сервером. Ничего не отправлено.");
    expect(fault("store/bad-pragma")).toBe(text("fault.unexpected"));
    expect(fault("made/up" as FaultCode)).toBe(text("fault.unexpected"));
  });

  it("have a sentence of their own for everything that the desk refuses", () => {
    const codes = fileText("src/domain/faults.ts").match(/"(?:desk|case|reply|referral)\/[a-z0-9-]+"/g) ?? [];
    expect(codes.length).toBeGreaterThan(20);
    const missing = codes
      .map((code) => `fault.${code.slice(1, -1).replace("/", ".")}`)
      .filter((key) => !catalogue.ru.has(key));
    expect(missing).toEqual([]);
  });
});
