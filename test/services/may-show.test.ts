import { describe, expect, it } from "vitest";
import { type KnownService, parseServices } from "../../src/domain/service-records.ts";
import { EMERGENCY_NUMBERS, emergencyNumber } from "../../src/services/emergency-numbers.ts";
import { mayShow, publicRecords, type ShownService, shownServices } from "../../src/services/may-show.ts";
import { loadPublicRecords } from "../../src/services/shipped-services.ts";
import { SERVICES } from "./shipped.ts";

const shown = shownServices(SERVICES);

function contactsOf(service: KnownService): readonly string[] {
  return [...service.phones, ...service.whatsapp, ...service.telegram];
}

describe("what may be shown of an organisation", () => {
  it("is decided for all forty", () => {
    expect(SERVICES).toHaveLength(40);
    expect(new Set(SERVICES.map((one) => one.id)).size).toBe(40);
    expect(shown).toHaveLength(17);
  });

  it.each(SERVICES.map((one) => [one.id, one] as const))("follows the field `show`: %s", (_id, known) => {
    const result = mayShow(known);
    if (known.show === "yes") expect(result).toMatchObject({ shown: "full", phones: known.phones });
    else if (known.show === "name_and_town_only")
      expect(result).toMatchObject({ shown: "name-and-town", town: known.town });
    else expect(result).toBeNull();
  });

  it("never lets a telephone out of an entry that is not shown in full", () => {
    const open = new Set(SERVICES.filter((one) => one.show === "yes").flatMap(contactsOf));
    const secret = SERVICES.filter((one) => one.show !== "yes").flatMap(contactsOf);
    expect(secret.length).toBeGreaterThan(5);
    const everything = JSON.stringify(shown);
    for (const contact of secret.filter((one) => !open.has(one)))
      expect(everything).not.toContain(JSON.stringify(contact));
  });

  it("is name, town, kind, whom it takes and a date, and no more, for a secret centre", () => {
    for (const one of shown.filter((service) => service.shown === "name-and-town")) {
      expect(Object.keys(one).sort()).toEqual([
        "id",
        "kind",
        "lastChecked",
        "name",
        "region",
        "shown",
        "takes",
        "town",
      ]);
    }
  });

  it("never holds an address, a note or coordinates", () => {
    for (const one of shown) {
      for (const secret of ["address", "notes", "lat", "lon", "capacity"]) expect(one).not.toHaveProperty(secret);
    }
  });

  it("has a source and a date wherever a number is shown", () => {
    for (const one of shown.filter((service) => service.shown === "full")) {
      expect(one.sources.length).toBeGreaterThan(0);
      expect(one.lastChecked).toMatch(/^20\d\d-\d\d$/);
    }
  });

  it("has a name in both languages", () => {
    for (const one of shown) expect([one.name.kk, one.name.ru].every((name) => name.length > 0)).toBe(true);
  });

  it("cannot be made by hand", () => {
    const byHand = { ...shown[0], phones: ["000"] };
    // @ts-expect-error only mayShow makes what may be shown
    const service: ShownService = { id: byHand.id, shown: "full", phones: ["000"] };
    // @ts-expect-error an organisation shown by name and town has no telephone by its type
    const reach = (one: Extract<ShownService, { shown: "name-and-town" }>): unknown => one.phones;
    expect([service, reach]).toHaveLength(2);
  });
});

describe("what leaves the server", () => {
  const records = loadPublicRecords();

  it("gives a page the same organisations as the server shows", () => {
    expect(shownServices(parseServices(records))).toEqual(shown);
  });

  it("names no hidden organisation, no address and none of their numbers", () => {
    const bytes = JSON.stringify(records);
    for (const one of SERVICES.filter((service) => mayShow(service) === null)) {
      expect(bytes).not.toContain(`"${one.id}"`);
      for (const contact of contactsOf(one)) expect(bytes).not.toContain(`"${contact}"`);
    }
    for (const one of SERVICES) if (one.address !== null) expect(bytes).not.toContain(one.address);
    for (const record of records.filter((one) => one.show !== "yes"))
      expect(record).toMatchObject({ phones: [], sources: [], lat: null });
  });

  it("is the same when it is made twice", () => {
    expect(publicRecords(records)).toEqual(records);
  });
});

describe("emergency numbers", () => {
  it.each(Object.entries(EMERGENCY_NUMBERS))("%s: %s is the shipped entry and may be shown", (_whom, number) => {
    const entry = SERVICES.find((one) => one.id === `kz-${number}`);
    expect(entry).toMatchObject({ show: "yes", phones: [number], region: "KZ" });
  });

  it("are asked for by whom one needs", () => {
    expect(emergencyNumber("police")).toBe("102");
    expect(emergencyNumber("rescue")).toBe("112");
    expect(emergencyNumber("ambulance")).toBe("103");
    expect(emergencyNumber("family")).toBe("111");
  });
});

describe("a file of services", () => {
  const [record] = loadPublicRecords();

  it.each([
    ["an unknown field", { ...record, extra: 1 }],
    ["a telephone that is none", { ...record, phones: ["call me"] }],
    ["a number to show without a source", { ...record, sources: [] }],
    ["a number to show without a date", { ...record, last_seen: null }],
    ["an unknown region", { ...record, region: "KZ-99", town: "Алматы" }],
    ["a local entry without a town", { ...record, region: "KZ-75" }],
    ["a name and town without the town", { ...record, show: "name_and_town_only" }],
  ])("is refused with %s", (_what, broken) => {
    expect(() => parseServices([record, broken])).toThrow("services/broken");
  });
});
