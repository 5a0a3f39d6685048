import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EMERGENCY_NUMBERS } from "../../src/services/emergency-numbers.ts";
import { catalogue, fileText, type Line, LOCALES_FOLDER, lines } from "./locale-files.ts";

const files = readdirSync(LOCALES_FOLDER).filter((name) => name.endsWith(".yaml"));

/** Words of builders, at the beginning of a word: a person in need reads none of them. */
const CRYPTO = /(?<!\p{L})(шифр|зашифр|расшифр|ключ|хеш|хэш|крипто|токен|сертификат|кілт|бүркемеле)/iu;

/** What would tell somebody who takes the phone that this is no shop. Kept in small letters. */
const GIVEAWAY = [
  ...["полици", "насил", "зорлық", "помощ", "көмек", "опас", "қауіп", "кризис", "дағдарыс", "жертв", "құрбан"],
  ...["приют", "баспана", "горячая линия", "сенім", "пана", "102", "103", "111", "112", "150"],
];

const said = (broken: readonly Line[]) => broken.map(({ locale, key, message }) => `${locale} ${key}: ${message}`);
const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;
const wordsIn = (text: string) => text.match(/[\p{L}\p{M}]+/gu) ?? [];

describe("the texts", () => {
  it("hold no code: the library that reads them would run it", () => {
    expect(files).toEqual(["en.yaml", "kk.yaml", "ru.yaml"]);
    for (const name of files) expect(fileText(`locales/${name}`), name).not.toContain("${");
  });

  it("write Kazakh with Kazakh letters", () => {
    const text = [...catalogue.kk.values()].join(" ").toLowerCase();
    for (const letter of "әғқңөұүһі") {
      if (letter !== "һ") expect(text, letter).toContain(letter);
    }
    const long = lines.filter(
      ({ locale, message }) => locale === "kk" && wordsIn(message.replace(/\{\w+\}/g, "")).length >= 4,
    );
    expect(said(long.filter(({ message }) => !/[әғқңөұүһі]/i.test(message)))).toEqual([]);
  });

  it("write Russian without Kazakh letters, but for names of Kazakh things", () => {
    const odd = lines.filter(({ locale, message }) => locale === "ru" && /[әғқңөұүһі]/i.test(message));
    expect(odd.map(({ key }) => key).sort()).toEqual([
      "doors.both-danger",
      "first-contact.language.ask",
      "first-contact.language.kk",
    ]);
  });

  it("mix no Latin letters into Cyrillic words", () => {
    const mixed = lines.filter(({ message }) =>
      wordsIn(message).some((word) => cyrillic.test(word) && latin.test(word)),
    );
    expect(said(mixed)).toEqual([]);
  });

  it("name no number that is not an emergency number with a source", () => {
    const known = new Set<string>(Object.values(EMERGENCY_NUMBERS));
    expect(
      said(lines.filter(({ message }) => (message.match(/\d{3,}/g) ?? []).some((one) => !known.has(one)))),
    ).toEqual([]);
  });

  it("use no word of cryptography", () => {
    expect(said(lines.filter(({ message }) => CRYPTO.test(message)))).toEqual([]);
    expect(CRYPTO.test("Всё зашифровано")).toBe(true);
    expect(CRYPTO.test("включено")).toBe(false);
  });

  it("leave no double or stray blank, and no straight quotation mark", () => {
    const untidy = lines.filter(({ message }) => /(^\s|\s$| {2}|\t| \n|")/.test(message));
    expect(said(untidy)).toEqual([]);
  });
});

describe("the texts of the shop window", () => {
  const window = lines.filter(({ key }) => /^(?:shop|phrases)\./.test(key));

  it("give nothing away", () => {
    expect(window.length).toBeGreaterThanOrEqual(150);
    const broken = window.filter(({ message }) => GIVEAWAY.some((word) => message.toLowerCase().includes(word)));
    expect(said(broken)).toEqual([]);
  });

  it("would be found out by this list if they said it", () => {
    for (const { key, message } of lines.filter(({ key }) => key === "common.not-kept" || key === "panic.numbers")) {
      expect(
        GIVEAWAY.some((word) => message.toLowerCase().includes(word)),
        key,
      ).toBe(true);
    }
  });
});
