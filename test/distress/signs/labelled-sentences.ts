import { readFileSync } from "node:fs";
import { join } from "node:path";

export const LEVELS = ["immediate", "concern", "harmless"] as const;
export type Level = (typeof LEVELS)[number];
export const LANGUAGES = ["kk", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One made-up sentence and what it means; see test/distress/labelled/README.md. */
export interface LabelledSentence {
  readonly level: Level;
  readonly signs: readonly string[];
  readonly kind: string;
  readonly text: string;
}

const FOLDER = join(import.meta.dirname, "..");

function linesOf(file: string): readonly string[] {
  return readFileSync(join(FOLDER, file), "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** The sentences of one set in one language. @throws {Error} with the number of a line that is not as it should be. */
export function labelledSentences(set: string, language: Language): readonly LabelledSentence[] {
  return linesOf(`labelled/${set}.${language}.tsv`).map((line, index) => {
    const [level, signs, kind, text] = line.split("\t");
    const known = LEVELS.find((one) => one === level);
    if (known === undefined || !signs || !kind || !text) throw new Error(`${set}.${language}.tsv, line ${index + 1}`);
    return { level: known, signs: signs === "-" ? [] : signs.split(","), kind, text };
  });
}

/** Everyday sentences in which nobody is in danger. */
export function everydaySentences(language: Language): readonly string[] {
  return linesOf(`everyday/${language}.txt`);
}
