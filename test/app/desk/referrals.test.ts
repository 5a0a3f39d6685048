import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../../src/app/chat-record.ts";
import { claimCase } from "../../../src/app/desk/claims.ts";
import { offerReferral } from "../../../src/app/desk/offer-referral.ts";
import { setIntake } from "../../../src/app/desk/organisations.ts";
import { remindReferrals } from "../../../src/app/desk/referral-jobs.ts";
import { listReferrals } from "../../../src/app/desk/referrals.ts";
import { stepReferral } from "../../../src/app/desk/step-referral.ts";
import { stopContact } from "../../../src/app/desk/stop-contact.ts";
import { sweepOrphans } from "../../../src/app/jobs.ts";
import { unpack } from "../../../src/app/parcels.ts";
import type { Reader } from "../../../src/app/readers.ts";
import { consentTo, isPoliceExcluded } from "../../../src/browser/desk/worker/packet.ts";
import { sealBehind } from "../../../src/crypto/case-file.ts";
import { nextReferralState, REFERRAL_STEPS, type ReferralRow } from "../../../src/domain/desk/referral.ts";
import type { StepRequest } from "../../../src/domain/desk/referral-requests.ts";
import { Fault } from "../../../src/domain/faults.ts";
import { type CaseId, newId, type OrganisationId, printHex, type ReferralId } from "../../../src/domain/ids.ts";
import type { Link } from "../../../src/domain/link.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../../../src/domain/time.ts";
import { openTestHouse, type TestHouse, type TestMember } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";
import { authorOf, idOf, openAsMember, refer, sealOffer, sessionOf, tokenOf } from "./at-the-desk.ts";

const CHAT = { channel: "telegram", id: "7001" } as const;
const SECRET = "He hides the key under the stove";
const PLACE = { place: "town", id: "kz-astana" } as const;

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const parts = () => house.parts;
const { hotline, centre, police, secondHotline } = {
  hotline: () => house.members.hotline,
  centre: () => house.members.centre,
  police: () => house.members.police,
  secondHotline: () => house.members.secondHotline,
};

/** A case of the hotline in which she agreed to the crisis centre, too; her words are in it. */
async function openCase(change: Parameters<typeof keepCase>[2] = {}): Promise<CaseId> {
  return keepCase(parts(), CHAT.id, {
    readers: [reader(hotline(), "hotline", false)],
    bodies: [
      { entry: "text", via: "telegram", text: SECRET, forwarded: false, correctsEarlier: false },
      consentBody([centre()], "crisis_centre"),
    ],
    summary: { signs: ["weapon"], place: PLACE, wants: ["shelter"], policeExcluded: false },
    ...change,
  });
}

function reader({ organisation }: TestMember, kind: Reader["kind"], backup: boolean): Reader {
  const recipient = parts().deployment().recipients.get(printHex(organisation));
  if (recipient === undefined) throw new Error("not founded");
  return { kind, recipient, backup };
}

function consentBody(to: readonly TestMember[], recipient: Reader["kind"]) {
  const given = to.map(({ organisation }) => ({ recipient, organisation: printHex(organisation), backup: false }));
  return { entry: "consent", unclear: false, given } as const;
}

const step = (who: TestMember, row: ReferralRow, request: DistributiveOmit<StepRequest, "version">) =>
  stepReferral(parts(), sessionOf(parts(), who), idOf<ReferralId>(row.referralId), {
    ...request,
    version: row.version,
  });
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

async function changeLink(change: Partial<Link>): Promise<void> {
  const record = await readChat(parts(), CHAT);
  await parts().store.commit([linkWrite(parts(), record, { ...record.link, ...change })]);
}

async function said(): Promise<readonly string[]> {
  const rows = await parts().store.outboxDue((parts().keys.time.now() + 100 * HOUR_MS) as UnixMs, 100);
  return rows
    .map((row) => unpack(parts(), row))
    .filter(({ chat }) => chat.id === CHAT.id)
    .sort((a, b) => a.turn - b.turn)
    .flatMap(({ out }) => out.map((one) => ("text" in one ? one.text : "")));
}

const target = (row: ReferralRow) =>
  parts()
    .store.findReferral(idOf(row.referralId))
    .then((stored) => stored?.targetCase ?? newId<CaseId>(parts().random));

const noticesTo = async (chat: string) =>
  (await parts().store.outboxDue((parts().keys.time.now() + HOUR_MS) as UnixMs, 100))
    .map((row) => unpack(parts(), row))
    .filter((parcel) => parcel.chat.id === chat).length;

describe("a packet", () => {
  it("is a case of its own: the receiver reads what was chosen and the server nothing", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    expect(row).toMatchObject({ state: "offered", packet: true, targetCase: null, version: 1 });
    const packet = await openAsMember(parts(), centre(), await target(row));
    expect(packet.lines.map((line) => (line.ok ? line.body.entry : line.code))).toEqual([
      "summary",
      "quote",
      "referral",
      "contact",
    ]);
    expect(packet.genesis.signerKind).toBe("staff");
    expect(JSON.stringify(packet.lines)).not.toContain(SECRET);
    expect(packet.lines[0]).toMatchObject({ by: "staff", body: { place: null, signs: [], wants: [] } });
  });

  it("carries chosen lines as quotes, and of the summary what was chosen", async () => {
    const caseId = await openCase();
    const { lines } = await openAsMember(parts(), hotline(), caseId);
    const chosen = lines.filter((line) => line.ok && ["text", "summary"].includes(line.body.entry));
    const ids = chosen.map(({ entryId }) => printHex(entryId));
    const row = await refer(parts(), caseId, { from: hotline(), to: centre(), chosen: ids });
    const packet = await openAsMember(parts(), centre(), await target(row));
    const quotes = packet.lines.flatMap((line) => (line.ok && line.body.entry === "quote" ? [line.body] : []));
    expect(quotes.map(({ by }) => by)).toEqual(["bot", "bot"]);
    expect(JSON.parse(quotes[1]?.body ?? "")).toMatchObject({ entry: "text", text: SECRET });
    expect(packet.lines[0]).toMatchObject({ body: { place: PLACE, signs: ["weapon"] } });
  });

  it("leaves her other recipients and the sender's way to write to her behind", async () => {
    const caseId = await openCase({ bodies: [consentBody([centre(), police()], "crisis_centre")] });
    const { lines } = await openAsMember(parts(), hotline(), caseId);
    const ids = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? [printHex(line.entryId)] : []));
    const row = await refer(parts(), caseId, { from: hotline(), to: centre(), chosen: ids });
    const packet = await openAsMember(parts(), centre(), await target(row));
    const quotes = packet.lines.flatMap((line) => (line.ok && line.body.entry === "quote" ? [line.body.body] : []));
    expect(quotes.map((body) => JSON.parse(body))).toMatchObject([
      { entry: "consent", given: [{ organisation: printHex(centre().organisation) }] },
      { entry: "contact", tokens: [] },
    ]);
    expect(quotes.join("")).not.toContain(printHex(police().organisation));
  });

  it("stands in the receiver's queue with its referral, as urgent as the case it came from", async () => {
    const caseId = await openCase({ urgency: "immediate" });
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    const [queued] = await parts().store.queueOf(centre().organisation, 9);
    expect(queued).toMatchObject({ urgency: 0, caseId: await target(row) });
    expect(queued && printHex(queued.referralId ?? new Uint8Array())).toBe(row.referralId);
    expect(row.dueAt - row.offeredAt).toBe(10 * MINUTE_MS);
  });

  it("keeps both sides out of each other's case", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    await expect(openAsMember(parts(), centre(), caseId)).rejects.toThrow("case/not-found");
    await expect(openAsMember(parts(), hotline(), await target(row))).rejects.toThrow("case/not-found");
    const incoming = (await listReferrals(parts(), sessionOf(parts(), centre()))).incoming;
    expect(incoming).toMatchObject([{ sourceCase: null, from: printHex(hotline().organisation) }]);
  });

  it("is told of in the case it came from, by the member who sent it and by every step after", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    const accepted = await step(centre(), row, { step: "accept", token: null });
    const arrived = await step(centre(), accepted, { step: "arrived", token: null });
    await step(centre(), arrived, { step: "close", outcome: "stayed" });
    const { lines } = await openAsMember(parts(), hotline(), caseId);
    const told = lines.flatMap((line) => (line.ok && line.body.entry === "referral" ? [line] : []));
    expect(told.map(({ by, body }) => `${by} ${body.entry === "referral" ? body.state : ""}`)).toEqual([
      "staff offered",
      "bot accepted",
      "bot arrived",
      "bot closed",
    ]);
  });

  it("gives the receiver a way to write to her of its own, and none if that was not wanted", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    const targetCase = await target(row);
    const token = tokenOf(await openAsMember(parts(), centre(), targetCase), centre());
    const place = { caseId: targetCase, organisationId: centre().organisation };
    expect(token && parts().keys.openReply(place, token).chat).toEqual(CHAT);

    const other = await openCase({ readers: [reader(hotline(), "hotline", false)] });
    const silent = await refer(parts(), other, { from: hotline(), to: centre(), mayWrite: false });
    expect(tokenOf(await openAsMember(parts(), centre(), await target(silent)), centre())).toBeNull();
  });

  it("is gone for good when it is declined, and the sender still knows", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    const targetCase = await target(row);
    const after = await step(centre(), row, { step: "decline", reason: "full", token: null });
    expect(after).toMatchObject({ state: "declined", declineReason: "full", dueAt: 0 });
    expect(await parts().store.findCase(targetCase)).toBeNull();
    expect(await parts().store.grantsOf(targetCase)).toEqual([]);
    expect(() => parts().keys.cases.of("shred", targetCase)).toThrow("keys/destroyed");
    expect((await listReferrals(parts(), sessionOf(parts(), hotline()))).outgoing).toMatchObject([
      { state: "declined" },
    ]);
    expect(await parts().store.findCase(caseId)).not.toBeNull();
  });

  it("is gone, too, when the sender takes it back", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    const targetCase = await target(row);
    const accepted = await step(centre(), row, { step: "accept", token: null });
    await step(hotline(), accepted, { step: "withdraw" });
    expect(await parts().store.findCase(targetCase)).toBeNull();
  });

  it("is refused when its genesis is another member's, or for another charter", async () => {
    const caseId = await openCase();
    const session = sessionOf(parts(), hotline());
    await claimCase(parts(), session, caseId);
    const offer = await sealOffer(parts(), caseId, { from: hotline(), to: centre() });
    const other = { ...session, signPublicKey: secondHotline().keys.sign.publicKey };
    await expect(offerReferral(parts(), other, caseId, offer)).rejects.toThrow("crypto/unknown-signer");
    const forPolice = await sealOffer(parts(), caseId, { from: hotline(), to: police() });
    const exchanged = { ...offer, target: forPolice.target };
    await expect(offerReferral(parts(), session, caseId, exchanged)).rejects.toThrow("store/conflict");
  });
});

describe("contact with her", () => {
  it("ends in a packet, too, when it is ended in the case that it came from", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    const targetCase = await target(row);
    const { genesis, head } = await openAsMember(parts(), hotline(), caseId);
    const at = parts().keys.time.now();
    const author = authorOf(hotline());
    const { entries } = sealBehind(parts().sodium, parts().random, genesis, head, author, at, [
      { entry: "contact-revoked" },
    ]);
    const [entry] = entries;
    if (entry === undefined) throw new Error("nothing sealed");
    await stopContact(parts(), sessionOf(parts(), hotline()), caseId, { token: null, entries: [entry] });
    for (const one of [caseId, targetCase]) expect(() => parts().keys.cases.of("reply", one)).toThrow("keys/destroyed");
    expect((await openAsMember(parts(), centre(), targetCase)).lines.every(({ ok }) => ok)).toBe(true);
  });
});

describe("a whole case", () => {
  it("is the same case for both, and closed to the receiver again when it says no", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre(), whole: true });
    expect(row).toMatchObject({ packet: false, sourceCase: row.targetCase });
    const { lines } = await openAsMember(parts(), centre(), caseId);
    expect(JSON.stringify(lines)).toContain(SECRET);
    expect(lines.every(({ ok }) => ok)).toBe(true);
    await step(centre(), row, { step: "decline", reason: "too-far", token: null });
    await expect(openAsMember(parts(), centre(), caseId)).rejects.toThrow("case/not-found");
    expect(JSON.stringify((await openAsMember(parts(), hotline(), caseId)).lines)).toContain(SECRET);
  });
});

describe("an offer is refused", () => {
  const offer = async (to: TestMember, change: object = {}, caseId?: CaseId) => {
    const id = caseId ?? (await openCase());
    const session = sessionOf(parts(), hotline());
    await claimCase(parts(), session, id);
    const sealed = await sealOffer(parts(), id, { from: hotline(), to });
    return offerReferral(parts(), session, id, { ...sealed, ...change });
  };

  it("by the server when no entry of the case is her yes", async () => {
    await expect(offer(centre(), { consentEntry: newId(parts().random) })).rejects.toThrow("referral/no-consent");
    await expect(offer(police())).rejects.toThrow("referral/no-consent");
  });

  it("by the server when the entry named as her yes tells of the referral itself", async () => {
    const caseId = await openCase();
    await claimCase(parts(), sessionOf(parts(), hotline()), caseId);
    const sealed = await sealOffer(parts(), caseId, { from: hotline(), to: centre() });
    const change = { ...sealed, consentEntry: sealed.source[0]?.entryId };
    await expect(offer(centre(), change, caseId)).rejects.toThrow("referral/no-consent");
  });

  it("in the browser when she said yes to others, to another kind, or not clearly to the police", async () => {
    const organisation = (who: TestMember) => reader(who, "hotline", false).recipient.organisation;
    const first = await openAsMember(parts(), hotline(), await openCase());
    expect(consentTo(first.lines, organisation(centre()))).not.toBeNull();
    expect(consentTo(first.lines, organisation(police()))).toBeNull();
    expect(consentTo(first.lines, organisation(secondHotline()))).toBeNull();
    const wrong = await openAsMember(
      parts(),
      hotline(),
      await openCase({ bodies: [consentBody([police()], "hotline"), consentBody([centre()], "police")] }),
    );
    expect(consentTo(wrong.lines, organisation(police()))).toBeNull();
    expect(consentTo(wrong.lines, organisation(centre()))).toBeNull();
    const yes = { ...consentBody([police()], "police"), unclear: true };
    const unclear = await openAsMember(parts(), hotline(), await openCase({ bodies: [yes] }));
    expect(consentTo(unclear.lines, organisation(police()))).toBeNull();
  });

  it("when it is for the police and he works there: by the summary in the browser, by her chat on the server", async () => {
    const bodies = [consentBody([police()], "police")];
    const summary = { signs: [], place: null, wants: [], policeExcluded: true };
    const caseId = await openCase({ bodies, summary });
    const { lines } = await openAsMember(parts(), hotline(), caseId);
    expect(isPoliceExcluded(lines)).toBe(true);
    await changeLink({ policeExcluded: true });
    await expect(offer(police(), {}, caseId)).rejects.toThrow("referral/no-consent");
    await changeLink({ policeExcluded: false });
    await expect(offer(police(), {}, caseId)).resolves.toMatchObject({ state: "offered" });
  });

  it("without a reason where they are full, and accepted with one", async () => {
    await setIntake(parts(), sessionOf(parts(), centre()), { state: "full", beds: null });
    await expect(offer(centre())).rejects.toThrow("referral/reason-needed");
    await expect(offer(centre(), { reasonGiven: true })).resolves.toMatchObject({ state: "offered" });
    house.clock.pass(25 * HOUR_MS); // Nobody knows any more.
    await expect(offer(centre())).resolves.toMatchObject({ state: "offered" });
  });

  it("to an organisation of the same name that is in no registry, and to her own", async () => {
    const lookAlike = newId<OrganisationId>(parts().random);
    await expect(offer(centre(), { to: lookAlike })).rejects.toThrow("desk/not-found");
    await expect(offer(centre(), { to: hotline().organisation })).rejects.toThrow("desk/not-found");
  });

  it("to who has not claimed the case, and to who may not know of it", async () => {
    const caseId = await openCase();
    const sealed = await sealOffer(parts(), caseId, { from: hotline(), to: centre() });
    await expect(offerReferral(parts(), sessionOf(parts(), hotline()), caseId, sealed)).rejects.toThrow(
      "case/not-claimed",
    );
    await expect(offerReferral(parts(), sessionOf(parts(), secondHotline()), caseId, sealed)).rejects.toThrow(
      "case/not-found",
    );
  });

  it("a second time while the first one waits", async () => {
    const caseId = await openCase();
    await refer(parts(), caseId, { from: hotline(), to: centre() });
    await expect(offer(centre(), {}, caseId)).rejects.toThrow("referral/wrong-state");
  });

  it("when somebody wrote to the case meanwhile, and nothing of it is kept", async () => {
    const caseId = await openCase();
    const session = sessionOf(parts(), hotline());
    await claimCase(parts(), session, caseId);
    const early = await sealOffer(parts(), caseId, { from: hotline(), to: centre() });
    const [bystander] = [await sealOffer(parts(), caseId, { from: hotline(), to: centre() })];
    const row = await offerReferral(parts(), session, caseId, bystander);
    await step(hotline(), row, { step: "withdraw" });
    await expect(offerReferral(parts(), session, caseId, early)).rejects.toThrow("store/conflict");
    expect(await parts().store.queueOf(centre().organisation, 9)).toEqual([]);
  });
});

describe("steps", () => {
  it("are won by one of two members who answer at once", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    const both = await Promise.allSettled([
      step(centre(), row, { step: "accept", token: null }),
      step(centre(), row, { step: "decline", reason: "full", token: null }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected");
    expect(lost).toMatchObject({ reason: { code: "referral/wrong-state" } });
  });

  it("are taken on what was seen: who takes back an offer that was accepted meanwhile is told so", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    const accepted = await step(centre(), row, { step: "accept", token: null });
    await expect(step(hotline(), row, { step: "withdraw" })).rejects.toThrow("referral/wrong-state");
    expect(await step(hotline(), accepted, { step: "withdraw" })).toMatchObject({ state: "withdrawn" });
  });

  it("are nobody else's: to a third organisation there is no such referral", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    await expect(step(police(), row, { step: "accept", token: null })).rejects.toThrow("case/not-found");
  });

  it("tell the sender's staff chat when it is declined", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    const before = await noticesTo("-1001");
    await step(centre(), row, { step: "decline", reason: "full", token: null });
    expect(await noticesTo("-1001")).toBe(before + 1);
  });

  it("leave nothing behind when the store breaks in the middle of an offer, and it can be made again", async () => {
    const caseId = await openCase();
    const session = sessionOf(parts(), hotline());
    await claimCase(parts(), session, caseId);
    house.clock.pass(1); // The case is older than the packet: whose keys these are is told by the oldest case.
    const offer = await sealOffer(parts(), caseId, { from: hotline(), to: centre() });
    const commit = () => Promise.reject(new Fault("store/unavailable"));
    const broken = { ...parts(), store: { ...parts().store, commit } };
    await expect(offerReferral(broken, session, caseId, offer)).rejects.toThrow("store/unavailable");
    house = await house.restart();
    house.clock.pass(2 * HOUR_MS);
    expect(await sweepOrphans(parts())).toBe(1);
    await claimCase(parts(), session, caseId);
    expect(await offerReferral(parts(), session, caseId, offer)).toMatchObject({ state: "offered" });
  });

  it("go on after a restart in the middle", async () => {
    const caseId = await openCase();
    const row = await refer(parts(), caseId, { from: hotline(), to: centre() });
    house = await house.restart();
    const accepted = await step(centre(), row, { step: "accept", token: null });
    house = await house.restart();
    await sweepOrphans(parts());
    const arrived = await step(centre(), accepted, { step: "arrived", token: null });
    expect(arrived).toMatchObject({ state: "arrived", version: 3 });
    expect((await openAsMember(parts(), centre(), await target(row))).lines.every(({ ok }) => ok)).toBe(true);
  });

  it("of random walks leave the stored referral where the table says, and never elsewhere", async () => {
    const requests: Readonly<Record<(typeof REFERRAL_STEPS)[number], DistributiveOmit<StepRequest, "version">>> = {
      accept: { step: "accept", token: null },
      decline: { step: "decline", reason: "other", token: null },
      withdraw: { step: "withdraw" },
      arrived: { step: "arrived", token: null },
      "did-not-arrive": { step: "did-not-arrive" },
      close: { step: "close", outcome: "other" },
    };
    const moves = fc.array(fc.tuple(fc.constantFrom(...REFERRAL_STEPS), fc.constantFrom("sender", "receiver")), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(moves, async (walk) => {
        let row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
        for (const [name, side] of walk) {
          const next = nextReferralState(row.state, name, side as "sender" | "receiver");
          const taken = step(side === "sender" ? hotline() : centre(), row, requests[name]);
          if (next === null) await expect(taken).rejects.toThrow("referral/wrong-state");
          else {
            row = await taken;
            expect(row.state).toBe(next);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});

describe("the person", () => {
  const answer = async (change: Partial<Link> = {}, covert = false) => {
    const row = await refer(parts(), await openCase({ covert }), { from: hotline(), to: centre() });
    await changeLink({ locale: "ru", ...change });
    const token = tokenOf(await openAsMember(parts(), centre(), await target(row)), centre());
    expect(token).not.toBeNull();
    return step(centre(), row, { step: "accept", token });
  };

  it("gets a neutral word that names nobody when it is accepted, and again on arrival", async () => {
    const row = await answer({ heardAt: parts().keys.time.now() });
    const token = tokenOf(await openAsMember(parts(), centre(), await target(row)), centre());
    await step(centre(), row, { step: "arrived", token });
    const words = await said();
    expect(words).toHaveLength(2);
    expect(words[0]).toContain("приняла организация, которой вы разрешили");
    for (const text of words) for (const name of ["Centre", "Hotline"]) expect(text).not.toContain(name);
  });

  it("gets it when they write again, unless they allowed more", async () => {
    await answer({ heardAt: 0 });
    expect((await readChat(parts(), CHAT)).link.waiting).toHaveLength(1);
    expect(await parts().store.outboxDue(parts().keys.time.now(), 9)).not.toContainEqual(
      expect.objectContaining({ due: parts().keys.time.now() }),
    );
  });

  it("is told that it was declined and is not lost", async () => {
    const row = await refer(parts(), await openCase(), { from: hotline(), to: centre() });
    await changeLink({ locale: "kk", heardAt: parts().keys.time.now() });
    const token = tokenOf(await openAsMember(parts(), centre(), await target(row)), centre());
    await step(centre(), row, { step: "decline", reason: "full", token });
    expect(await said()).toEqual([expect.stringContaining("қазір қабылдай алмайды")]);
  });

  it.each<[string, Partial<Link>]>([
    ["wants no messages", { contact: { may: "never" } }],
    ["hid the chat", { cover: { is: "decoy", why: "hidden", until: Number.MAX_SAFE_INTEGER } }],
    ["used a code phrase today", { cover: { is: "order", why: "phrase", until: Number.MAX_SAFE_INTEGER } }],
  ])("gets no word: they %s", async (_why, change) => {
    await answer({ heardAt: parts().keys.time.now(), ...change });
    expect(await said()).toEqual([]);
    expect((await readChat(parts(), CHAT)).link.waiting).toEqual([]);
  });

  it("gets no word of a covert case", async () => {
    await answer({ heardAt: parts().keys.time.now() }, true);
    expect(await said()).toEqual([]);
  });
});

describe("a step that nobody takes", () => {
  it("is reminded of three times, over restarts, and not again", async () => {
    const row = await refer(parts(), await openCase({ urgency: "high" }), { from: hotline(), to: centre() });
    const before = await noticesTo("-1001");
    expect(await remindReferrals(parts())).toBe(0);
    let reminded = 0;
    for (let i = 0; i < 6; i += 1) {
      house.clock.pass(31 * MINUTE_MS);
      house = await house.restart();
      reminded += await remindReferrals(parts());
      reminded += await remindReferrals(parts());
    }
    expect(reminded).toBe(3);
    expect((await noticesTo("-1001")) - before).toBe(3);
    const stored = await parts().store.findReferral(idOf(row.referralId));
    expect(stored).toMatchObject({ state: "offered", reminders: 3 });
    const again = { ...row, version: stored?.version ?? 0 };
    expect(await step(centre(), again, { step: "accept", token: null })).toMatchObject({ reminders: 0 });
  });
});
