import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "./locale-files.ts";

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(import.meta.dirname, "../..", folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith("text-keys.ts"))
    .map((name) => readFileSync(join(import.meta.dirname, "../..", folder, name), "utf8"));

const has = (source: string, word: string) => source.includes(`"${word}"`);

/** The beginning of a key that a source puts together: `intake.reader.${kind}`. */
function beginningsIn(sources: readonly string[]): readonly string[] {
  const found = (source: string) => [...source.matchAll(/`([a-z-]+(?:\.[a-z-]+)*\.)\$\{/g)];
  return sources.flatMap((source) => found(source).map(([, beginning = ""]) => beginning));
}

/** A channel's own words for a text that there is. */
const ON_WHATSAPP = "whatsapp.";

/** Named whole, or by its beginning, or its question and its option are both named. */
function isUsed(key: string, sources: readonly string[]): boolean {
  if (key.startsWith(ON_WHATSAPP)) return catalogue.ru.has(key.slice(ON_WHATSAPP.length));
  if (sources.some((source) => has(source, key))) return true;
  if (beginningsIn(sources).some((beginning) => key.startsWith(beginning))) return true;
  const at = key.lastIndexOf(".");
  const question = key.slice(0, at);
  const option = key.slice(at + 1);
  const isNamed = (source: string) => has(source, option) || new RegExp(`\\b${option}: "`).test(source);
  return sources.some((source) => has(source, question)) && (option === "ask" || sources.some(isNamed));
}

describe("every text for people", () => {
  const sources = sourcesIn("src");

  it("is said somewhere", () => {
    expect([...catalogue.ru.keys()].filter((key) => !isUsed(key, sources))).toEqual([]);
  });

  it("would be missed by this test if nobody said it", () => {
    expect(isUsed("danger-now.nobody-says-this", sources)).toBe(false);
    expect(isUsed("intake.what-happened.nobody-ticks-this", sources)).toBe(false);
    expect(isUsed("nobody-asks-this.ask", sources)).toBe(false);
  });
});

describe("every text for staff", () => {
  it("is said somewhere", () => {
    const sources = [...sourcesIn("src"), ...sourcesIn("scripts")];
    expect([...catalogue.en.keys()].filter((key) => !isUsed(key, sources))).toEqual([]);
  });
});
