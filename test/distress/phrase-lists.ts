import { readFileSync } from "node:fs";
import { TEA_KK, TEA_RU } from "./phrase-spellings.ts";

/** The phrases of the lists beside this file, invented: a question of seven or eight words, one of three, one of nine. */
export const PHRASES_OF = {
  ru: {
    tea: TEA_RU,
    samovar: "почините бабушкин самовар",
    tulips: "скажите когда привезут жёлтые тюльпаны и белые вазы оптом",
    // Only in the list that was written after the matcher was finished.
    sink: "у меня засорилась раковина на даче",
    recipe: "передайте марине рецепт пирога с грибами",
  },
  kk: {
    tea: TEA_KK,
    dombra: "домбыраның ішегі үзілді",
    quilt: "таңертең апама екі қызыл орамал мен ақ көрпе керек",
    bicycle: "көрші баланың велосипеді жоғалып кетті",
    cheese: "шешем жасаған құрт пен ірімшік сатылды ма",
  },
} as const;

export type Language = keyof typeof PHRASES_OF;

export interface Spelling {
  readonly kind: string;
  /** Which phrase of the language it is a spelling of. */
  readonly phrase: string;
  readonly text: string;
}

/** Lines of a list, without the last empty one. */
export function linesOf(path: string): readonly string[] {
  const text = readFileSync(new URL(path, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "");
}

/** Spellings with their kind, from a table with a head line. */
export function spellingsOf(path: string, language: Language): readonly Spelling[] {
  const phrases: Readonly<Record<string, string>> = PHRASES_OF[language];
  return linesOf(path)
    .slice(1)
    .map((line) => {
      const [kind, name, text] = line.split("\t");
      const phrase = phrases[name ?? ""];
      if (kind === undefined || text === undefined || phrase === undefined) throw new Error(`not a spelling: ${line}`);
      return { kind, phrase, text };
    });
}
