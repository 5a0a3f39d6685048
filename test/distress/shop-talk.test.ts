import { describe, expect, it } from "vitest";
import { isPanicWord } from "../../src/distress/panic-words.ts";
import { hearSigns, openEars } from "../../src/distress/signs/hear-signs.ts";
import { linesOf } from "./phrase-lists.ts";

/** From this line on the everyday sentences are about pharmacies, school things, orders and couriers. */
const SHOP_FROM = 620;
const ears = openEars();

describe.each(["ru", "kk"] as const)("what people write to a shop, in %s", (language) => {
  const lines = linesOf(`everyday/${language}.txt`).slice(SHOP_FROM);

  it("asks for nothing that could not wait", () => {
    expect(lines.length).toBeGreaterThanOrEqual(150);
    const urgent = lines.filter((line) => ["immediate", "high"].includes(hearSigns(ears, line).urgency));
    expect(urgent).toEqual([]);
  });

  it("is no call to hide and no call for help", () => {
    expect(lines.filter((line) => isPanicWord(line) !== null)).toEqual([]);
  });
});

describe("a cry in the middle of an order", () => {
  it.each(["он меня сейчас убьёт", "он ломает дверь", "ол есікті сындырып жатыр", "он взял нож и идёт ко мне"])(
    "is heard: %s",
    (words) => {
      expect(hearSigns(ears, words).urgency).toBe("immediate");
    },
  );
});
