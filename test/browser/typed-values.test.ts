import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameDay, lastTimeAt } from "../../src/browser/desk/call-time.ts";
import { bedsOf } from "../../src/browser/desk/house-beds.ts";
import { newPhrase, orderOf, phraseTrouble, sortPhrases } from "../../src/browser/desk/house-phrases.ts";
import { firstLetters } from "../../src/browser/desk/long-text.tsx";
import { clockOf } from "../../src/browser/ui/time-words.ts";
import { readyPhraseSchema } from "../../src/domain/desk/organisation.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { pretendPhrases } from "./pretend-people.ts";

/** 00:05 in Kazakhstan. */
const AFTER_MIDNIGHT = Date.UTC(2026, 10, 24, 19, 5, 30);

describe("the time of a call", () => {
  it("is the last such time, also when midnight lies between", () => {
    expect(lastTimeAt("00:03", AFTER_MIDNIGHT)).toBe(Date.UTC(2026, 10, 24, 19, 3));
    const before = lastTimeAt("23:58", AFTER_MIDNIGHT);
    expect(before).toBe(Date.UTC(2026, 10, 24, 18, 58));
    expect(isSameDay(before ?? 0, AFTER_MIDNIGHT)).toBe(false);
  });

  it("is now where the clock of a wall is a minute ahead", () => {
    expect(lastTimeAt("00:06", AFTER_MIDNIGHT)).toBe(AFTER_MIDNIGHT);
  });

  it("is never in the future, never older than a day, and reads as it was typed", () => {
    const clock = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((n) => String(n).padStart(2, "0")).join(":"));
    fc.assert(
      fc.property(clock, fc.integer({ min: 1e12, max: 2e12 }), (typed, now) => {
        const at = lastTimeAt(typed, now) ?? Number.NaN;
        expect(at).toBeLessThanOrEqual(now);
        expect(now - at).toBeLessThan(DAY_MS + MINUTE_MS);
        if (at !== now) expect(clockOf(at)).toBe(typed);
      }),
    );
  });

  it("is none when it is no time of day", () => {
    for (const typed of ["", "24:00", "7:30", "12:60", "сейчас"]) expect(lastTimeAt(typed, 0)).toBeNull();
  });
});

describe("beds and places in a list", () => {
  it("are whole numbers, or nothing", () => {
    expect(["", " ", "0", "12", "1000", "-1", "два", "1.5"].map(bedsOf)).toEqual([
      null,
      null,
      0,
      12,
      "wrong",
      "wrong",
      "wrong",
      "wrong",
    ]);
    expect(["7", "", "x"].map(orderOf)).toEqual([7, null, null]);
  });
});

describe("a ready phrase", () => {
  it("needs every language, and holds no link", () => {
    const [phrase] = pretendPhrases();
    if (phrase === undefined) throw new Error("no phrase");
    expect(phraseTrouble(phrase)).toBeNull();
    expect(phraseTrouble({ ...phrase, texts: { ...phrase.texts, kk: " " } })).toBe("missing");
    expect(phraseTrouble({ ...phrase, texts: { ...phrase.texts, en: "see example.org" } })).toBe("link");
  });

  it("begins behind the last of its set, with an id of its own", () => {
    const phrase = newPhrase("covert", pretendPhrases(), (length) => new Uint8Array(length).fill(7));
    expect(phrase).toMatchObject({ set: "covert", order: 3, phraseId: "07".repeat(16) });
    const texts = { kk: "а", ru: "а", en: "a" };
    expect(readyPhraseSchema.parse({ ...phrase, texts })).toEqual({ ...phrase, texts });
    expect(sortPhrases(pretendPhrases(), "open").map(({ order }) => order)).toEqual([0, 1, 2]);
  });
});

describe("the beginning of long words", () => {
  it("is cut between letters, never inside one", () => {
    expect(firstLetters("Көмек", 5)).toBe("Көмек");
    expect(firstLetters("Көмектесіңіз", 5)).toBe("Көмек…");
    const pictures = "😭".repeat(9);
    expect(firstLetters(pictures, 4)).toBe("😭😭😭😭…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (words, most) => {
        const cut = firstLetters(words, most);
        expect(words.startsWith(cut.replace(/…$/, "")) || words === cut).toBe(true);
      }),
    );
  });
});
