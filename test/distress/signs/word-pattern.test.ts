import { describe, expect, it } from "vitest";
import { byEar, endingOf, soundOfWord } from "../../../src/distress/signs/word-pattern.ts";

const end = (stem: string, word: string) => {
  const [s, w] = [soundOfWord(stem), soundOfWord(word)];
  return w.startsWith(s) ? endingOf(s, w.slice(s.length)) : null;
};

describe("a Kazakh stem with its endings", () => {
  it.each([
    ["ұр", "ұрады"],
    ["ұр", "ұрып"],
    ["ұр", "ұрды"],
    ["ұр", "ұрған"],
    ["ұр", "ұрватыр"],
    ["ұр", "ұрмақ"],
    ["өлтір", "өлтіремін"],
    ["өлтір", "өлтірмекші"],
    ["сүйре", "сүйреп"],
    ["қорла", "қорлайды"],
  ])("affirms: %s in %s", (stem, word) => {
    expect(end(stem, word)).toBe("affirmed");
  });

  it.each([
    ["ұр", "ұрмайды"],
    ["ұр", "ұрмады"],
    ["теп", "теппейді"],
    ["жібер", "жібермейді"],
    ["шығар", "шығармайды"],
  ])("denies: %s in %s", (stem, word) => {
    expect(end(stem, word)).toBe("denied");
  });

  it.each([
    ["ұр", "урок"],
    ["ұр", "ұрпақ"],
    ["теп", "тепло"],
    ["соқ", "сокол"],
  ])("is another word: %s is not in %s", (stem, word) => {
    expect(end(stem, word)).toBeNull();
  });
});

describe("a word written by ear", () => {
  it.each([
    ["памагите", "помогите"],
    ["миня", "меня"],
    ["баюсь", "боюсь"],
  ])("%s sounds like %s", (heard, meant) => {
    expect(byEar(soundOfWord(heard))).toBe(byEar(soundOfWord(meant)));
  });
});
