import { describe, expect, it } from "vitest";
import { hearSigns, openEars } from "../../../src/distress/signs/hear-signs.ts";
import { everydaySentences, LANGUAGES } from "./labelled-sentences.ts";

const ears = openEars();

describe("everyday sentences", () => {
  it("are more than a thousand, each of them once", () => {
    const all = LANGUAGES.flatMap(everydaySentences);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(1_000);
  });

  it.each(LANGUAGES)("raise no alarm above low in %s", (language) => {
    const alarms = everydaySentences(language).filter(
      (text) => !["none", "low"].includes(hearSigns(ears, text).urgency),
    );
    expect(alarms).toEqual([]);
  });
});
