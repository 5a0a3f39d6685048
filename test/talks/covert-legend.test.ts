import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printCovertLegendFile, readCovert } from "../../scripts/covert-legend-file.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { loadWords } from "../../src/i18n/load-locales.ts";
import { fileText, LOCALES_FOLDER } from "../i18n/locale-files.ts";
import { withTempDir } from "../support/temp-dir.ts";

const covert = readCovert(join(import.meta.dirname, "../../src/talks"));
const personas = readdirSync(join(LOCALES_FOLDER, "personas"));

/** Talked about, and of no second meaning. */
const PLAIN = ["counter", "open"];

/** Questions of a shop, with the options under each. */
function questionsOf(keys: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const asked = keys.flatMap((key) => /^shop\.([a-z-]+)\.ask$/.exec(key)?.[1] ?? []);
  const optionsOf = (question: string) =>
    keys.flatMap((key) => {
      const [, name, option] = key.split(".");
      return name === question && option !== undefined && option !== "ask" ? [option] : [];
    });
  return Object.fromEntries(asked.filter((one) => !PLAIN.includes(one)).map((one) => [one, optionsOf(one).toSorted()]));
}

describe("the legend of covers", () => {
  it("is the one that covert.yaml makes (run `npm run texts`)", () => {
    expect(fileText("src/talks/covert-legend.ts")).toBe(printCovertLegendFile(covert));
  });

  it.each(personas)("has exactly the questions and options of %s", (persona) => {
    const words = loadWords(LOCALES_FOLDER, persona);
    const known = Object.fromEntries(
      Object.entries(covert.questions).map(([id, { options }]) => [id, Object.keys(options).toSorted()]),
    );
    for (const locale of LOCALES) expect(questionsOf([...words[locale].keys()])).toEqual(known);
  });

  it.each(personas)("asks in the order of %s, which is that of the talk", (persona) => {
    const asked = Object.keys(questionsOf([...loadWords(LOCALES_FOLDER, persona).ru.keys()]));
    expect(Object.keys(covert.questions)).toEqual(asked);
  });

  it.each(personas)("has exactly the doors of %s, and no sign that it does not give", (persona) => {
    const keys = [...loadWords(LOCALES_FOLDER, persona).ru.keys()];
    const doors = keys.flatMap((key) => /^shop\.doors\.(?!both-)(.+)$/.exec(key)?.[1] ?? []);
    expect(Object.keys(covert.doors).toSorted()).toEqual([...doors, "return"].toSorted());
    expect(keys).toContain("shop.return-word");
    for (const id of Object.keys(covert.signals)) expect(keys).toContain(`shop.${id}`);
  });
});

describe("a covert.yaml", () => {
  const whole = "means: { kk: а, ru: б, en: c }";
  const read = (text: string) =>
    withTempDir(async (folder) => {
      writeFileSync(join(folder, "covert.yaml"), text);
      return readCovert(folder);
    });

  it("is read in its order", async () => {
    const means = { kk: "а", ru: "б", en: "c" };
    const text = `questions:\n  b:\n    ${whole}\n  a:\n    ${whole}\n    options:\n      "yes":\n        ${whole}\n`;
    const made = await read(`${text}signals:\n  s:\n    ${whole}\n`);
    expect(made.questions).toEqual({ b: { means, options: {} }, a: { means, options: { yes: means } } });
    expect(Object.keys(made.questions)).toEqual(["b", "a"]);
    expect(made).toMatchObject({ signals: { s: means }, doors: {} });
  });

  it.each([
    ["without a language", "signals:\n  s:\n    means: { kk: а, ru: б }\n"],
    ["with an empty meaning", "doors:\n  s:\n    means: { kk: а, ru: б, en: ' ' }\n"],
    ["with an option outside a question", `signals:\n  s:\n    ${whole}\n    options:\n      o:\n        ${whole}\n`],
    ["with an option whose question means nothing", `questions:\n  q:\n    options:\n      o:\n        ${whole}\n`],
    ["with a word that is not in quotation marks", `questions:\n  q:\n    ${whole}\n    options:\n      yes: да\n`],
  ])("%s is refused", async (_, text) => {
    await expect(read(text)).rejects.toThrow();
  });
});
