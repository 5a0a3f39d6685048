import { recipientOf } from "../../../src/app/deployment.ts";
import { claimCase } from "../../../src/app/desk/claims.ts";
import { offerReferral } from "../../../src/app/desk/offer-referral.ts";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import type { Parts } from "../../../src/app/parts.ts";
import {
  type ConsentLine,
  consentTo,
  grantFor,
  packetBodies,
  type Receiver,
  referralBody,
  sealPacket,
} from "../../../src/browser/desk/worker/packet.ts";
import type { Author } from "../../../src/crypto/author.ts";
import { type CaseFile, openCaseFile, sealBehind } from "../../../src/crypto/case-file.ts";
import { type Genesis, parseAndVerifyGenesis } from "../../../src/crypto/genesis.ts";
import { openGrant } from "../../../src/crypto/grant.ts";
import { type BoxKeypair, boxKeypair, keyId, type Seed } from "../../../src/crypto/keypairs.ts";
import { openOrgGrant } from "../../../src/crypto/org-grant.ts";
import type { ReferralRow } from "../../../src/domain/desk/referral.ts";
import type { OfferRequest } from "../../../src/domain/desk/referral-requests.ts";
import { Fault } from "../../../src/domain/faults.ts";
import { asId, type CaseId, newId, type ReferralId, type SessionId, sameBytes } from "../../../src/domain/ids.ts";
import { URGENCIES } from "../../../src/domain/urgency.ts";
import type { TestMember } from "../../support/test-house.ts";

/** A case that a member opened with her own keys. */
export interface AtHand extends CaseFile {
  readonly genesis: Genesis;
  /** @secret */
  readonly seed: Seed;
}

/** A member as the server knows her. */
export function sessionOf(parts: Parts, member: TestMember): StaffSession {
  const organisation = recipientOf(parts.deployment(), member.organisation);
  const { publicKey } = member.keys.sign;
  return {
    id: newId<SessionId>(parts.random),
    memberId: member.id,
    role: "admin",
    organisation,
    orgId: member.organisation,
    signPublicKey: publicKey,
    actor: keyId(parts.sodium, publicKey),
    idleEndsAt: Number.POSITIVE_INFINITY,
    endsAt: Number.POSITIVE_INFINITY,
  };
}

export function authorOf(member: TestMember): Author {
  return { kind: "staff", keys: member.keys.sign };
}

/** Opens a case as her browser does: organisation's seed, grant, entries. @throws {Fault} `case/not-found`: no grant. */
export async function openAsMember(parts: Parts, member: TestMember, caseId: CaseId): Promise<AtHand> {
  const row = await parts.store.findCase(caseId);
  const grants = await parts.store.grantsOf(caseId);
  const grant = grants.find(({ recipientId, released }) => released && sameBytes(recipientId, member.organisation));
  if (row === null || grant === undefined) throw new Fault("case/not-found");
  const { sodium } = parts;
  const { id: deployment, known } = parts.deployment();
  const genesis = parseAndVerifyGenesis(sodium, row.genesis, { deployment, caseId, known, firstSight: false });
  const keys = await organisationKeys(parts, member);
  const recipient = {
    kind: "organisation",
    id: member.organisation,
    epoch: grant.recipientEpoch,
    publicKey: keys.publicKey,
  } as const;
  const sealed = parts.keys.unlockRow(caseId, grant.grantId, grant.row);
  const { seed } = openGrant(sodium, keys, { ...genesis, recipient }, sealed, known);
  const rows = (await parts.store.entriesOf(caseId, row.epoch)).map((one) => ({
    entryId: one.entryId,
    seq: one.seq,
    sealed: parts.keys.unlockRow(caseId, one.entryId, one.row),
  }));
  return { ...openCaseFile(sodium, seed, genesis, rows, known), genesis, seed };
}

async function organisationKeys(parts: Parts, member: TestMember): Promise<BoxKeypair> {
  const { charter } = recipientOf(parts.deployment(), member.organisation).charter;
  const [grant] = await parts.store.orgGrantsOf(member.id);
  if (grant === undefined) throw new Error("she was given no seed");
  const recipient = {
    kind: "member",
    id: member.id,
    epoch: grant.epoch,
    publicKey: member.keys.box.publicKey,
  } as const;
  const { id: deployment, known } = parts.deployment();
  const place = {
    deployment,
    organisationId: member.organisation,
    epoch: charter.epoch,
    organisationPublicKey: charter.publicKey,
    recipient,
  };
  const { seed } = openOrgGrant(parts.sodium, member.keys.box, place, grant.row, known);
  return boxKeypair(parts.sodium, seed);
}

/** What an offer is made of; tests change what they are about. */
export interface Wish {
  readonly from: TestMember;
  readonly to: TestMember;
  readonly whole?: boolean;
  readonly why?: string;
  readonly mayWrite?: boolean;
  /** Ids of lines to quote. */
  readonly chosen?: readonly string[];
}

/** Seals an offer as the sender's browser does. */
export async function sealOffer(parts: Parts, caseId: CaseId, wish: Wish): Promise<OfferRequest> {
  const { from, to, whole = false, why = null, mayWrite = true, chosen = [] } = wish;
  const tools = { sodium: parts.sodium, random: parts.random, now: () => parts.keys.time.now() };
  const hand = await openAsMember(parts, from, caseId);
  const receiver: Receiver = recipientOf(parts.deployment(), to.organisation);
  const author = authorOf(from);
  const id = newId<ReferralId>(parts.random);
  const consent = consentTo(hand.lines, receiver.organisation);
  const referral = referralBody({ id, from: from.organisation, to: to.organisation, packet: !whole }, why);
  const { entries } = sealBehind(parts.sodium, parts.random, hand.genesis, hand.head, author, tools.now(), [referral]);
  const target = whole
    ? ({ sent: "whole", grant: grantFor(tools, author, hand.genesis, receiver, hand.seed, "full") } as const)
    : sealPacket(
        tools,
        author,
        { deployment: parts.deployment().id, known: parts.deployment().known },
        receiver,
        packetBodies({
          lines: hand.lines,
          chosen: new Set(chosen),
          consent: consent ?? noConsent(hand),
          urgency: URGENCIES[(await parts.store.findCase(caseId))?.urgency ?? 0] ?? "immediate",
          covert: false,
          referral,
        }),
      );
  return {
    referralId: id,
    to: to.organisation,
    consentEntry: consent?.entryId ?? newId(parts.random),
    reasonGiven: why !== null,
    token: tokenOf(hand, from),
    mayWrite,
    source: [...entries],
    target,
  };
}

/** A browser that lies: it makes up a yes that nobody said. */
function noConsent({ lines }: AtHand): ConsentLine {
  const [first] = lines;
  if (first?.ok !== true) throw new Error("an empty case");
  return { ...first, body: { entry: "consent", given: [], unclear: false } };
}

/** The newest token of a case for her organisation; null: there is none. */
export function tokenOf({ lines }: CaseFile, member: TestMember): Uint8Array | null {
  const own = Buffer.from(member.organisation).toString("hex");
  const contacts = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? [line.body] : []));
  const token = contacts.flatMap(({ tokens }) => tokens).findLast(({ organisation }) => organisation === own)?.token;
  return token === undefined ? null : new Uint8Array(Buffer.from(token, "hex"));
}

/** Claims the case and sends it, as the console does with one press. */
export async function refer(parts: Parts, caseId: CaseId, wish: Wish): Promise<ReferralRow> {
  const session = sessionOf(parts, wish.from);
  await claimCase(parts, session, caseId);
  return offerReferral(parts, session, caseId, await sealOffer(parts, caseId, wish));
}

export const idOf = <Id extends Uint8Array>(hex: string): Id => asId<Id>(new Uint8Array(Buffer.from(hex, "hex")));
