import type { Author, KnownSigner } from "../../../crypto/author.ts";
import { type FileLine, sealBehind } from "../../../crypto/case-file.ts";
import type { CasePlace } from "../../../crypto/case-place.ts";
import type { VerifiedCharter } from "../../../crypto/charter-file.ts";
import { headZero } from "../../../crypto/entry.ts";
import { makeGenesis, parseAndVerifyGenesis } from "../../../crypto/genesis.ts";
import { sealGrant } from "../../../crypto/grant.ts";
import { boxKeypair, newSeed, type Seed } from "../../../crypto/keypairs.ts";
import type { RegisteredOrganisation } from "../../../crypto/registry.ts";
import type { Sodium } from "../../../crypto/sodium.ts";
import type { EntryBody } from "../../../domain/case-contents.ts";
import { MOST_PACKET_ENTRIES, type OfferRequest } from "../../../domain/desk/referral-requests.ts";
import { Fault } from "../../../domain/faults.ts";
import {
  type CaseId,
  type DeploymentId,
  type GrantId,
  newId,
  printHex,
  type RandomBytes,
  type ReferralId,
} from "../../../domain/ids.ts";
import type { UnixMs } from "../../../domain/time.ts";
import type { Urgency } from "../../../domain/urgency.ts";

/** The tools of whoever seals. */
export interface SealingTools {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly now: () => UnixMs;
}

/** Who receives: name and kind from the verified registry, key from the verified charter, never from a row. */
export interface Receiver {
  readonly organisation: RegisteredOrganisation;
  readonly charter: VerifiedCharter;
}

/** Which lines of a case go into a packet, and what stands around them. */
export interface PacketContent {
  readonly lines: readonly FileLine[];
  /** Ids of the chosen lines, in hexadecimal. */
  readonly chosen: ReadonlySet<string>;
  readonly consent: ConsentLine;
  /** As the case stands now; a summary may be older. */
  readonly urgency: Urgency;
  readonly covert: boolean;
  readonly referral: Extract<EntryBody, { entry: "referral" }>;
}

type GoodLine = Extract<FileLine, { readonly ok: true }>;
type Summary = Extract<EntryBody, { entry: "summary" }>;
/** A verified line in which she agreed. */
export type ConsentLine = GoodLine & { readonly body: Extract<EntryBody, { entry: "consent" }> };

const KIND_OF = { hotline: "hotline", crisis_centre: "crisis-centre", police: "police" } as const;
const FIRST_EPOCH = 1;
/** A summary has a fixed size; the whole of it stands in the lines behind. */
const MOST_SIGNS = 16;

/**
 * Her newest yes to exactly this organisation, said to the bot or recorded by staff; null when there is none. A yes that
 * is not clear is none to the police.
 */
export function consentTo(lines: readonly FileLine[], { id, kind }: RegisteredOrganisation): ConsentLine | null {
  const own = printHex(id);
  const isYes = (line: FileLine): line is ConsentLine =>
    line.ok &&
    line.by !== "person" &&
    line.body.entry === "consent" &&
    !(line.body.unclear && kind === "police") &&
    line.body.given.some(
      ({ organisation, recipient, backup }) =>
        organisation === own && (kind === KIND_OF[recipient] || (backup && kind !== "police")),
    );
  return lines.findLast(isYes) ?? null;
}

/** Whether anything in the case says that the police must not hear of it. */
export function isPoliceExcluded(lines: readonly FileLine[]): boolean {
  return lines.some((line) => line.ok && line.body.entry === "summary" && line.body.policeExcluded);
}

/**
 * What a packet holds, in order: summary, her yes, the referral, the chosen lines as quotes. What was not chosen is in
 * none of them; her other recipients and every way to write to her stay behind.
 *
 * @throws {Fault} `case/bad-entry`: a chosen line does not verify, or they are too many.
 */
export function packetBodies({
  lines,
  chosen,
  consent,
  urgency,
  covert,
  referral,
}: PacketContent): readonly EntryBody[] {
  const picked = lines.filter(({ entryId }) => chosen.has(printHex(entryId)));
  if (picked.length !== chosen.size) throw new Fault("case/bad-entry", { chosen: chosen.size, found: picked.length });
  const given = consent.body.given.filter(({ organisation }) => organisation === referral.to);
  const quotes = picked.flatMap((line) => {
    if (!line.ok) throw new Fault("case/bad-entry", { seq: line.seq });
    return line.body.entry === "summary" || line.body.entry === "consent" ? [] : [quoteOf(line, line.body)];
  });
  const all = [
    summaryOf(lines, picked, urgency, covert),
    quoteOf(consent, { ...consent.body, given }),
    referral,
    ...quotes,
  ];
  if (all.length > MOST_PACKET_ENTRIES) throw new Fault("case/bad-entry", { entries: all.length });
  return all;
}

/** Place, signs and wishes only if the summary was chosen; what protects her goes with it in any case. */
function summaryOf(
  lines: readonly FileLine[],
  picked: readonly FileLine[],
  urgency: Urgency,
  covert: boolean,
): Summary {
  const isSummary = (line: FileLine): line is GoodLine & { readonly body: Summary } =>
    line.ok && line.body.entry === "summary";
  const last = lines.findLast(isSummary)?.body;
  const shown = picked.findLast(isSummary)?.body;
  return {
    entry: "summary",
    urgency,
    signs: (shown?.signs ?? []).slice(0, MOST_SIGNS),
    place: shown?.place ?? null,
    wants: shown?.wants ?? [],
    covert,
    consentUnclear: last?.consentUnclear ?? false,
    policeExcluded: isPoliceExcluded(lines),
    locale: last?.locale ?? "ru",
  };
}

/** A token opens for the sender only, and is nobody else's business. */
function quoteOf({ by, at }: GoodLine, body: EntryBody): EntryBody {
  const bare = body.entry === "contact" ? { ...body, tokens: [] } : body;
  return { entry: "quote", by, at, body: JSON.stringify(bare) };
}

/**
 * Makes a case of its own for the receiver: another seed, which leaves this function inside the grant only. The sender
 * cannot open it once it is sent.
 *
 * @param known must know the author: what nobody could verify later is not sent.
 * @throws {Fault} `crypto/unknown-signer`; as `sealBehind` and `sealGrant`.
 */
export function sealPacket(
  tools: SealingTools,
  author: Author,
  { deployment, known }: { readonly deployment: DeploymentId; readonly known: KnownSigner },
  receiver: Receiver,
  bodies: readonly EntryBody[],
): Extract<OfferRequest["target"], { readonly sent: "packet" }> {
  const { sodium, random, now } = tools;
  const seed = newSeed(random);
  const caseId = newId<CaseId>(random);
  const place = { deployment, caseId, epoch: FIRST_EPOCH, casePublicKey: boxKeypair(sodium, seed).publicKey };
  const bytes = makeGenesis(sodium, { ...place, charterHash: receiver.charter.hash }, author);
  const genesis = parseAndVerifyGenesis(sodium, bytes, { deployment, caseId, known, firstSight: false });
  const head = { seq: 0, hash: headZero(sodium, genesis) };
  const { entries } = sealBehind(sodium, random, genesis, head, author, now(), bodies);
  const grant = grantFor(tools, author, genesis, receiver, seed, "packet");
  return { sent: "packet", caseId, genesis: bytes, grant, entries: [...entries] };
}

/** The seed of a case, sealed to one more organisation. @throws {Fault} `crypto/grant-key-mismatch`. */
export function grantFor(
  { sodium, random, now }: SealingTools,
  author: Author,
  place: CasePlace,
  { organisation, charter }: Receiver,
  seed: Seed,
  scope: "full" | "packet",
): OfferRequest["target"]["grant"] {
  const { epoch, publicKey } = charter.charter;
  const recipient = { kind: "organisation", id: organisation.id, epoch, publicKey } as const;
  const content = { at: now(), scope, seed } as const;
  return {
    grantId: newId<GrantId>(random),
    sealed: sealGrant(sodium, random, { ...place, recipient }, author, content),
  };
}

/** The line in the case that it came from, and in the packet. */
export function referralBody(
  referral: { readonly id: ReferralId; readonly from: Uint8Array; readonly to: Uint8Array; readonly packet: boolean },
  why: string | null,
): Extract<EntryBody, { entry: "referral" }> {
  const { id, from, to, packet } = referral;
  const between = { referralId: printHex(id), from: printHex(from), to: printHex(to) };
  return { entry: "referral", ...between, packet, state: "offered", ...(why === null ? {} : { reason: why }) };
}
