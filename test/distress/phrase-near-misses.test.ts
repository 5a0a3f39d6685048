import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/distress/fold.ts";
import { weightOf } from "../../src/distress/light-words.ts";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import { skeletonOf } from "../../src/distress/skeleton.ts";
import { linesOf, PHRASES_OF } from "./phrase-lists.ts";

const ALL = [...Object.values(PHRASES_OF.ru), ...Object.values(PHRASES_OF.kk)];
const phrases = compilePhrases(ALL);
const isHeard = (text: string) => hasPhrase(phrases, text);
const everyday = { ru: linesOf("everyday/ru.txt"), kk: linesOf("everyday/kk.txt") };
const words = [...everyday.ru, ...everyday.kk].flatMap((line) => line.split(/\s+/));
const isContent = (word: string) => foldText(word).some((one) => weightOf(skeletonOf(one)) === "content");

describe.each(["ru", "kk"] as const)("no code phrase in %s is heard", (language) => {
  it("in a hundred sentences that lack a word of it or have another one", () => {
    const misses = linesOf(`phrase-near-misses/${language}.txt`);
    expect(new Set(misses).size).toBeGreaterThanOrEqual(100);
    expect(misses.filter(isHeard)).toEqual([]);
  });

  it("in what people write every day", () => {
    expect(everyday[language].length).toBeGreaterThanOrEqual(770);
    expect(everyday[language].filter(isHeard)).toEqual([]);
  });

  it("in two or three such messages put together", () => {
    const lines = everyday[language];
    const pairs = lines.slice(1).map((line, i) => `${lines[i]}\n${line}`);
    const triples = lines.slice(2).map((line, i) => `${lines[i]}\n${lines[i + 1]}\n${line}`);
    expect([...pairs, ...triples].filter(isHeard)).toEqual([]);
  });
});

describe("no code phrase is heard", () => {
  it("in everyday words mixed at random", () => {
    const mixed = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(mixed, (some) => {
        expect(isHeard(some.join(" "))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("in its own words mixed with everyday ones, when one that matters is missing", () => {
    const lacking = fc.constantFrom(...ALL).chain((phrase) => {
      const own = phrase.split(" ");
      const content = own.filter(isContent);
      return fc.constantFrom(...content).chain((missing) => {
        const left = own.filter((word) => word !== missing);
        const around = fc.array(fc.constantFrom(...words), { maxLength: 5 });
        return around.chain((more) => fc.shuffledSubarray([...left, ...more], { minLength: left.length }));
      });
    });
    let heard = 0;
    const runs = 2_000;
    for (const some of fc.sample(lacking, { numRuns: runs, seed: 11 })) if (isHeard(some.join(" "))) heard += 1;
    process.stdout.write(`own words mixed with everyday ones, one missing: heard ${heard} of ${runs}\n`);
    expect(heard / runs).toBeLessThan(0.005); // An everyday word may be a form of the missing one.
  });

  it("when a word before one of its words turns it round", () => {
    expect(isHeard("есть ли у вас зелёный чай без мяты")).toBe(false);
    expect(isHeard("без мяты есть ли у вас зелёный чай")).toBe(false);
    expect(isHeard("сізде жалбызсыз көк шай бар ма")).toBe(false);
  });

  it("when nobody asks: somebody has it, or drinks it", () => {
    for (const text of [
      "у нас есть зелёный чай с мятой",
      "мне зелёный чай с мятой",
      "пью зелёный чай с мятой и плачу",
      "бізде жалбыз қосылған көк шай бар",
      "жалбыз қосылған көк шай ішіп отырмын",
    ])
      expect(isHeard(text), text).toBe(false);
  });
});

describe("any sentence of every day that is taken as a phrase", () => {
  it("is heard in itself, in another order and without marks", () => {
    const sentences = [...everyday.ru, ...everyday.kk, "есть ли у вас зелёный чай с мятой без сахара"];
    const taken = sentences.flatMap((sentence) => {
      const only = compilePhrases([sentence]);
      return only.problems.length === 0 ? [{ sentence, only }] : [];
    });
    expect(taken.length).toBeGreaterThan(600);
    const unheard = taken.filter(({ sentence, only }) => {
      const reversed = sentence.split(/\s+/).toReversed().join(" ");
      return !hasPhrase(only, sentence) || !hasPhrase(only, reversed) || !hasPhrase(only, sentence.toLowerCase());
    });
    expect(unheard.map(({ sentence }) => sentence)).toEqual([]);
  });
});

describe("a code phrase is heard as well", () => {
  it("where all its words stand together but belong to other things: a miss would be worse", () => {
    expect(isHeard("у вас есть чёрный чай с мятой и зелёный лук")).toBe(true);
  });
});
