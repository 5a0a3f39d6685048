import { type Genesis, makeGenesis, parseAndVerifyGenesis } from "../crypto/genesis.ts";
import { sealGrant } from "../crypto/grant.ts";
import { boxKeypair, newSeed } from "../crypto/keypairs.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import type { ChatAddress, Locale } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { type CaseId, type GrantId, newId, printHex } from "../domain/ids.ts";
import { URGENCIES, type Urgency } from "../domain/urgency.ts";
import { CASE_STATUS, UNTOUCHED } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import { contactEntry } from "./contact-entry.ts";
import { dueAt } from "./due.ts";
import { noticeWrites } from "./notices.ts";
import type { Parts } from "./parts.ts";
import type { Reader } from "./readers.ts";

/** A case about to be opened. */
export interface NewCase {
  readonly chat: ChatAddress;
  readonly locale: Locale;
  readonly urgency: Urgency;
  readonly covert: boolean;
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
}

const FIRST_EPOCH = 1;

/**
 * Makes a case: its own key pair, a signed genesis, its entries, and a grant for each organisation that she agreed to.
 * The case's secret leaves this function only inside the grants. [Note: Nobody on the server can read a case]
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

  const writer = CaseWriter.begin(parts, bot, genesis);
  for (const body of bodiesOf(parts, wanted, caseId)) writer.add(body);
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
  };
  const grants = readers.map((reader) => grantTo(parts, genesis, seed, reader));
  const notices = noticeWrites(
    parts,
    readers.filter(({ backup }) => !backup).map(({ recipient }) => recipient),
    wanted.urgency,
  );
  return { caseId, epoch: FIRST_EPOCH, writes: [{ write: "add-case", item }, ...writer.writes, ...grants, ...notices] };
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
  { recipient, backup }: Reader,
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
      released: !backup,
    },
  };
}
