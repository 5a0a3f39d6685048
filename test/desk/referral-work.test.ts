import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { unpack } from "../../src/app/parcels.ts";
import type { Reader } from "../../src/app/readers.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, Staff } from "../support/staff.ts";
import { openTestHouse, type TestHouse, type TestMember } from "../support/test-house.ts";

const CHAT = { channel: "telegram", id: "7001" } as const;
const SECRET = "He hides the key under the stove";
const ASTANA = { place: "town", id: "kz-71-astana" } as const;

let house: TestHouse;
let hotline: Staff;
let centre: Staff;
beforeEach(async () => {
  house = await openTestHouse();
  hotline = await Staff.over(house.parts, house.members.hotline);
  centre = await Staff.over(house.parts, house.members.centre);
});
afterEach(() => house.close());

const orgOf = ({ organisation }: TestMember) => printHex(organisation);
const CENTRE = () => orgOf(house.members.centre);
const POLICE = () => orgOf(house.members.police);

function openCase(given: readonly [Reader["kind"], TestMember][] = [], policeExcluded = false): Promise<CaseId> {
  const recipient = house.parts.deployment().recipients.get(orgOf(house.members.hotline));
  if (recipient === undefined) throw new Error("not founded");
  return keepCase(house.parts, CHAT.id, {
    readers: [{ kind: "hotline", recipient, backup: false }],
    bodies: [
      { entry: "text", via: "telegram", text: SECRET, forwarded: false, correctsEarlier: false },
      {
        entry: "consent",
        unclear: false,
        given: given.map(([kind, to]) => ({ recipient: kind, organisation: orgOf(to), backup: false })),
      },
    ],
    summary: { signs: ["weapon"], place: ASTANA, wants: [], policeExcluded },
  });
}

const agreed = () => openCase([["crisis_centre", house.members.centre]]);

/** Claims a case, opens it and offers what stands in it with words. */
async function offer(caseId: CaseId, entries: readonly string[] | null, why: string | null = null, to = CENTRE()) {
  await hotline.claim(caseId);
  await hotline.open(caseId);
  return hotline.port.referrals.offer(printHex(caseId), to, entries, why);
}

async function words(): Promise<readonly string[]> {
  const rows = await house.parts.store.outboxDue((house.clock.now() + 100 * HOUR_MS) as UnixMs, 100);
  const parcels = rows.map((row) => unpack(house.parts, row)).filter(({ chat }) => chat.id === CHAT.id);
  return parcels.flatMap(({ out }) => out.map((one) => ("text" in one ? one.text : "")));
}

describe("a referral, from one console to the other", () => {
  it("goes its whole way: offered, accepted, arrived, closed, and both sides see it", async () => {
    const caseId = await agreed();
    const { lines } = await hotline.claim(caseId).then(() => hotline.open(caseId));
    const text = lines.find((line) => line.ok && line.body.entry === "text");
    const offered = await offer(caseId, text ? [text.entryId] : []);
    expect(offered).toMatchObject({ opened: { referrals: [{ state: "offered", targetCase: null, packet: true }] } });

    const [row] = await centre.queue();
    expect(row).toMatchObject({ referral: { from: orgOf(house.members.hotline), state: "offered" }, status: "unread" });
    const { incoming } = await centre.must(({ referrals }) => referrals.read());
    const id = incoming[0]?.referralId ?? "";
    expect(incoming).toMatchObject([{ sourceCase: null, targetCase: row?.caseId }]);

    await centre.must(({ referrals }) => referrals.accept(id));
    const packet = await centre.open(row?.caseId ?? "");
    expect(packet.row.owner?.memberId).toBe(printHex(house.members.centre.id)); // Who accepts has it.
    expect(bodiesOf(packet.lines).map(({ entry }) => entry)).toEqual(
      expect.arrayContaining(["summary", "quote", "referral", "contact"]),
    );
    expect(JSON.stringify(packet.lines)).toContain(SECRET);
    expect(packet.lines.every(({ ok }) => ok)).toBe(true);

    await centre.must(({ referrals }) => referrals.arrived(id));
    await centre.must(({ referrals }) => referrals.close(id, "stayed"));
    const after = await hotline.open(caseId);
    expect(after.referrals).toMatchObject([{ state: "closed", version: 4 }]);
    expect(bodiesOf(after.lines).flatMap((body) => (body.entry === "referral" ? [body.state] : []))).toEqual([
      "offered",
      "accepted",
      "arrived",
      "closed",
    ]);
  });

  it("tells her, once they accept, without their name", async () => {
    const record = await readChat(house.parts, CHAT);
    const link = { ...record.link, locale: "ru", heardAt: house.clock.now() } as const;
    await house.parts.store.commit([linkWrite(house.parts, record, link)]);
    await offer(await agreed(), []);
    const { incoming } = await centre.must(({ referrals }) => referrals.read());
    await centre.must(({ referrals }) => referrals.accept(incoming[0]?.referralId ?? ""));
    expect(await words()).toEqual([expect.stringContaining("приняла организация")]);
    expect((await words()).join("")).not.toContain("Test Centre");
  });

  it("lets the receiver write to her, and leaves the sender's notes and case to the sender", async () => {
    const caseId = await agreed();
    await offer(caseId, []);
    await hotline.must(({ cases }) => cases.note(printHex(caseId), "He called twice"));
    const [row] = await centre.queue();
    await centre.answer(row?.caseId ?? "", "We have a bed");
    expect(await centre.port.cases.open(printHex(caseId))).toEqual({ refused: "case/not-found" });
    expect(await hotline.port.cases.open(row?.caseId ?? "")).toEqual({ refused: "case/not-found" });
    await centre.must(({ cases }) => cases.note(row?.caseId ?? "", "Room 4"));
    expect(JSON.stringify((await hotline.open(caseId)).lines)).not.toContain("Room 4");
    expect(JSON.stringify((await centre.open(row?.caseId ?? "")).lines)).not.toContain("He called twice");
  });

  it("may be the whole case, and is closed to the receiver when it is taken back", async () => {
    const caseId = await agreed();
    await offer(caseId, null);
    expect(await centre.port.queue.claim(printHex(caseId))).toEqual({ refused: "case/claimed" });
    await hotline.must(({ queue }) => queue.release(printHex(caseId)));
    await centre.claim(caseId);
    expect(JSON.stringify((await centre.open(caseId)).lines)).toContain(SECRET);
    const { outgoing } = await hotline.must(({ referrals }) => referrals.read());
    await hotline.must(({ referrals }) => referrals.withdraw(outgoing[0]?.referralId ?? ""));
    expect(await centre.port.cases.open(printHex(caseId))).toEqual({ refused: "case/not-found" });
    expect((await hotline.claim(caseId)).owner?.memberId).toBe(printHex(house.members.hotline.id));
  });

  it("is refused in the browser without her yes to exactly them, and nothing is sent", async () => {
    const caseId = await openCase([["police", house.members.police]]);
    expect(await offer(caseId, [])).toEqual({ refused: "referral/no-consent" });
    expect(await centre.queue()).toEqual([]);
    await hotline.must(({ cases }) =>
      cases.recordConsent(printHex(caseId), { kind: "crisis_centre", organisation: CENTRE(), words: "Yes, them" }),
    );
    expect(await offer(caseId, [])).toMatchObject({ opened: { referrals: [{ state: "offered" }] } });
  });

  it("never goes to the police where he works there, whatever she agreed to later", async () => {
    const caseId = await openCase([["police", house.members.police]], true);
    expect(await offer(caseId, [], null, POLICE())).toEqual({ refused: "referral/no-consent" });
    const without = await openCase([["police", house.members.police]]);
    expect(await offer(without, [], null, POLICE())).toMatchObject({ opened: {} });
  });

  it("goes to nobody who is not in the registry", async () => {
    expect(await offer(await agreed(), [], null, "f".repeat(32))).toEqual({ refused: "desk/not-found" });
  });

  it("needs a reason where they are full, which their page tells at once", async () => {
    await centre.must(({ house: port }) => port.setIntake("full", 0));
    const { cards, fingerprints } = await hotline.must(({ house: port }) => port.organisations());
    const digits = /^(\d{5} ){5}\d{5}$/;
    expect(cards.every(({ id }) => digits.test(fingerprints[id] ?? ""))).toBe(true);
    expect(new Set(Object.values(fingerprints)).size).toBe(cards.length);
    expect(cards.find(({ id }) => id === CENTRE())).toMatchObject({ intake: "full", name: "Test Centre" });
    const caseId = await agreed();
    expect(await offer(caseId, [])).toEqual({ refused: "referral/reason-needed" });
    const offered = await offer(caseId, [], "She has nowhere else");
    expect(offered).toMatchObject({ opened: {} });
    const [row] = await centre.queue();
    await centre.claim(row?.caseId ?? "");
    const told = bodiesOf((await centre.open(row?.caseId ?? "")).lines).find(({ entry }) => entry === "referral");
    expect(told).toMatchObject({ reason: "She has nowhere else" });
  });

  it("is still taken when a reminder came between what she saw and what she pressed", async () => {
    await offer(await agreed(), []);
    const { incoming } = await centre.must(({ referrals }) => referrals.read());
    const stored = await house.parts.store.overdueReferrals((house.clock.now() + 90 * MINUTE_MS) as UnixMs, 9);
    const [one] = stored;
    if (one === undefined) throw new Error("nothing is due");
    const { referralId, version: wasVersion, state, due } = one;
    const move = { referralId, wasVersion, state, declineReason: null, due, reminders: 1 } as const;
    await house.parts.store.commit([{ write: "move-referral", ...move }]);
    const accepted = await centre.must(({ referrals }) => referrals.accept(incoming[0]?.referralId ?? ""));
    expect(accepted.referral).toMatchObject({ state: "accepted", version: 3 });
    expect(await centre.port.referrals.decline(accepted.referral.referralId, "full")).toEqual({
      refused: "referral/wrong-state",
    });
  });

  it("is looked for near the place that the case names", async () => {
    const caseId = await agreed();
    await hotline.claim(caseId);
    await centre.must(({ house: port }) => port.setIntake("open", 2));
    const { near, place } = await hotline.must(({ cases }) => cases.nearest(printHex(caseId)));
    expect(place).toBe("Астана");
    expect(near[0]).toMatchObject({ km: 0, intake: "unknown" });
    expect(near).toContainEqual(expect.objectContaining({ organisation: CENTRE(), intake: "open", beds: 2 }));
  });
});

describe("phrases, from the console", () => {
  it("are read by everybody there and changed by an administrator", async () => {
    const { phrases } = await hotline.must(({ house: port }) => port.phrases());
    const [first] = phrases;
    if (first === undefined) throw new Error("none came with the program");
    const texts = { ...first.texts, ru: "Мы на связи." };
    await hotline.must(({ house: port }) => port.keepPhrase({ ...first, texts }));
    const after = await hotline.must(({ house: port }) => port.phrases());
    expect(after.phrases.find(({ phraseId }) => phraseId === first.phraseId)?.texts.ru).toBe("Мы на связи.");
    await hotline.must(({ house: port }) => port.erasePhrase(first.phraseId));
    expect((await hotline.must(({ house: port }) => port.phrases())).phrases).toHaveLength(phrases.length - 1);
    const operator = await Staff.over(house.parts, house.members.operator);
    expect(await operator.port.house.keepPhrase(first)).toEqual({ refused: "desk/not-allowed" });
  });
});
