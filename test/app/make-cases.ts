import { existsSync, readFileSync } from "node:fs";
import { type NewCase, openCase } from "../../src/app/open-case.ts";
import type { Parts } from "../../src/app/parts.ts";
import { alertReaders } from "../../src/app/readers.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import type { TestHouse } from "../support/test-house.ts";

const END_BYTES = 40;

/** A case of somebody who wrote to the hotline from this chat. */
function newCase(parts: Parts, chat: string, change: Partial<NewCase>): NewCase {
  return {
    chat: { channel: "telegram", id: chat },
    locale: "ru",
    urgency: "high",
    covert: false,
    readers: alertReaders(parts),
    consentUnclear: false,
    contact: { may: "as-answer" },
    phone: null,
    bodies: [],
    summary: { signs: [], place: null, wants: [], policeExcluded: false },
    ...change,
  };
}

/** Opens a case and keeps it. */
export async function keepCase(parts: Parts, chat: string, change: Partial<NewCase> = {}): Promise<CaseId> {
  const { caseId, writes } = await openCase(parts, newCase(parts, chat, change));
  if ((await parts.store.commit(writes)) !== "done") throw new Error("the case was not kept");
  return caseId;
}

/** Every locked row of a case: what must be found on the disk before it ends, and not after. */
export async function lockedRows(parts: Parts, caseId: CaseId): Promise<readonly Uint8Array[]> {
  const entries = await parts.store.entriesOf(caseId, 1);
  const grants = await parts.store.grantsOf(caseId);
  return [...entries, ...grants].map(({ row }) => row);
}

/**
 * How many of these rows stand in the main database or its log, be it with one end only: SQLite keeps a long row in
 * pieces on several pages.
 */
export function countInMainDb({ mainDb }: TestHouse, rows: readonly Uint8Array[]): number {
  const files = ["", "-wal", "-shm"].map((ending) => mainDb + ending).filter((file) => existsSync(file));
  const contents = files.map((file) => readFileSync(file));
  const ends = (row: Uint8Array) => [Buffer.from(row.subarray(0, END_BYTES)), Buffer.from(row.subarray(-END_BYTES))];
  return rows.filter((row) => ends(row).some((end) => contents.some((bytes) => bytes.includes(end)))).length;
}
