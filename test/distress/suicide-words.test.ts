import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speaksOfSuicide } from "../../src/distress/suicide-words.ts";

describe("words of somebody who does not want to live", () => {
  it.each([
    ...["не хочу жить", "Я больше не хочу жить!!!", "ne hochu zhit", "мне жить не хочется совсем", "хочу умереть"],
    ...["я покончу с собой если он вернётся", "НАЛОЖУ НА СЕБЯ РУКИ", "лучше умереть чем так"],
    ...["өлгім келеді", "олгим келеди", "өмір сүргім келмейді", "омир сургим келмейди", "omir surgim kelmeidi"],
    ...["өзімді өлтіремін", "өзіме қол жұмсаймын", "менің өлгім келіп тұр", `${"а ".repeat(900)}не хочу жить`],
  ])("are heard: %j", (text) => {
    expect(speaksOfSuicide(text)).toBe(true);
  });

  it.each([
    ...["хочу жить спокойно", "он хочет уйти", "умираю от смеха", "не хочу жилет", "хочу уметь"],
    ...["өмір сүргім келеді", "өлең айтқым келеді", "шаршап өлдім", "", "  ", "\ud83d", "жить", "102"],
  ])("are not heard in: %j", (text) => {
    expect(speaksOfSuicide(text)).toBe(false);
  });

  it("are looked for in anything without a throw", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 3_000 }),
        (text) => typeof speaksOfSuicide(text) === "boolean",
      ),
    );
  });
});
