import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, isPoint } from "../../src/services/distance.ts";
import { indexPlaces, isInCountry, nearestPlace } from "../../src/services/place-index.ts";
import { PLACES } from "./shipped.ts";

const index = indexPlaces(PLACES);
const inside = fc.record({
  lat: fc.double({ min: 40, max: 56, noNaN: true }),
  lon: fc.double({ min: 46, max: 88, noNaN: true }),
});
const NOWHERE = [
  { lat: 0, lon: 0 },
  { lat: Number.NaN, lon: 70 },
  { lat: 48, lon: Number.NaN },
  { lat: Number.POSITIVE_INFINITY, lon: 70 },
  { lat: 91, lon: 70 },
  { lat: 48, lon: 181 },
];

describe("distance", () => {
  it("is about 970 km from Almaty to Astana", () => {
    expect(distance({ lat: 43.25, lon: 76.95 }, { lat: 51.18, lon: 71.446 })).toBeCloseTo(972, -1);
  });

  it("is half the way round the globe between two opposite points", () => {
    expect(distance({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(Math.PI * 6371.0088, 3);
  });

  it("is the same both ways and nothing to itself", () => {
    fc.assert(
      fc.property(inside, inside, (a, b) => {
        expect(distance(a, b)).toBeCloseTo(distance(b, a), 6);
        expect(distance(a, a)).toBe(0);
      }),
    );
  });
});

describe("the nearest place", () => {
  it("is the one that measuring every place gives", () => {
    fc.assert(
      fc.property(inside, (from) => {
        const least = Math.min(...PLACES.map((place) => distance(from, place)));
        expect(nearestPlace(index, from)?.km).toBeCloseTo(least, 6);
      }),
    );
  });

  it("is itself for every place", () => {
    for (const place of PLACES) expect(nearestPlace(index, place)?.km).toBeLessThan(0.001);
  });

  it.each(NOWHERE.slice(1))("is none for %j", (point) => {
    expect(isPoint(point)).toBe(false);
    expect(nearestPlace(index, point)).toBeNull();
  });
});

describe("whether a point is in the country", () => {
  it("is so for every known place", () => {
    for (const place of PLACES) expect(isInCountry(index, place)).toBe(true);
  });

  it.each(NOWHERE)("is not so for %j", (point) => {
    expect(isInCountry(index, point)).toBe(false);
  });

  it.each([
    ["Moscow", 55.75, 37.62],
    ["Dubai", 25.2, 55.27],
    ["Urumqi, in the box and far from every place", 43.83, 87.6],
    ["the Aral sea's south, in the box", 42.0, 60.0],
    ["latitude and longitude swapped", 76.95, 43.25],
  ])("is not so for %s", (_name, lat, lon) => {
    expect(isInCountry(index, { lat, lon })).toBe(false);
  });
});
