import { givesAway } from "../../domain/desk/cover-words.ts";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type OrganisationId, type PhraseId, parseHex, printHex } from "../../domain/ids.ts";
import type { PhraseRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { shippedPhrases } from "./shipped-phrases.ts";
import type { StaffSession } from "./staff-session.ts";

/** More than anybody finds again. */
const MOST_PHRASES = 200;

/** The ready phrases of an organisation, in order: its own, or those that came with the program while it changed none. */
export async function readyPhrases(parts: Parts, orgId: OrganisationId): Promise<readonly ReadyPhrase[]> {
  const rows = await parts.store.phrasesOf(orgId);
  return rows.length === 0 ? shippedPhrases(parts.texts) : rows.map(phraseOf);
}

/** One of them; null when there is none of that id. */
export async function findPhrase(parts: Parts, orgId: OrganisationId, phraseId: string): Promise<ReadyPhrase | null> {
  return (await readyPhrases(parts, orgId)).find((one) => one.phraseId === phraseId) ?? null;
}

/**
 * Keeps a phrase: a new one, or other words for one that is there. From the first change on the whole set is the
 * organisation's own.
 *
 * @throws {Fault} `reply/gives-away`: a covert one that would give it away; `desk/too-many`.
 */
export async function keepPhrase(parts: Parts, session: StaffSession, phrase: ReadyPhrase): Promise<void> {
  const isCovert = phrase.set === "covert";
  if (isCovert && Object.values(phrase.texts).some((text) => givesAway(text) !== null))
    throw new Fault("reply/gives-away");
  const all = await readyPhrases(parts, session.orgId);
  const isNew = !all.some(({ phraseId }) => phraseId === phrase.phraseId);
  if (isNew && all.length >= MOST_PHRASES) throw new Fault("desk/too-many", { most: MOST_PHRASES });
  await change(parts, session, (orgId) => ({ write: "put-phrase", orgId, phrase: rowOf(phrase) }));
}

/**
 * Removes a phrase. Who removes the last one has those again that came with the program.
 *
 * @throws {Fault} `desk/not-found`: no phrase of this organisation.
 */
export async function erasePhrase(parts: Parts, session: StaffSession, phraseId: PhraseId): Promise<void> {
  if ((await findPhrase(parts, session.orgId, printHex(phraseId))) === null) throw new Fault("desk/not-found");
  await change(parts, session, (orgId) => ({ write: "erase-phrase", orgId, phraseId }));
}

async function change(parts: Parts, session: StaffSession, write: (orgId: OrganisationId) => Write): Promise<void> {
  const orgId = session.orgId;
  const isFirst = (await parts.store.phrasesOf(orgId)).length === 0;
  const shipped = isFirst
    ? shippedPhrases(parts.texts).map((one) => ({ write: "put-phrase", orgId, phrase: rowOf(one) }) as const)
    : [];
  const act = { actor: session.actor, action: "phrase", caseId: null } as const;
  const committed = await commitAudited(parts, act, [...shipped, write(orgId)]);
  if (committed !== "done") throw new Fault("store/conflict");
}

function rowOf({ phraseId, set, texts, needs102, order }: ReadyPhrase): PhraseRow {
  return { phraseId: asId<PhraseId>(parseHex(phraseId) ?? new Uint8Array()), set, ...texts, needs102, order };
}

function phraseOf({ phraseId, set, kk, ru, en, needs102, order }: PhraseRow): ReadyPhrase {
  return { phraseId: printHex(phraseId), set, texts: { kk, ru, en }, needs102, order };
}
