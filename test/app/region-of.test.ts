import { describe, expect, it } from "vitest";
import { regionOf } from "../../src/app/region-of.ts";
import type { PlaceAnswer } from "../../src/domain/answers.ts";
import { understand } from "../../src/talks/where-typed.ts";
import { directory } from "../talks/house.ts";

describe("the region that a case is routed by", () => {
  it.each<[string, PlaceAnswer | null, string | null]>([
    ["nothing said", null, null],
    ["a town from the list", { place: "town", id: "kz-55-aksu" }, "KZ-55"],
    ["a town that is in the list no more", { place: "town", id: "kz-00-nowhere" }, null],
    ["a region", { place: "region", code: "KZ-33" }, "KZ-33"],
    ["a point in the country", { place: "point", lat: 49.8, lon: 73.1 }, "KZ-35"],
    ["a point far from it", { place: "point", lat: 40.7, lon: -74 }, null],
    ["a point that she says is wrong", { place: "point", lat: 40.7, lon: -74, abroad: false }, null],
    ["words that nobody understood", { place: "words", words: "ауыл" }, null],
  ])("%s", (_what, place, region) => {
    expect(regionOf(directory, place)).toBe(region);
  });

  it("follows what her words were understood as, and nothing where they were not clear", () => {
    const typed = (words: string) => regionOf(directory, understand(directory, { place: "words", words }));
    expect(typed("мен Сәтбаевта тұрамын")).toBe("KZ-62");
    expect(typed("карагандинская область")).toBe("KZ-35");
    expect(typed("Ақсу")).toBeNull();
    expect(typed("Абая 1, кв. 2")).toBeNull();
  });
});
