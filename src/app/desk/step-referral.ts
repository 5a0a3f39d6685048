import {
  isReferralVoid,
  nextReferralState,
  type ReferralRow,
  type ReferralState,
  referralTarget,
} from "../../domain/desk/referral.ts";
import type { StepRequest } from "../../domain/desk/referral-requests.ts";
import { Fault } from "../../domain/faults.ts";
import { printHex, type ReferralId, sameBytes } from "../../domain/ids.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import type { CaseRow, ReferralStored } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import { botAuthor } from "../bot-author.ts";
import { CaseWriter } from "../case-writer.ts";
import { noticeWrites } from "../notices.ts";
import type { Parts } from "../parts.ts";
import { type ProgressWord, progressWrites, wayBack } from "./progress-words.ts";
import { dueAfter, findReferral, referralRow } from "./referrals.ts";
import type { StaffSession } from "./staff-session.ts";

const TRIES = 4;
const WORDS: Readonly<Partial<Record<ReferralState, ProgressWord>>> = {
  accepted: "accepted",
  declined: "declined",
  arrived: "arrived",
};

/**
 * Takes the next step of a referral. The case that it came from gets a line about it, so that its readers see where she
 * is, and nothing of what the receiver writes. What was sent is gone when the receiver says no or the sender takes it back.
 *
 * @throws {Fault} `case/not-found`: unknown, or between others; `referral/wrong-state`: not this side's step, or somebody
 * took one meanwhile; `store/conflict`: the case was written to again and again.
 */
export async function stepReferral(
  parts: Parts,
  session: StaffSession,
  id: ReferralId,
  request: StepRequest,
): Promise<ReferralRow> {
  const own = session.orgId;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await findReferral(parts, session, id);
    const state = nextState(stored, session, request);
    const source = await parts.store.findCase(stored.sourceCase);
    const writes = [
      moveWrite(parts, stored, state, request, source),
      ...sourceWrites(parts, stored, state, request, source),
      ...(isReferralVoid(state) ? await takeBackWrites(parts, stored) : []),
      ...(await wordWrites(parts, session, stored, state, request, source)),
      ...(state === "declined" ? tellSender(parts, stored, source) : []),
    ];
    const act = { actor: session.actor, action: "referral-step", caseId: stored.sourceCase } as const;
    if ((await commitAudited(parts, act, writes)) !== "done") continue;
    // The rows are gone already; without its key nobody opens a copy of them either.
    if (isReferralVoid(state) && stored.packet) parts.keys.cases.destroy(stored.targetCase);
    return referralRow(await findReferral(parts, session, id), own);
  }
  throw new Fault("store/conflict");
}

function nextState(stored: ReferralStored, session: StaffSession, { step, version }: StepRequest): ReferralState {
  const side = sameBytes(stored.fromOrg, session.orgId) ? "sender" : "receiver";
  const state = nextReferralState(stored.state, step, side);
  if (state === null || stored.version !== version) throw new Fault("referral/wrong-state");
  return state;
}

function moveWrite(
  parts: Parts,
  { referralId, version: wasVersion }: ReferralStored,
  state: ReferralState,
  request: StepRequest,
  source: CaseRow | null,
): Write {
  const due = dueAfter(parts.keys.time.now(), referralTarget(state, URGENCIES[source?.urgency ?? 0] ?? "immediate"));
  const declineReason = request.step === "decline" ? request.reason : null;
  return { write: "move-referral", referralId, wasVersion, state, declineReason, due, reminders: 0 };
}

/** The line in the case that it came from, in the bot's hand. */
function sourceWrites(
  parts: Parts,
  { referralId, fromOrg, toOrg, packet }: ReferralStored,
  state: ReferralState,
  request: StepRequest,
  source: CaseRow | null,
): readonly Write[] {
  if (source === null) return [];
  const between = { referralId: printHex(referralId), from: printHex(fromOrg), to: printHex(toOrg) };
  const reason = reasonOf(request);
  const entry = { entry: "referral", ...between, packet, state, ...(reason === null ? {} : { reason }) } as const;
  return CaseWriter.go(parts, botAuthor(parts), source).add(entry).moveHead(source).writes;
}

/** From a closed list: no word of the case. */
function reasonOf(request: StepRequest): string | null {
  if (request.step === "decline") return request.reason;
  return request.step === "close" ? request.outcome : null;
}

/** A packet ends; of a whole case the receiver loses its grant, and the claim if it holds it. */
async function takeBackWrites(parts: Parts, stored: ReferralStored): Promise<readonly Write[]> {
  const { packet, targetCase: caseId, toOrg } = stored;
  if (packet) return [{ write: "erase-case", caseId }];
  const grants = (await parts.store.grantsOf(caseId)).filter(({ recipientId }) => sameBytes(recipientId, toOrg));
  const row = await parts.store.findCase(caseId);
  const isTheirs = row?.ownerOrg !== null && row?.ownerOrg !== undefined && sameBytes(row.ownerOrg, toOrg);
  return [
    ...grants.map(({ grantId }) => ({ write: "erase-grant", grantId }) as const),
    ...(isTheirs ? [{ write: "take-back", caseId } as const] : []),
  ];
}

/** Somebody else has to be found for her, and soon. */
function tellSender(parts: Parts, { fromOrg }: ReferralStored, source: CaseRow | null): readonly Write[] {
  const sender = parts.deployment().recipients.get(printHex(fromOrg));
  const urgency = URGENCIES[source?.urgency ?? 0] ?? "immediate";
  return sender === undefined ? [] : noticeWrites(parts, [sender], urgency, "referral-declined");
}

async function wordWrites(
  parts: Parts,
  session: StaffSession,
  { targetCase: caseId }: ReferralStored,
  state: ReferralState,
  request: StepRequest,
  source: CaseRow | null,
): Promise<readonly Write[]> {
  const word = WORDS[state];
  const token = "token" in request ? request.token : null;
  const path = wayBack(parts, { caseId, organisationId: session.orgId }, token);
  const row = await parts.store.findCase(caseId);
  const isCovert = source?.covert === true || row?.covert === true;
  return word === undefined || path === null || isCovert ? [] : progressWrites(parts, path, word);
}
