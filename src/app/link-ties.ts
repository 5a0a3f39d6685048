import { asId, type CaseId, parseHex, printHex } from "../domain/ids.ts";
import { type Link, MAX_LINKED_CASES } from "../domain/link.ts";
import type { CaseRow } from "../storage/rows.ts";
import type { Parts } from "./parts.ts";

/** Makes a case the current one of a chat; the oldest tie goes when there are too many, its case stays. */
export function tie(link: Link, caseId: CaseId, epoch: number): Link {
  const id = printHex(caseId);
  const others = link.cases.filter((one) => one.id !== id);
  return { ...link, cases: [...others, { id, epoch }].slice(-MAX_LINKED_CASES) };
}

/** The newest case of a chat that fits; null when none does. */
export async function findTied(parts: Parts, link: Link, fits: (row: CaseRow) => boolean): Promise<CaseRow | null> {
  for (const { id } of [...link.cases].reverse()) {
    const bytes = parseHex(id);
    const row = bytes && (await parts.store.findCase(asId<CaseId>(bytes)));
    if (row && fits(row)) return row;
  }
  return null;
}

/** Every case of a chat that fits, the newest first. */
export async function allTied(parts: Parts, link: Link, fits: (row: CaseRow) => boolean): Promise<readonly CaseRow[]> {
  const rows: CaseRow[] = [];
  for (const { id } of [...link.cases].reverse()) {
    const bytes = parseHex(id);
    const row = bytes && (await parts.store.findCase(asId<CaseId>(bytes)));
    if (row && fits(row)) rows.push(row);
  }
  return rows;
}
