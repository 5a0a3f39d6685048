import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shownServices } from "../../src/services/may-show.ts";
import { loadShownServices } from "../../src/services/public-services.ts";
import { loadPublicRecords } from "../../src/services/shipped-services.ts";
import { SERVICES } from "./shipped.ts";

const file = new URL("../../src/services/data/public-services.json", import.meta.url);

describe("the services that pages carry", () => {
  it("are made from those on the server, and made again after a change (npm run services)", () => {
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(loadPublicRecords());
  });

  it("are the ones that the server shows, and no hidden one is in the file", () => {
    expect(loadShownServices()).toEqual(shownServices(SERVICES));
    const bytes = readFileSync(file, "utf8");
    const hidden = SERVICES.filter(({ show }) => show !== "yes" && show !== "name_and_town_only");
    expect(hidden.length).toBeGreaterThan(0);
    for (const { id, name } of hidden) {
      expect(bytes).not.toContain(`"${id}"`);
      expect(bytes).not.toContain(`"${name.ru}"`);
    }
  });
});
