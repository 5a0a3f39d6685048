import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceUpTo } from "../../src/distress/damerau.ts";

const word = fc.string({ unit: fc.constantFrom(..."абвг"), maxLength: 9 });

/** The textbook recursion, slow and plain. */
function plainly(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const least = Math.min(plainly(x, b) + 1, plainly(a, y) + 1, plainly(x, y) + same);
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(least, plainly(a.slice(0, -2), b.slice(0, -2)) + 1) : least;
}

describe("the number of typos between two words", () => {
  it.each([
    ["чай", "чай", 0],
    ["чай", "чйа", 1],
    ["чай", "час", 1],
    ["чай", "ча", 1],
    ["чай", "чаай", 1],
    ["мята", "мёд", 3],
    ["", "аб", 2],
  ])("%s and %s: %i", (a, b, typos) => {
    expect(distanceUpTo(5, a, b)).toBe(typos);
  });

  it("is what the textbook says, up to the limit", () => {
    const small = fc.string({ unit: fc.constantFrom(..."абв"), maxLength: 6 });
    fc.assert(
      fc.property(small, small, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        expect(distanceUpTo(limit, a, b)).toBe(Math.min(plainly(a, b), limit + 1));
      }),
    );
  });

  it("is the same in both directions", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distanceUpTo(9, a, b)).toBe(distanceUpTo(9, b, a));
      }),
    );
  });
});
