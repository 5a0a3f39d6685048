import { openChain } from "../../crypto/entry-chain.ts";
import { openGrant } from "../../crypto/grant.ts";
import { boxKeypair } from "../../crypto/keypairs.ts";
import { type EntryBody, entryBodySchema } from "../../domain/case-contents.ts";
import { codeOf, Fault, type FaultCode } from "../../domain/faults.ts";
import { type CaseId, type EntryId, sameBytes } from "../../domain/ids.ts";
import type { UnixMs } from "../../domain/time.ts";
import { CASE_STATUS, type CaseRow } from "../../storage/rows.ts";
import { CaseWriter, findCase, genesisOf } from "../case-writer.ts";
import type { Parts } from "../parts.ts";
import type { Session } from "./session.ts";

const NOTHING = new Uint8Array();

/** One line of a case's history. What cannot be verified is shown as such, never left out and never read out. */
export type CaseLine =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly at: UnixMs;
      readonly by: "bot" | "staff" | "person";
      readonly body: EntryBody;
    }
  | { readonly ok: false; readonly seq: number; readonly code: FaultCode };

export interface ReadCase {
  readonly row: CaseRow;
  readonly lines: readonly CaseLine[];
}

/** The queue of her organisation: urgency, then deadline, then age. Clear fields only. */
export function listCases(parts: Parts, session: Session, limit: number): Promise<readonly CaseRow[]> {
  return parts.store.queueOf(session.organisation.organisation.id, limit);
}

/**
 * Opens a case for reading.
 *
 * @throws {Fault} `case/not-found`: unknown, or not released to her organisation; the two look alike.
 */
export async function readCase(parts: Parts, session: Session, caseId: CaseId): Promise<ReadCase> {
  const row = await findCase(parts, caseId);
  const genesis = genesisOf(parts, row);
  const { organisation, charter } = session.organisation;
  const grants = await parts.store.grantsOf(caseId);
  const grant = grants.find(
    (one) => one.released && sameBytes(one.recipientId, organisation.id) && one.epoch === row.epoch,
  );
  if (!grant) throw new Fault("case/not-found");
  const recipient = {
    kind: "organisation",
    id: organisation.id,
    epoch: grant.recipientEpoch,
    publicKey: charter.charter.publicKey,
  } as const;
  const sealedGrant = parts.keys.unlockRow(caseId, grant.grantId, grant.row);
  const { known } = parts.deployment();
  const { seed } = openGrant(parts.sodium, session.organisationKeys, { ...genesis, recipient }, sealedGrant, known);
  const entries = await parts.store.entriesOf(caseId, row.epoch);
  const rows = entries.map(({ entryId, seq, row: locked }) => ({
    entryId,
    seq,
    sealed: unlocked(parts, caseId, entryId, locked),
  }));
  const chain = openChain(parts.sodium, boxKeypair(parts.sodium, seed), genesis, rows, known);
  return { row, lines: chain.links.map(lineOf) };
}

/** Says in the case that a human has read it, so that she can be told so. Once is enough; a reader says nothing. */
export async function markRead(parts: Parts, session: Session, row: CaseRow): Promise<void> {
  if (row.status !== CASE_STATUS.unread || session.role === "reader") return;
  const writer = CaseWriter.go(parts, session.author, row).add({ entry: "status", status: "read" });
  await parts.store.commit([
    ...writer.moveHead(row).writes,
    { write: "set-status", caseId: row.caseId, status: CASE_STATUS.read, touchedDay: parts.keys.time.today() },
  ]);
}

/** A row that was damaged on the disk becomes an entry that does not open; the others stay readable. */
function unlocked(parts: Parts, caseId: CaseId, entryId: EntryId, locked: Uint8Array): Uint8Array {
  try {
    return parts.keys.unlockRow(caseId, entryId, locked);
  } catch (error) {
    if (codeOf(error) !== "crypto/cannot-open") throw error;
    return NOTHING;
  }
}

function lineOf(link: ReturnType<typeof openChain>["links"][number]): CaseLine {
  if (!link.ok) return { ok: false, seq: link.seq, code: link.code };
  const { at, authorKind: by, body, type } = link.entry;
  const parsed = entryBodySchema.safeParse(jsonOf(body));
  if (!parsed.success || parsed.data.entry !== type) return { ok: false, seq: link.seq, code: "crypto/malformed" };
  return { ok: true, seq: link.seq, at, by, body: parsed.data };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
