import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatness, median, Samples } from "./measure/samples.ts";

function samplesOf(values: readonly number[]): Samples {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples;
}

describe("the percentiles of everything that was measured", () => {
  it("are values that were measured: the smallest that enough others do not exceed", () => {
    const hundred = samplesOf(Array.from({ length: 100 }, (_, i) => 100 - i));
    expect([hundred.at(0.5), hundred.at(0.95), hundred.at(0.99), hundred.at(1)]).toEqual([50, 95, 99, 100]);
  });

  it("stay exact beyond the first thousand, in whatever order the values came, and when more come later", () => {
    const many = samplesOf(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 5_000));
    expect([many.count, many.at(0.99)]).toEqual([5_000, 4_949]);
    many.add(1_000_000);
    expect(many.at(1)).toBe(1_000_000);
  });

  it("agree with counting, for any values and any share", () => {
    const anything = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(anything, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const found = samplesOf(values).at(share) ?? Number.NaN;
        const upTo = values.filter((value) => value <= found).length;
        const below = values.filter((value) => value < found).length;
        expect(upTo).toBeGreaterThanOrEqual(Math.ceil(share * values.length));
        expect(below).toBeLessThan(Math.max(1, Math.ceil(share * values.length)));
      }),
    );
  });

  it("are nothing when nothing was measured", () => {
    expect(new Samples().at(0.5)).toBeNull();
  });
});

describe("the median of rounds", () => {
  it("is the middle one, or lies between the middle two", () => {
    expect([median([9, 1, 5]), median([4, 1, 9, 2]), median([])]).toEqual([5, 3, null]);
  });
});

describe("flatness", () => {
  it("is how much the end lies over the beginning, in percent", () => {
    expect(flatness([100, 100], [115, 115])).toBeCloseTo(15);
    expect(flatness([100], [90])).toBeCloseTo(-10);
  });

  it("is not moved by one slow moment", () => {
    expect(flatness([10, 10, 10], [10, 10, 9_000])).toBe(0);
  });

  it("is unknown when one end is missing, or when the beginning cost nothing", () => {
    expect([flatness([], [1]), flatness([1], []), flatness([0], [1])]).toEqual([null, null, null]);
  });
});
