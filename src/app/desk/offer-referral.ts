import type { ReplyPath } from "../../crypto/reply-token.ts";
import { isReferralOver, type ReferralRow, referralTarget } from "../../domain/desk/referral.ts";
import type { OfferRequest } from "../../domain/desk/referral-requests.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type CaseId, printHex, type ReferralId, sameBytes } from "../../domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import type { CaseRow, ReferralStored } from "../../storage/rows.ts";
import { commitAudited } from "../audit.ts";
import { readChat } from "../chat-record.ts";
import { type Recipient, routable } from "../deployment.ts";
import { noticeWrites } from "../notices.ts";
import type { Parts } from "../parts.ts";
import { ownCase, renewWrite } from "./claims.ts";
import { intakeOf } from "./organisations.ts";
import { wayBack } from "./progress-words.ts";
import { dueAfter, referralRow } from "./referrals.ts";
import { packetWrites, type SentCase, wholeCaseWrites } from "./sent-case.ts";
import type { StaffSession } from "./staff-session.ts";

/** So many offers of one case may wait at the same time. */
const MOST_OPEN = 5;

/**
 * Sends a case, or a packet of it, to another organisation. Everything was sealed in the browser; here stands who may,
 * whether her yes is on record, and that nothing is kept unless all of it is.
 *
 * @throws {Fault} `case/not-found`, `case/not-claimed`, `case/closed`; `desk/not-found`: no organisation in force;
 * `referral/no-consent`; `referral/reason-needed`; `referral/wrong-state`: they have it, or were asked already;
 * `desk/too-many`; `store/conflict`: somebody wrote meanwhile, seal again; `case/bad-entry`, `crypto/…`.
 */
export async function offerReferral(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  offer: OfferRequest,
): Promise<ReferralRow> {
  const source = await ownCase(parts, session, caseId);
  const receiver = receiverOf(parts, session, offer.to);
  const own = session.orgId;
  const path = wayBack(parts, { caseId, organisationId: own }, offer.token);
  await mustBeConsented(parts, source, offer);
  await mustNotBeExcluded(parts, receiver, path);
  await mustHaveReason(parts, receiver, offer);
  await mustBeNew(parts, source, receiver);
  const checked = { session, source, receiver, path, offer };
  const { target } = offer;
  const sent =
    target.sent === "packet" ? await packetWrites(parts, checked, target) : await wholeCaseWrites(parts, checked);
  const urgency = URGENCIES[source.urgency] ?? "immediate";
  const stored = storedOf(parts, checked, sent);
  const act = { actor: session.actor, action: "refer", caseId } as const;
  const committed = await commitAudited(parts, act, [
    ...sent.writes,
    renewWrite(parts, session, caseId),
    { write: "add-referral", referral: stored },
    ...noticeWrites(parts, [receiver], urgency, "referred"),
  ]);
  if (committed !== "done") throw new Fault("store/conflict");
  return referralRow(stored, own);
}

function storedOf(
  parts: Parts,
  { session, source, receiver, offer }: Parameters<typeof wholeCaseWrites>[1],
  { targetCase }: SentCase,
): ReferralStored {
  const now = parts.keys.time.now();
  return {
    referralId: asId<ReferralId>(offer.referralId),
    sourceCase: source.caseId,
    targetCase,
    fromOrg: session.orgId,
    toOrg: receiver.organisation.id,
    state: "offered",
    packet: offer.target.sent === "packet",
    declineReason: null,
    offeredAt: (Math.floor(now / MINUTE_MS) * MINUTE_MS) as UnixMs,
    due: dueAfter(now, referralTarget("offered", URGENCIES[source.urgency] ?? "immediate")),
    reminders: 0,
    version: 1,
  };
}

/** Another organisation of the verified registry, whose charter still counts. A look-alike is in no registry. */
function receiverOf(parts: Parts, session: StaffSession, to: Uint8Array): Recipient {
  const deployment = parts.deployment();
  const receiver = deployment.recipients.get(printHex(to));
  const able = receiver !== undefined && routable(deployment, receiver, parts.keys.time.now());
  if (!able || sameBytes(to, session.orgId)) throw new Fault("desk/not-found");
  return receiver;
}

/** Her yes is an entry of this case, or is recorded with this very command. What it says is read in the browser. */
async function mustBeConsented(parts: Parts, source: CaseRow, offer: OfferRequest): Promise<void> {
  const isIt = ({ entryId }: { readonly entryId: Uint8Array }) => sameBytes(entryId, offer.consentEntry);
  // The last one tells of the referral itself, and is nobody's yes.
  if (offer.source.slice(0, -1).some(isIt)) return;
  const entries = await parts.store.entriesOf(source.caseId, source.epoch);
  if (!entries.some(isIt)) throw new Fault("referral/no-consent");
}

/** Where he or his kin work for the police, nobody sends them anything, whatever a browser was made to say. */
async function mustNotBeExcluded(parts: Parts, { organisation }: Recipient, path: ReplyPath | null): Promise<void> {
  if (organisation.kind !== "police" || path === null) return;
  const { link } = await readChat(parts, path.chat);
  if (link.policeExcluded) throw new Fault("referral/no-consent");
}

async function mustHaveReason(parts: Parts, { organisation }: Recipient, { reasonGiven }: OfferRequest): Promise<void> {
  const intake = await intakeOf(parts, organisation.id);
  if ((intake === "full" || intake === "closed") && !reasonGiven) throw new Fault("referral/reason-needed");
}

async function mustBeNew(parts: Parts, source: CaseRow, { organisation }: Recipient): Promise<void> {
  const all = await parts.store.referralsOfCase(source.caseId);
  const open = all.filter(({ state, sourceCase }) => !isReferralOver(state) && sameBytes(sourceCase, source.caseId));
  if (open.some(({ toOrg }) => sameBytes(toOrg, organisation.id))) throw new Fault("referral/wrong-state");
  if (open.length >= MOST_OPEN) throw new Fault("desk/too-many", { open: open.length });
}
