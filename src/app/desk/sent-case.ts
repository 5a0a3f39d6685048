import { headZero } from "../../crypto/entry.ts";
import { type Genesis, parseAndVerifyGenesis } from "../../crypto/genesis.ts";
import { keyId } from "../../crypto/keypairs.ts";
import type { ReplyPath } from "../../crypto/reply-token.ts";
import type { OfferRequest } from "../../domain/desk/referral-requests.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type CaseId, type GrantId, sameBytes } from "../../domain/ids.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import { CASE_STATUS, type CaseRow, RECIPIENT_KIND, UNTOUCHED } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { botAuthor } from "../bot-author.ts";
import { CaseWriter, genesisOf } from "../case-writer.ts";
import { readChat } from "../chat-record.ts";
import { contactEntry } from "../contact-entry.ts";
import type { Recipient } from "../deployment.ts";
import { dueAt } from "../due.ts";
import type { Parts } from "../parts.ts";
import { chainWrites, type Head } from "./sealed-chain.ts";
import type { StaffSession } from "./staff-session.ts";

const FIRST_EPOCH = 1;

/** An offer that was looked at: who sends what to whom, and the way back to her if the receiver gets one. */
export interface CheckedOffer {
  readonly session: StaffSession;
  readonly source: CaseRow;
  readonly receiver: Recipient;
  readonly path: ReplyPath | null;
  readonly offer: OfferRequest;
}
type Packet = Extract<OfferRequest["target"], { readonly sent: "packet" }>;

/** What of the source case and of the case that is sent has to be written. */
export interface SentCase {
  readonly targetCase: CaseId;
  readonly writes: readonly Write[];
}

/**
 * A new case for the receiver, made in the sender's browser: its seed was never here. It is as urgent and as covert as
 * the case it comes from, whatever the browser says.
 *
 * @throws {Fault} `store/conflict`: the receiver's charter is another one by now, or the case is there already;
 * `case/bad-entry`; as `parseAndVerifyGenesis`.
 */
export async function packetWrites(parts: Parts, checked: CheckedOffer, packet: Packet): Promise<SentCase> {
  const { source, receiver, offer } = checked;
  const caseId = asId<CaseId>(packet.caseId);
  if ((await parts.store.findCase(caseId)) !== null) throw new Fault("store/conflict");
  const genesis = packetGenesis(parts, checked, packet);
  await parts.keys.cases.create(caseId);
  const start = { seq: 0, hash: headZero(parts.sodium, genesis) };
  const told = chainWrites(parts, genesis, start, packet.entries);
  const contact = await contactWrites(parts, checked, genesis, told.head);
  const today = parts.keys.time.today();
  const item: CaseRow = {
    ...UNTOUCHED,
    caseId,
    epoch: FIRST_EPOCH,
    genesis: packet.genesis,
    headSeq: contact.head.seq,
    headHash: contact.head.hash,
    orgHint: receiver.organisation.id,
    day: today,
    touchedDay: today,
    status: CASE_STATUS.unread,
    urgency: source.urgency,
    due: dueAt(parts, URGENCIES[source.urgency] ?? "immediate"),
    covert: source.covert,
    referralId: asId(offer.referralId),
    eraseAt: source.eraseAt, // What she asked for holds for every copy.
  };
  const own = sourceWrites(parts, source, offer);
  const grant = grantWrite(parts, checked, caseId, FIRST_EPOCH);
  return {
    targetCase: caseId,
    writes: [{ write: "add-case", item }, ...told.writes, ...contact.writes, grant, ...own],
  };
}

/** One more grant on the same case, for a receiver that has none. @throws {Fault} as {@link packetWrites}. */
export async function wholeCaseWrites(parts: Parts, checked: CheckedOffer): Promise<SentCase> {
  const { source, receiver, offer } = checked;
  const grants = await parts.store.grantsOf(source.caseId);
  const hasOne = grants.some(({ recipientId }) => sameBytes(recipientId, receiver.organisation.id));
  if (hasOne) throw new Fault("referral/wrong-state");
  const genesis = genesisOf(parts, source);
  const head = { seq: source.headSeq, hash: source.headHash as Head["hash"] };
  const told = chainWrites(parts, source, head, offer.source);
  const contact = await contactWrites(parts, checked, genesis, told.head);
  const { caseId, epoch } = source;
  return {
    targetCase: caseId,
    writes: [
      ...told.writes,
      ...contact.writes,
      moveHead(source, contact.head),
      grantWrite(parts, checked, caseId, epoch),
    ],
  };
}

/** Signed by the member who sends it, under the receiver's charter in force. */
function packetGenesis(parts: Parts, { session, receiver }: CheckedOffer, packet: Packet): Genesis {
  const { id: deployment, known } = parts.deployment();
  const check = { deployment, caseId: asId<CaseId>(packet.caseId), known, firstSight: false };
  const genesis = parseAndVerifyGenesis(parts.sodium, packet.genesis, check);
  const isHers =
    genesis.signerKind === "staff" && sameBytes(genesis.signerId, keyId(parts.sodium, session.signPublicKey));
  if (!isHers || genesis.epoch !== FIRST_EPOCH) throw new Fault("crypto/unknown-signer");
  if (!sameBytes(genesis.charterHash, receiver.charter.hash)) throw new Fault("store/conflict");
  return genesis;
}

function grantWrite(parts: Parts, { receiver, offer }: CheckedOffer, caseId: CaseId, epoch: number): Write {
  const { grant } = offer.target;
  const grantId = asId<GrantId>(grant.grantId);
  return {
    write: "add-grant",
    grant: {
      grantId,
      caseId,
      epoch,
      recipientKind: RECIPIENT_KIND.organisation,
      recipientId: receiver.organisation.id,
      recipientEpoch: receiver.charter.charter.epoch,
      row: parts.keys.lockRow(caseId, grantId, grant.sealed),
      released: true,
    },
  };
}

/** How the receiver may write to her, said by the bot: a token of its own, under what she wishes now. */
async function contactWrites(
  parts: Parts,
  { receiver, path, offer }: CheckedOffer,
  genesis: Genesis,
  head: Head,
): Promise<{ readonly writes: readonly Write[]; readonly head: Head }> {
  if (path === null || !offer.mayWrite || path.policy === "never") return { writes: [], head };
  const { link } = await readChat(parts, path.chat);
  if (link.contact.may === "never") return { writes: [], head };
  const { caseId } = genesis;
  const organisations = [receiver.organisation.id];
  const entry = contactEntry(parts, { caseId, chat: path.chat, contact: link.contact, phone: null, organisations });
  const writer = new CaseWriter(parts, botAuthor(parts), genesis, head).add(entry);
  return { writes: writer.writes, head: writer.head };
}

/** What stands in the case it comes from: that it was offered, and to whom. */
function sourceWrites(parts: Parts, source: CaseRow, offer: OfferRequest): readonly Write[] {
  const head = { seq: source.headSeq, hash: source.headHash as Head["hash"] };
  const told = chainWrites(parts, source, head, offer.source);
  return [...told.writes, moveHead(source, told.head)];
}

function moveHead({ caseId, epoch, headSeq: seq, headHash: hash }: CaseRow, now: Head): Write {
  return { write: "move-head", caseId, epoch, was: { seq, hash }, now };
}
