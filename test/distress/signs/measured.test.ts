import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hearSigns, openEars } from "../../../src/distress/signs/hear-signs.ts";
import { LANGUAGES, type Language, LEVELS, labelledSentences } from "./labelled-sentences.ts";
import { type Measured, measure } from "./measure.ts";

/** Immediate, concern, harmless, as shares that were heard right. */
type Shares = readonly [immediate: number, concern: number, harmless: number];

interface Recorded {
  /** How the set was heard the first time, before anything was learnt from it. */
  readonly first: Readonly<Record<string, Readonly<Partial<Record<Language, Shares>>>>>;
  /** What must be reached at least, from now on. */
  readonly least: Readonly<Record<string, Readonly<Partial<Record<Language, Shares>>>>>;
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, "../labelled/recorded.json"), "utf8")) as Recorded;
const ears = openEars();
const SETS = Object.keys(recorded.least);

const sharesOf = ({ right }: Measured): Shares => [right.immediate, right.concern, right.harmless];
const measured = SETS.flatMap((set) =>
  LANGUAGES.filter((language) => recorded.least[set]?.[language]).map((language) => {
    const sentences = labelledSentences(set, language);
    return { set, language, sentences, result: measure(sentences, (text) => hearSigns(ears, text).urgency) };
  }),
);

const percent = (share: number) => (100 * share).toFixed(1).padStart(5);
const line = (name: string, shares: Shares, more = "") =>
  `${name.padEnd(26)}${shares.map(percent).join("  ")}  ${more}`;

function table(): string {
  const rows = measured.flatMap(({ set, language, result }) => {
    const first = recorded.first[set]?.[language];
    const { precision } = result;
    const ofHeard = `precision: high ${percent(precision.high)}, medium ${percent(precision.medium)}`;
    return [
      ...(first ? [line(`${set}.${language}, first run`, first)] : []),
      line(`${set}.${language}, now`, sharesOf(result), ofHeard),
    ];
  });
  return ["heard right, %             immediate concern harmless", ...rows].join("\n");
}

describe("the labelled sentences", () => {
  it.each(["blind", "second"])("of the set %s are half Kazakh, and two fifths or more are harmless", (set) => {
    const [kk, ru] = LANGUAGES.map((language) => labelledSentences(set, language));
    expect(kk?.length).toBe(ru?.length);
    const all = [...(kk ?? []), ...(ru ?? [])];
    expect(all.filter(({ level }) => level === "harmless").length / all.length).toBeGreaterThanOrEqual(0.4);
  });

  it("are far more than 500, each of them once", () => {
    const all = measured.flatMap(({ sentences }) => sentences.map(({ text }) => text));
    expect(all.length).toBeGreaterThan(3_000);
    expect(new Set(all).size).toBe(all.length);
  });

  it("are heard as well as they were, and the figures are printed", () => {
    process.stdout.write(`\n${table()}\n`);
    for (const { set, language, result } of measured) {
      const least = recorded.least[set]?.[language] ?? [1, 1, 1];
      LEVELS.forEach((level, i) => {
        expect(result.right[level], `${level} in ${set}.${language}`).toBeGreaterThanOrEqual(least[i] ?? 1);
      });
    }
  });
});
