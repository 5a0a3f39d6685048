import { Fault, type FaultCode } from "../domain/faults.ts";
import type { EntryId } from "../domain/ids.ts";
import type { KnownSigner } from "./author.ts";
import type { CasePlace } from "./case-place.ts";
import { type EntryHash, entryHash, headZero, type OpenedEntry, openEntry } from "./entry.ts";
import type { BoxKeypair } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** One entry as the store gives it, the outer lock already off. */
export interface ChainRow {
  readonly entryId: EntryId;
  readonly seq: number;
  readonly sealed: Uint8Array;
}

/** An entry, or why there is none to show. A failure is shown as such and never left out. */
export type ChainLink =
  | { readonly ok: true; readonly seq: number; readonly entryId: EntryId; readonly entry: OpenedEntry }
  | { readonly ok: false; readonly seq: number; readonly entryId: EntryId; readonly code: FaultCode };

/** The end of a chain, to be compared with the head one remembers. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: EntryHash;
}

/** All entries of an epoch in order. */
export interface OpenedChain {
  readonly links: readonly ChainLink[];
  readonly head: ChainHead;
}

/**
 * Opens the entries of one epoch in the order given and checks that each continues the one before.
 *
 * Codes: `crypto/broken-chain`: a row is missing, doubled, moved or was exchanged before this one;
 * `crypto/cannot-open`, `crypto/unknown-signer`, `crypto/malformed`: this row itself. After a damaged row the next
 * one reports `crypto/broken-chain` and the chain goes on from the stored bytes, so damage stays local. Rows missing
 * at the end are visible only in `head`. [Note: The tail of a chain]
 *
 * @param rows by ascending `seq`.
 * @param from where they begin; the beginning of the epoch unless told.
 */
export function openChain(
  sodium: Sodium,
  keys: BoxKeypair,
  place: CasePlace,
  rows: readonly ChainRow[],
  known: KnownSigner,
  from: ChainHead = { seq: 0, hash: headZero(sodium, place) },
): OpenedChain {
  let head = from;
  const links: ChainLink[] = [];
  for (const row of rows) {
    links.push(openNext(sodium, keys, place, head, row, known));
    head = { seq: row.seq, hash: entryHash(sodium, place.caseId, row.seq, row.sealed) };
  }
  return { links, head };
}

function openNext(
  sodium: Sodium,
  keys: BoxKeypair,
  place: CasePlace,
  head: ChainHead,
  row: ChainRow,
  known: KnownSigner,
): ChainLink {
  const { entryId, seq } = row;
  if (seq !== head.seq + 1) return { ok: false, seq, entryId, code: "crypto/broken-chain" };
  try {
    const entry = openEntry(sodium, keys, { ...place, entryId, seq, previous: head.hash }, row.sealed, known);
    return { ok: true, seq, entryId, entry };
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    const code = cause.code === "crypto/wrong-context" ? "crypto/broken-chain" : cause.code;
    return { ok: false, seq, entryId, code };
  }
}
