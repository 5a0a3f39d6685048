import { describe, expect, it } from "vitest";
import { choicesOf, isNameOf } from "../../src/browser/desk/referral-choices.ts";
import { packetItems } from "../../src/browser/desk/referral-packet.ts";
import { CASE } from "./pretend-ids.ts";
import { openedAtNoon } from "./pretend-open.ts";
import { ORG, pretendOrganisations } from "./pretend-people.ts";

const cards = pretendOrganisations(0);
const fingerprints = Object.fromEntries(cards.map(({ id }) => [id, "00000"]));
const near = [
  { organisation: ORG.full, km: 3 },
  { organisation: ORG.open, km: 190 },
];

async function choices(caseId: string, more: Partial<Parameters<typeof choicesOf>[0]> = {}) {
  const opened = await openedAtNoon(caseId);
  return choicesOf({ cards, opened, facts: { policeExcluded: false }, near, fingerprints, own: ORG.hotline, ...more });
}

describe("whom a case may be sent to", () => {
  it("is nobody without a kind of its own, and never ourselves", async () => {
    const ids = (await choices(CASE.mine)).map(({ card }) => card.id);
    expect(ids).not.toContain(ORG.hotline);
    expect(ids).not.toContain(ORG.oversight);
    expect(ids).toHaveLength(5);
  });

  it("begins with the centre that accepts now, though another is nearer", async () => {
    expect((await choices(CASE.mine)).map(({ card }) => card.id).slice(0, 3)).toEqual([ORG.open, ORG.full, ORG.closed]);
  });

  it("says whether the consent is on record, for exactly that organisation", async () => {
    const consents = (await choices(CASE.mine)).map(({ card, consent }) => [card.id, consent]);
    expect(consents).toContainEqual([ORG.full, "given"]);
    expect(consents).toContainEqual([ORG.open, "none"]);
    const opened = await openedAtNoon(CASE.mine);
    const unclear = { ...opened, consents: [{ kind: "police", organisation: ORG.police, unclear: true } as const] };
    expect(await choices(CASE.mine, { opened: unclear })).toContainEqual(
      expect.objectContaining({ consent: "unclear", typeName: true }),
    );
  });

  it("bars the police where the person excluded them", async () => {
    const barred = await choices(CASE.mine, { facts: { policeExcluded: true } });
    expect(barred.at(-1)).toMatchObject({ recipient: "police", barred: "police-excluded" });
  });

  it("bars who has no key that was verified, and who was asked already", async () => {
    const noKey = await choices(CASE.mine, { fingerprints: {} });
    expect(noKey.every(({ barred }) => barred === "no-key")).toBe(true);
    const asked = (await choices(CASE.long)).find(({ card }) => card.id === ORG.open);
    expect(asked?.barred).toBe("waits-already");
  });

  it("takes a typed name as it is spoken, and no other", () => {
    const police = cards.find(({ kind }) => kind === "police");
    if (police === undefined) throw new Error("no police");
    expect(isNameOf(police, " дежурная ЧАСТЬ (демо) ")).toBe(true);
    expect(isNameOf(police, "Дежурная часть")).toBe(false);
    expect(isNameOf({ ...police, name: "«»" }, "")).toBe(false);
  });
});

describe("a packet", () => {
  it("offers her words and what was found out, and no way to reach her", async () => {
    const items = packetItems((await openedAtNoon(CASE.mine)).lines);
    const kinds = (ticked: boolean) =>
      new Set(items.filter((one) => one.ticked === ticked).map(({ line }) => line.body.entry));
    expect(kinds(true)).toEqual(new Set(["summary", "intake", "location", "text"]));
    expect(kinds(false)).toEqual(new Set(["message", "note"]));
  });

  it("never holds a line that does not verify", async () => {
    const { lines } = await openedAtNoon(CASE.strange);
    const offered = new Set(packetItems(lines).map(({ line }) => line.seq));
    expect(lines.filter(({ ok }) => !ok).some(({ seq }) => offered.has(seq))).toBe(false);
  });
});
