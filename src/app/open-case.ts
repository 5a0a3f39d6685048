import { type Genesis, makeGenesis, parseAndVerifyGenesis } from "../crypto/genesis.ts";
import { sealGrant } from "../crypto/grant.ts";
import { boxKeypair, newSeed } from "../crypto/keypairs.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import type { ChatAddress, Locale } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { type CaseId, type GrantId, newId, printHex } from "../domain/ids.ts";
import { URGENCIES, type Urgency } from "../domain/urgency.ts";
import { CASE_STATUS, UNTOUCHED } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { type Act, botActor } from "./audit.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import { contactEntry } from "./contact-entry.ts";
import type { Recipient } from "./deployment.ts";
import { isAttended } from "./desk/duty.ts";
import { dueAt } from "./due.ts";
import { BACKUP_TOLD } from "./escalate.ts";
import { noticeWrites } from "./notices.ts";
import type { Parts } from "./parts.ts";
import type { Reader } from "./readers.ts";

/** A case about to be opened. */
export interface NewCase {
  readonly chat: ChatAddress;
  readonly locale: Locale;
  readonly urgency: Urgency;
  readonly covert: boolean;
  /** She tries out how it works; left out: she does not. */
  readonly practice?: boolean;
  /** Who may read it: each was asked for on its own. Empty is refused. */
  readonly readers: readonly Reader[];
  readonly consentUnclear: boolean;
  readonly contact: Parameters<typeof contactEntry>[1]["contact"];
  readonly phone: string | null;
  /** What goes in, in order, behind summary and consent. */
  readonly bodies: readonly EntryBody[];
  readonly summary: Pick<Extract<EntryBody, { entry: "summary" }>, "signs" | "place" | "wants" | "policeExcluded">;
}

export interface OpenedCase {
  readonly caseId: CaseId;
  readonly epoch: number;
  /** Nothing is kept until these are committed. The keys of the case are on disk already. */
  readonly writes: readonly Write[];
  /** To be written down with them: the backup was given the case at once; null: it was not. */
  readonly act: Act | null;
  readonly reader: KeptFor;
}

/**
 * Who may come to read a new case. `nobody` has read it yet; `off-duty`: nobody is on duty where it was sent, and
 * `backup`: therefore the backup has it already.
 */
type KeptFor = "nobody" | "off-duty" | "backup";

const FIRST_EPOCH = 1;

/**
 * Makes a case: its own key pair, a signed genesis, its entries, and a grant for each organisation that she agreed to.
 * The case's secret leaves this function only inside the grants. [Note: Nobody on the server can read a case]
 * To an alert that only tries it out nobody is called.
 *
 * @throws {Fault} `case/no-recipient`; `crypto/unknown-signer` when the bot's certificate is over: what it signs now
 * could not be believed later; `keys/unavailable`.
 */
export async function openCase(parts: Parts, wanted: NewCase): Promise<OpenedCase> {
  const { sodium, random, keys } = parts;
  const { readers } = wanted;
  const first = readers.find(({ backup }) => !backup);
  if (!first) throw new Fault("case/no-recipient"); // A backup alone is asked by nobody until it is too late.
  const seed = newSeed(random);
  const caseId = newId<CaseId>(random);
  const deployment = parts.deployment();
  const bot = botAuthor(parts);
  const bytes = makeGenesis(
    sodium,
    {
      deployment: deployment.id,
      caseId,
      epoch: FIRST_EPOCH,
      casePublicKey: boxKeypair(sodium, seed).publicKey,
      charterHash: first.recipient.charter.hash,
    },
    bot,
  );
  const check = { deployment: deployment.id, caseId, known: deployment.known, firstSight: false };
  const genesis = parseAndVerifyGenesis(sodium, bytes, check);
  await keys.cases.create(caseId);

  const practice = wanted.practice === true;
  const reader = practice ? "nobody" : await keptFor(parts, wanted, first);
  const isGiven = reader === "backup";
  const writer = CaseWriter.begin(parts, bot, genesis);
  for (const body of bodiesOf(parts, wanted, caseId)) writer.add(body);
  if (isGiven) writer.add({ entry: "status", status: "escalated" });
  const item = {
    caseId,
    epoch: FIRST_EPOCH,
    genesis: bytes,
    headSeq: writer.head.seq,
    headHash: writer.head.hash,
    orgHint: first.recipient.organisation.id,
    day: keys.time.today(),
    touchedDay: keys.time.today(),
    status: CASE_STATUS.unread,
    urgency: URGENCIES.indexOf(wanted.urgency),
    due: dueAt(parts, wanted.urgency),
    covert: wanted.covert,
    ...UNTOUCHED,
    practice,
    escalation: isGiven ? BACKUP_TOLD : 0,
  };
  const grants = readers.map((one) => grantTo(parts, genesis, seed, one, isGiven || !one.backup));
  const notices = [
    ...(practice ? [] : noticeWrites(parts, recipientsOf(readers, false), wanted.urgency)),
    ...(isGiven ? noticeWrites(parts, recipientsOf(readers, true), wanted.urgency, "off-duty") : []),
  ];
  const act = isGiven ? ({ actor: botActor(parts), action: "release-backup", caseId } as const) : null;
  const writes = [{ write: "add-case", item } as const, ...writer.writes, ...grants, ...notices];
  return { caseId, epoch: FIRST_EPOCH, writes, act, reader };
}

function recipientsOf(readers: readonly Reader[], backup: boolean): readonly Recipient[] {
  return readers.filter((one) => one.backup === backup).map(({ recipient }) => recipient);
}

/** What is immediate never waits in a queue that nobody watches. [Note: Whom a case is taken to] */
async function keptFor(parts: Parts, { urgency, readers }: NewCase, first: Reader): Promise<KeptFor> {
  if (urgency !== "immediate" || (await isWatched(parts, first))) return "nobody";
  return readers.some(({ backup }) => backup) ? "backup" : "off-duty";
}

/** Who cannot be asked counts as being there: the case is kept, and the search for a reader begins in time. */
async function isWatched(parts: Parts, { recipient }: Reader): Promise<boolean> {
  try {
    return await isAttended(parts, recipient.organisation.id);
  } catch (error) {
    parts.log({ event: "fault", at: "open-case", code: codeOf(error) });
    return true;
  }
}

function bodiesOf(parts: Parts, wanted: NewCase, caseId: CaseId): readonly EntryBody[] {
  const { urgency, covert, consentUnclear, locale, summary, contact, phone, chat, readers } = wanted;
  const organisations = readers.map(({ recipient }) => recipient.organisation.id);
  return [
    { entry: "summary", urgency, covert, consentUnclear, locale, ...inBrief(summary) },
    {
      entry: "consent",
      unclear: consentUnclear,
      given: readers.map(({ kind, recipient, backup }) => ({
        recipient: kind,
        organisation: printHex(recipient.organisation.id),
        backup,
      })),
    },
    ...wanted.bodies,
    contactEntry(parts, { caseId, chat, contact, phone, organisations }),
  ];
}

/** The list shows no more; signs and place stand in full in the entries behind. */
const MAX_SUMMARY_SIGNS = 16;
const MAX_SUMMARY_PLACE = 80;

/** A summary has a fixed size: an address of a thousand letters must not make the case too big to be kept. */
function inBrief(summary: NewCase["summary"]): NewCase["summary"] {
  const { place, signs } = summary;
  const brief = place?.place === "words" ? { ...place, words: place.words.slice(0, MAX_SUMMARY_PLACE) } : place;
  return { ...summary, place: brief, signs: signs.slice(0, MAX_SUMMARY_SIGNS) };
}

function grantTo(
  parts: Parts,
  genesis: Genesis,
  seed: ReturnType<typeof newSeed>,
  { recipient }: Reader,
  released: boolean,
): Write {
  const { sodium, random, keys } = parts;
  const { charter } = recipient.charter;
  const to = {
    kind: "organisation",
    id: recipient.organisation.id,
    epoch: charter.epoch,
    publicKey: charter.publicKey,
  } as const;
  const content = { at: keys.time.now(), scope: "full", seed } as const;
  const sealed = sealGrant(sodium, random, { ...genesis, recipient: to }, keys.bot(), content);
  const grantId = newId<GrantId>(random);
  return {
    write: "add-grant",
    grant: {
      grantId,
      caseId: genesis.caseId,
      epoch: genesis.epoch,
      recipientKind: 1,
      recipientId: recipient.organisation.id,
      recipientEpoch: charter.epoch,
      row: keys.lockRow(genesis.caseId, grantId, sealed),
      released,
    },
  };
}
