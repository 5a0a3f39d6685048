import { describe, expect, it } from "vitest";
import { fold } from "../../src/distress/fold.ts";
import { REGION_CODES } from "../../src/domain/service-records.ts";
import { helpNear, openDirectory, type Whereabouts } from "../../src/services/help-near.ts";
import { mayShow } from "../../src/services/may-show.ts";
import { nearestServices } from "../../src/services/nearest-services.ts";
import { regionsAround } from "../../src/services/region-rings.ts";
import { takesOf, WHO } from "../../src/services/takes.ts";
import { DIRECTORY, PLACES, REGIONS, SERVICES } from "./shipped.ts";

function idsNear(from: Whereabouts, who: "women" | "children" | "men" = "women"): readonly string[] {
  return helpNear(DIRECTORY, from, who).services.map((one) => one.service.id);
}

describe("help near a person", () => {
  it("is the region's own first, even when a neighbour's is nearer", () => {
    const near = helpNear(DIRECTORY, { placeId: "kz-31-taraz" }, "women");
    expect(near.services.slice(0, 2).map((one) => one.service.id)).toEqual(["kz-31-taraz", "kz-31-korday"]);
    const [, korday, next] = near.services;
    expect(korday?.where).toBe("own-region");
    expect(next?.where).toBe("neighbour-region");
    expect(next?.km).toBeLessThan(korday?.km ?? 0);
  });

  it("says so when the region has none, and gives the neighbours'", () => {
    const near = helpNear(DIRECTORY, { region: "KZ-62" }, "women");
    expect(near.regionHasNone).toBe(true);
    expect(near.services.map((one) => one.where)).toContain("neighbour-region");
    expect(near.services.map((one) => one.where)).not.toContain("own-region");
  });

  it("looks beyond the neighbours only when they have none either", () => {
    const near = helpNear(DIRECTORY, { region: "KZ-63" }, "women");
    expect(near.regionHasNone).toBe(true);
    expect(new Set(near.services.map((one) => one.where))).toEqual(new Set(["further-region"]));
    expect(idsNear({ region: "KZ-43" })[0]).toBe("kz-79-komek");
  });

  it("finds some organisation for a woman in every region", () => {
    for (const region of REGION_CODES) expect(idsNear({ region }).length).toBeGreaterThan(0);
  });

  it("counts a city inside a neighbouring region as next door", () => {
    expect(idsNear({ placeId: "kz-35-karaganda" })[0]).toBe("kz-71-korgau");
    expect(idsNear({ region: "KZ-19" })[0]).toBe("kz-75-kgu");
  });

  it("says whole kilometres between town centres, and 0 in the town itself", () => {
    const [first] = helpNear(DIRECTORY, { placeId: "kz-75-almaty" }, "women").services;
    expect(first).toMatchObject({ km: 0, where: "own-region", town: { name: { kk: "Алматы", ru: "Алматы" } } });
    for (const one of helpNear(DIRECTORY, { region: "KZ-35" }, "women").services)
      expect(Number.isInteger(one.km)).toBe(true);
  });

  it("starts from the centre of the nearest town, not from where the person stands", () => {
    const standing = helpNear(DIRECTORY, { lat: 47.8, lon: 67.69 }, "women");
    expect(standing).toEqual(helpNear(DIRECTORY, { placeId: "kz-62-zhezkazgan" }, "women"));
  });

  it("sends men only where men are known to be taken", () => {
    expect(idsNear({ region: "KZ-27" }, "men")).toEqual(["kz-27-uralsk"]);
    expect(idsNear({ region: "KZ-75" }, "men")).toEqual([]);
    expect(helpNear(DIRECTORY, { region: "KZ-75" }, "men").regionHasNone).toBe(true);
  });

  it("can be asked for one kind", () => {
    const centres = helpNear(DIRECTORY, { region: "KZ-55" }, "women", ["crisis_centre"]);
    expect(centres.regionHasNone).toBe(true);
    expect(helpNear(DIRECTORY, { region: "KZ-55" }, "women", ["family_centre"]).services[0]?.service.id).toBe(
      "kz-55-cps",
    );
  });

  it.each([
    [{ lat: 0, lon: 0 }],
    [{ lat: Number.NaN, lon: Number.NaN }],
    [{ lat: 55.75, lon: 37.62 }],
    [{ region: "KZ-99" }],
    [{ placeId: "kz-00-nowhere" }],
  ])("is the lines for the whole country at %j", (from) => {
    const near = helpNear(DIRECTORY, from, "women");
    expect(near).toMatchObject({ from: null, regionHasNone: true, services: [] });
    expect(near.lines.length).toBeGreaterThan(3);
  });

  it("always has the lines for the whole country beside it, police first", () => {
    for (const region of REGION_CODES) {
      for (const who of WHO) {
        const ids = helpNear(DIRECTORY, { region }, who).lines.map((one) => one.id);
        expect(ids).toEqual(["kz-102", "kz-112", "kz-111", "kz-103", "kz-zakon-i-poryadok"]);
      }
    }
  });

  it("never names an organisation that may not be shown", () => {
    const hidden = new Set(SERVICES.filter((one) => mayShow(one) === null).map((one) => one.id));
    for (const place of PLACES)
      for (const one of helpNear(DIRECTORY, { placeId: place.id }, "women").services)
        expect(hidden).not.toContain(one.service.id);
  });
});

describe("the nearest organisations", () => {
  it("are those that fit, nearest first, as many as asked for", () => {
    const from = { lat: 43.25, lon: 76.95 };
    const near = nearestServices(DIRECTORY.located, from, { takes: ["women"], regions: REGION_CODES, limit: 3 });
    expect(near.map((one) => one.service.id)).toEqual(["kz-75-kgu", "kz-31-korday", "kz-33-taldykorgan"]);
  });

  it("are refused when their town is unknown, because the distance would be invented", () => {
    const lines = DIRECTORY.located.map((one) => one.service);
    expect(() => openDirectory(lines, [], REGIONS, fold)).toThrow("services/broken");
  });
});

describe("regions around a region", () => {
  it("are itself, its neighbours and theirs, none twice", () => {
    for (const code of REGION_CODES) {
      const all = regionsAround(REGIONS, code).flat();
      expect(all[0]).toBe(code);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe("whom an organisation takes", () => {
  it.each([
    [["women"], ["women"]],
    [
      ["men", "children", "women"],
      ["women", "children", "men"],
    ],
    [["families"], ["women", "children"]],
    [["anyone in danger"], ["women", "children", "men"]],
    [["victims of trafficking"], ["women", "children"]],
    [[], ["women", "children"]],
    [["general public-service questions"], []],
  ])("%j means %j", (serves, takes) => {
    expect(takesOf(serves)).toEqual(takes);
  });
});
