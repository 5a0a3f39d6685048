import { describe, expect, it } from "vitest";
import { near, placeIn } from "../../../src/browser/desk/worker/nearest.ts";
import type { FileLine } from "../../../src/crypto/case-file.ts";
import type { EntryBody } from "../../../src/domain/case-contents.ts";
import type { OrganisationCard } from "../../../src/domain/desk/organisation.ts";
import type { EntryId, KeyId } from "../../../src/domain/ids.ts";
import type { UnixMs } from "../../../src/domain/time.ts";
import { DIRECTORY, SERVICES } from "../../services/shipped.ts";

const line = (body: EntryBody, seq = 1): FileLine => ({
  ok: true,
  seq,
  entryId: new Uint8Array(16) as EntryId,
  at: 0 as UnixMs,
  by: "bot",
  authorId: new Uint8Array(16) as KeyId,
  body,
});
const located = (id: string): EntryBody => ({ entry: "location", via: "telegram", place: { place: "town", id } });

function card(change: Partial<OrganisationCard>): OrganisationCard {
  return {
    id: "a".repeat(32),
    name: "Test Centre",
    kind: "crisis-centre",
    town: null,
    serviceId: null,
    intake: "unknown",
    beds: null,
    intakeAt: null,
    onDuty: false,
    ...change,
  };
}

const ASTANA = { place: "town", id: "kz-71-astana" } as const;

describe("the place of a case", () => {
  it("is the last one that it names, in a quote of another case, too", () => {
    expect(placeIn([line(located("kz-71-astana"))])).toEqual(ASTANA);
    const quote: EntryBody = {
      entry: "quote",
      by: "bot",
      at: 0,
      body: JSON.stringify(located("kz-75-almaty")),
    };
    expect(placeIn([line(located("kz-71-astana")), line(quote, 2)])).toEqual({ place: "town", id: "kz-75-almaty" });
  });

  it("is none where nothing names one, where the line does not verify, or the quote is no entry", () => {
    const broken: FileLine = { ok: false, seq: 1, entryId: new Uint8Array(16) as EntryId, code: "crypto/cannot-open" };
    const quote: EntryBody = { entry: "quote", by: "bot", at: 0, body: "{" };
    expect(placeIn([broken, line(quote), line({ entry: "note", text: "Astana" })])).toBeNull();
  });
});

describe("who is near a case", () => {
  it("are the services of her town, those with room before the others, with beds and whom to refer to", () => {
    const ids = near(DIRECTORY, ASTANA, []).near.map(({ id }) => id);
    const [first, second] = ids;
    const full = card({ serviceId: first ?? "", intake: "full" });
    const open = card({ id: "b".repeat(32), serviceId: second ?? "", intake: "open", beds: 2 });
    const found = near(DIRECTORY, ASTANA, [full, open]);
    expect(found.place).toBe("Астана");
    expect(found.near[0]).toMatchObject({ id: second, intake: "open", beds: 2, organisation: "b".repeat(32), km: 0 });
    expect(found.near.find(({ id }) => id === first)).toMatchObject({ intake: "full", organisation: "a".repeat(32) });
  });

  it("leaves out who is closed, and never names a hidden service", () => {
    const [first] = near(DIRECTORY, ASTANA, []).near;
    const closed = card({ serviceId: first?.id ?? "", intake: "closed" });
    expect(near(DIRECTORY, ASTANA, [closed]).near.map(({ id }) => id)).not.toContain(first?.id);
    const hidden = new Set(
      SERVICES.filter(({ show }) => show !== "yes" && show !== "name_and_town_only").map(({ id }) => String(id)),
    );
    for (const { id } of near(DIRECTORY, ASTANA, []).near) expect(hidden.has(id)).toBe(false);
  });

  it("are centres of the registry that are no service, too, with the distance from the town they named", () => {
    const found = near(DIRECTORY, ASTANA, [card({ town: "kz-75-almaty", intake: "open" })]).near.at(-1);
    expect(found).toMatchObject({ name: "Test Centre", organisation: "a".repeat(32), intake: "open" });
    expect(found?.km).toBeGreaterThan(900);
    expect(found?.km).toBeLessThan(1_050);
  });

  it("are only centres of the registry where the case names no place", () => {
    expect(near(DIRECTORY, null, [card({}), card({ kind: "police" })])).toMatchObject({
      place: null,
      near: [{ km: null, organisation: "a".repeat(32) }],
    });
  });
});
