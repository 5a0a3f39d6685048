import { describe, expect, it } from "vitest";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import { PHRASES_OF, type Spelling, spellingsOf } from "./phrase-lists.ts";

const ENOUGH = 0.98;

interface Count {
  readonly of: number;
  readonly heard: number;
}

function countHeard(spellings: readonly Spelling[]): Count {
  const heard = spellings.filter(({ phrase, text }) => hasPhrase(compilePhrases([phrase]), text));
  return { of: spellings.length, heard: heard.length };
}

/** One line for each list: what is heard of each kind, and of all. */
function recallOf(name: string, spellings: readonly Spelling[]): Count {
  const kinds = [...new Set(spellings.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => [kind, countHeard(spellings.filter((one) => one.kind === kind))] as const);
  const all = countHeard(spellings);
  const lines = [...counts, ["all", all] as const].map(([kind, { heard, of }]) => `${kind} ${heard}/${of}`);
  process.stdout.write(`${name}: ${lines.join(", ")}\n`);
  return all;
}

describe.each(["ru", "kk"] as const)("a code phrase in %s, as people type it", (language) => {
  it("has two hundred spellings of three phrases or more to be heard in", () => {
    const spellings = spellingsOf(`phrase-spellings/${language}.tsv`, language);
    expect(new Set(spellings.map(({ text }) => text)).size).toBe(spellings.length);
    expect(spellings.length).toBeGreaterThanOrEqual(200);
    expect(new Set(spellings.map(({ phrase }) => phrase)).size).toBeGreaterThanOrEqual(3);
  });

  it("is heard in 98 of 100 of them", () => {
    const { heard, of } = recallOf(language, spellingsOf(`phrase-spellings/${language}.tsv`, language));
    expect(heard / of).toBeGreaterThanOrEqual(ENOUGH);
  });

  it("is heard as often in spellings that were written when the matcher was finished", () => {
    const spellings = spellingsOf(`phrase-spellings-unseen/${language}.tsv`, language);
    expect(spellings.length).toBeGreaterThanOrEqual(60);
    const { heard, of } = recallOf(`${language}, unseen`, spellings);
    expect(heard / of).toBeGreaterThanOrEqual(ENOUGH);
  });

  it("is heard in itself, whichever of the phrases it is, and in no other phrase", () => {
    for (const phrase of Object.values(PHRASES_OF[language])) {
      const only = compilePhrases([phrase]);
      expect(only.problems).toEqual([]);
      const heardIn = [...Object.values(PHRASES_OF.ru), ...Object.values(PHRASES_OF.kk)].filter((one) =>
        hasPhrase(only, one),
      );
      expect(heardIn).toEqual([phrase]);
    }
  });
});
