import { describe, expect, it } from "vitest";
import { isRegionCode, REGION_CODES } from "../../src/domain/service-records.ts";
import { placeById, placeShortName, placesOf } from "../../src/services/places.ts";
import { regionShortName, regionsList } from "../../src/services/region-names.ts";
import { PLACES, REGIONS } from "./shipped.ts";

const LOCALES = ["kk", "ru"] as const;

describe("regions", () => {
  it("are the twenty of the data, each with a seat among its own places", () => {
    expect(REGIONS.map((region) => region.code).sort()).toEqual([...REGION_CODES].sort());
    for (const region of REGIONS) expect(placeById(PLACES, region.seat)?.region).toBe(region.code);
  });

  it("are neighbours in both directions", () => {
    for (const region of REGIONS) {
      for (const code of region.neighbours) {
        expect(REGIONS.find((other) => other.code === code)?.neighbours).toContain(region.code);
      }
    }
  });

  it.each(LOCALES)("have different names of at most 20 characters for buttons in %s", (locale) => {
    const names = REGION_CODES.map((code) => regionShortName(code)[locale]);
    expect(new Set(names).size).toBe(20);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(20);
  });

  it("are never named like a town", () => {
    const towns = new Set(PLACES.flatMap((place) => [place.name.kk, place.name.ru]));
    for (const code of REGION_CODES)
      for (const locale of LOCALES) expect(towns).not.toContain(regionShortName(code)[locale]);
  });

  it("are listed once each, cities first", () => {
    const codes = regionsList().map((region) => region.code);
    expect(codes.slice(0, 3)).toEqual(["KZ-71", "KZ-75", "KZ-79"]);
    expect([...codes].sort()).toEqual([...REGION_CODES].sort());
  });

  it("are known by their codes", () => {
    expect(isRegionCode("KZ-62")).toBe(true);
    expect(isRegionCode("KZ-99")).toBe(false);
  });
});

describe("places", () => {
  it("are 404, with different ids, and every region has some", () => {
    expect(new Set(PLACES.map((place) => place.id)).size).toBe(404);
    for (const code of REGION_CODES) expect(placesOf(PLACES, code).length).toBeGreaterThan(0);
    expect(REGION_CODES.flatMap((code) => placesOf(PLACES, code))).toHaveLength(404);
  });

  it("are listed by size, towns before villages", () => {
    expect(
      placesOf(PLACES, "KZ-35")
        .slice(0, 3)
        .map((place) => place.name.ru),
    ).toEqual(["Караганда", "Темиртау", "Балхаш"]);
    for (const code of REGION_CODES) {
      const towns = placesOf(PLACES, code).map((place) => place.town);
      expect(towns.lastIndexOf(true)).toBe(towns.filter(Boolean).length - 1);
    }
  });

  it("are not towns for sharing a town's name", () => {
    const villages = PLACES.filter((place) => place.name.kk === "Ақкөл" && !place.town);
    expect(villages.map((place) => place.district?.ru)).toContain("Зерендинский район");
  });

  it.each(LOCALES)("have names of at most 24 characters in %s, different within a region", (locale) => {
    for (const code of REGION_CODES) {
      const names = placesOf(PLACES, code).map((place) => placeShortName(PLACES, place)[locale]);
      expect(new Set(names).size).toBe(names.length);
      expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(24);
    }
  });

  it("are called by their district only where a name is shared", () => {
    const [first, second] = PLACES.filter((place) => place.region === "KZ-11" && place.name.ru === "Акколь");
    expect([first, second].map((place) => place && placeShortName(PLACES, place).ru).sort()).toEqual([
      "Акколь (Аккольский)",
      "Акколь (Зерендинский)",
    ]);
    const aktau = placeById(PLACES, "kz-47-aktau");
    expect(aktau && placeShortName(PLACES, aktau)).toEqual({ kk: "Ақтау", ru: "Актау" });
  });

  it("are found by id or not at all", () => {
    expect(placeById(PLACES, "kz-62-zhezkazgan")?.name.kk).toBe("Жезқазған");
    expect(placeById(PLACES, "nowhere")).toBeNull();
  });
});
