import { describe, expect, it } from "vitest";
import { fold } from "../../src/distress/fold.ts";
import type { ServiceId } from "../../src/domain/service-records.ts";
import { type Directory, helpNear, openDirectory } from "../../src/services/help-near.ts";
import type { Intake } from "../../src/services/intake-state.ts";
import { shownServices } from "../../src/services/may-show.ts";
import { DIRECTORY, PLACES, REGIONS, SERVICES } from "./shipped.ts";

/** The shipped directory, and what some of its organisations published. */
function directoryWith(published: Readonly<Record<string, Intake>>): Directory {
  const intake = new Map(Object.entries(published).map(([id, state]) => [id as ServiceId, state]));
  return openDirectory(shownServices(SERVICES), PLACES, REGIONS, fold, intake);
}

const idsNear = (directory: Directory, placeId: string) =>
  helpNear(directory, { placeId }, "women").services.map(({ service }) => service.id);

describe("whether a centre takes somebody in", () => {
  it("is unknown of all that published nothing", () => {
    expect(new Set(DIRECTORY.located.map(({ intake }) => intake))).toEqual(new Set(["unknown"]));
  });

  it("puts the one with room first at a similar distance", () => {
    const [first, second] = idsNear(DIRECTORY, "kz-71-astana");
    if (!first || !second) throw new Error("Astana has two");
    expect(idsNear(directoryWith({ [second]: "open" }), "kz-71-astana").slice(0, 2)).toEqual([second, first]);
    expect(idsNear(directoryWith({ [first]: "full" }), "kz-71-astana").slice(0, 2)).toEqual([second, first]);
  });

  it("does not send her across the region past a nearer one that may have room", () => {
    const far = idsNear(directoryWith({ "kz-31-korday": "open" }), "kz-31-taraz");
    expect(far.slice(0, 2)).toEqual(["kz-31-taraz", "kz-31-korday"]);
  });

  it("leaves out one that is closed, and says that the region has none open", () => {
    const closed = directoryWith({ "kz-39-adaptation": "closed" });
    const near = helpNear(closed, { region: "KZ-39" }, "women");
    expect(near.services.map(({ service }) => service.id)).not.toContain("kz-39-adaptation");
    expect(near).toMatchObject({ regionHasNone: true, regionHasClosed: true });
    expect(helpNear(closed, { region: "KZ-39" }, "men").regionHasClosed).toBe(false);
    expect(helpNear(DIRECTORY, { region: "KZ-39" }, "women").regionHasClosed).toBe(false);
  });

  it("is asked for everybody who comes: all of them must be taken", () => {
    const family = helpNear(DIRECTORY, { region: "KZ-55" }, ["women", "children"]).services;
    expect(family.length).toBeGreaterThan(0);
    for (const { service } of family) expect(service.takes).toEqual(expect.arrayContaining(["women", "children"]));
    const men = helpNear(DIRECTORY, { region: "KZ-27" }, ["men", "children"]).services;
    expect(men.map(({ service }) => service.id)).toEqual(["kz-27-uralsk"]);
  });
});
