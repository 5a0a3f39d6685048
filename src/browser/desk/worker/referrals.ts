import { sealBehind } from "../../../crypto/case-file.ts";
import { charterAge } from "../../../crypto/charter.ts";
import type { ReferralRow } from "../../../domain/desk/referral.ts";
import {
  type OfferRequest,
  offerRequestSchema,
  referralAnswerSchema,
  referralsAnswerSchema,
  type StepRequest,
} from "../../../domain/desk/referral-requests.ts";
import { printWire } from "../../../domain/desk/wire.ts";
import { codeOf, Fault } from "../../../domain/faults.ts";
import { newId, printHex, type ReferralId, sameBytes } from "../../../domain/ids.ts";
import type { ReferralPort } from "../port.ts";
import { answered } from "./api-client.ts";
import type { CaseHands, HeldCase } from "./case-hands.ts";
import type { AtWork } from "./keyring.ts";
import {
  consentTo,
  grantFor,
  isPoliceExcluded,
  packetBodies,
  type Receiver,
  referralBody,
  type SealingTools,
  sealPacket,
} from "./packet.ts";
import { tokenIn, wantsMessages } from "./reply-token.ts";
import { charterOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/** Somebody may write to the case while it is sealed; then it is sealed again. */
const TRIES = 3;

/** What an offer is about. */
interface Wish {
  readonly to: string;
  /** Hexadecimal ids of the lines for the packet; null: the whole case. */
  readonly entries: readonly string[] | null;
  readonly why: string | null;
}

/** A step without the version it is taken on. */
type Step = StepRequest extends infer One ? (One extends StepRequest ? Omit<One, "version"> : never) : never;

/** Referrals, as pages ask for them. Packets are made and sealed here. */
export function referralPort(place: Workplace, hands: CaseHands): ReferralPort {
  /** As they were shown last: a step is taken on what she saw. */
  const seen = new Map<string, ReferralRow>();
  place.onLock(() => seen.clear());
  place.hear((event) => {
    if (event.event === "referral") seen.set(event.referral.referralId, event.referral);
  });

  const read = async () => {
    const all = await place.api.get("/referrals", referralsAnswerSchema);
    for (const row of [...all.incoming, ...all.outgoing]) seen.set(row.referralId, row);
    return all;
  };
  const step = (id: string, request: (row: ReferralRow) => Promise<Step> | Step) =>
    answered(async () => {
      if (!seen.has(id)) await read();
      const row = seen.get(id);
      if (row === undefined) throw new Fault("case/not-found");
      const referral = await takeStep(place, row, await request(row), read, seen);
      seen.set(id, referral);
      return { referral };
    });
  const token = (row: ReferralRow) => tokenOfTarget(place, hands, row);

  return {
    read: () => answered(read),
    offer: (caseId, to, entries, why) =>
      answered(async () => {
        await offer(place, hands, caseId, { to, entries, why });
        return { opened: await hands.show(caseId) };
      }),
    accept: (id) =>
      step(id, async (row) => {
        await takeOver(hands, row);
        return { step: "accept", token: await token(row) };
      }),
    decline: (id, reason) => step(id, async (row) => ({ step: "decline", reason, token: await token(row) })),
    withdraw: (id) => step(id, () => ({ step: "withdraw" })),
    arrived: (id) => step(id, async (row) => ({ step: "arrived", token: await token(row) })),
    didNotArrive: (id) => step(id, () => ({ step: "did-not-arrive" })),
    close: (id, outcome) => step(id, () => ({ step: "close", outcome })),
  };
}

/** A reminder changes the version as well; whoever saw the same state means the same step. */
async function takeStep(
  { api }: Workplace,
  row: ReferralRow,
  step: Step,
  read: () => Promise<unknown>,
  seen: ReadonlyMap<string, ReferralRow>,
): Promise<ReferralRow> {
  const send = async (version: number) =>
    (await api.post(`/referrals/${row.referralId}`, { ...(printWire(step) as object), version }, referralAnswerSchema))
      .referral;
  try {
    return await send(row.version);
  } catch (error) {
    if (codeOf(error) !== "referral/wrong-state") throw error;
    await read();
    const now = seen.get(row.referralId);
    if (now === undefined || now.state !== row.state || now.version === row.version) throw error;
    return send(now.version);
  }
}

async function offer(place: Workplace, hands: CaseHands, caseId: string, wish: Wish): Promise<void> {
  const { random } = place.world;
  const id = newId<ReferralId>(random);
  for (let tries = 1; ; tries += 1) {
    const request = sealOffer(place, hands, id, await hands.hold(caseId), wish);
    const body = printWire(request) as object;
    // What the server would refuse is refused here: too large, too many.
    if (!offerRequestSchema.safeParse(body).success) throw new Fault("case/bad-entry");
    try {
      await place.api.post(`/cases/${caseId}/referrals`, body, referralAnswerSchema);
      return;
    } catch (error) {
      if (codeOf(error) !== "store/conflict" || tries === TRIES) throw error;
    }
  }
}

/** Checks that she agreed to exactly this organisation, and seals. @throws {Fault} `referral/no-consent`. */
function sealOffer(place: Workplace, hands: CaseHands, id: ReferralId, held: HeldCase, wish: Wish): OfferRequest {
  const work = place.atWork();
  const { sodium, random } = place.world;
  const tools: SealingTools = { sodium, random, now: hands.now };
  const receiver = receiverOf(work, wish.to, tools);
  const { lines, head } = held.file;
  const consent = consentTo(lines, receiver.organisation);
  const isExcluded = receiver.organisation.kind === "police" && isPoliceExcluded(lines);
  if (consent === null || isExcluded) throw new Fault("referral/no-consent");
  const { organisationId: from, author } = work;
  const to = receiver.organisation.id;
  const referral = referralBody({ id, from, to, packet: wish.entries !== null }, wish.why);
  const { entries } = sealBehind(sodium, random, held.genesis, head, author, hands.now(), [referral]);
  return {
    referralId: id,
    to,
    consentEntry: consent.entryId,
    reasonGiven: wish.why !== null && wish.why.trim() !== "",
    token: tokenIn(lines, from),
    mayWrite: wantsMessages(lines),
    source: [...entries],
    target: targetOf(tools, work, held, receiver, wish, { consent, referral }),
  };
}

function targetOf(
  tools: SealingTools,
  { author, trusted }: AtWork,
  { file, genesis, seed, row }: HeldCase,
  receiver: Receiver,
  { entries: chosen }: Wish,
  about: {
    readonly consent: NonNullable<ReturnType<typeof consentTo>>;
    readonly referral: ReturnType<typeof referralBody>;
  },
): OfferRequest["target"] {
  if (chosen === null) return { sent: "whole", grant: grantFor(tools, author, genesis, receiver, seed, "full") };
  const { urgency, covert } = row;
  const bodies = packetBodies({ lines: file.lines, chosen: new Set(chosen), urgency, covert, ...about });
  return sealPacket(tools, author, trusted, receiver, bodies);
}

/**
 * Whom it goes to: name and kind as the root signed them, key as their administrators did. A look-alike is in no registry.
 *
 * @throws {Fault} `desk/not-found`; `registry/expired`; why their charters did not verify.
 */
function receiverOf({ trusted, organisationId }: AtWork, to: string, { now }: SealingTools): Receiver {
  const { registry } = trusted.registry;
  const organisation = registry.organisations.find(({ id, standing }) => printHex(id) === to && standing === "active");
  if (organisation === undefined || sameBytes(organisation.id, organisationId)) throw new Fault("desk/not-found");
  const charter = charterOf(trusted, organisation.id);
  const isOver = now() >= registry.expiresAt || charterAge(charter.charter, now()) === "expired";
  if (isOver) throw new Fault("registry/expired");
  return { organisation, charter };
}

/** Who says yes takes the case over, if nobody has it: a case that was accepted and has no owner is nobody's work. */
async function takeOver(hands: CaseHands, { targetCase }: ReferralRow): Promise<void> {
  try {
    if (targetCase !== null) await hands.claim(targetCase);
  } catch (error) {
    if (codeOf(error) !== "case/claimed" && codeOf(error) !== "case/closed") throw error;
  }
}

/**
 * The way back to her in the case that was sent, so that she can be told. Whoever may not read it unclaimed claims it
 * first. Null: somebody else has it, or there is no way: then she is not told, and the step is taken all the same.
 */
async function tokenOfTarget(place: Workplace, hands: CaseHands, row: ReferralRow): Promise<Uint8Array | null> {
  const { targetCase } = row;
  if (targetCase === null) return null;
  const { organisationId } = place.atWork();
  try {
    const held = await hands.hold(targetCase).catch(async (error: unknown) => {
      if (codeOf(error) !== "case/not-claimed") throw error;
      await hands.claim(targetCase);
      return hands.hold(targetCase);
    });
    return tokenIn(held.file.lines, organisationId);
  } catch (error) {
    if (codeOf(error) === "desk/signed-out" || codeOf(error) === "desk/offline") throw error;
    return null;
  }
}
