import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../src/distress/fold.ts";
import { compilePhrases, hasPhrase } from "../../../src/distress/phrase.ts";
import { hearSigns, openEars } from "../../../src/distress/signs/hear-signs.ts";
import { everydaySentences, LANGUAGES, labelledSentences } from "./labelled-sentences.ts";

const RUNS = 100_000;

const ears = openEars();
const phrases = compilePhrases(["есть ли у вас зелёный чай с мятой", "сізде жалбыз қосылған көк шай бар ма"]);

/** Words of real sentences, torn from them: random letters alone would never reach a rule. */
const words = [
  ...LANGUAGES.flatMap((language) => labelledSentences("blind", language).map(({ text }) => text)),
  ...LANGUAGES.flatMap(everydaySentences),
].flatMap((text) => text.split(" "));

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((some) => some.join(" ")),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 14 })
    .map((some) => some.join(" ")),
);

describe("a hundred thousand random texts", () => {
  it("are folded, searched for a phrase and listened to without a throw", () => {
    fc.assert(
      fc.property(anything, (text) => {
        fold(text);
        hasPhrase(phrases, text);
        const { urgency, signs } = hearSigns(ears, text);
        expect(new Set(signs).size).toBe(signs.length);
        if (urgency === "none") expect(signs).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
