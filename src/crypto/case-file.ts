import { type EntryBody, entryBodySchema } from "../domain/case-contents.ts";
import type { FaultCode } from "../domain/faults.ts";
import { type EntryId, type KeyId, newId, type RandomBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { Author, AuthorKind, KnownSigner } from "./author.ts";
import type { CasePlace } from "./case-place.ts";
import { utf8 } from "./encoding.ts";
import { type EntryHash, entryHash, type SealedEntry, sealEntry } from "./entry.ts";
import { type ChainHead, type ChainLink, type ChainRow, openChain } from "./entry-chain.ts";
import type { BoxKeypair } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** One line of a case's history. What cannot be verified is shown as such, never left out and never read out. */
export type CheckedLine =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly entryId: EntryId;
      readonly at: UnixMs;
      readonly by: AuthorKind;
      readonly authorId: KeyId;
      readonly body: EntryBody;
    }
  | { readonly ok: false; readonly seq: number; readonly entryId: EntryId; readonly code: FaultCode };

/** The entries of an epoch, read out as far as they verify, and where their chain ends. */
export interface CaseFile {
  readonly lines: readonly CheckedLine[];
  readonly head: ChainHead;
}

/** An entry for the end of a chain. */
export interface NewEntry {
  readonly entryId: EntryId;
  readonly seq: number;
  readonly previous: EntryHash;
  readonly sealed: SealedEntry;
}

/**
 * Reads the entries of a case. What is wrong with a row stays with its row. [Note: The tail of a chain]
 *
 * @param place from the verified genesis.
 * @param rows by ascending `seq`, the outer lock off.
 * @param before what was read already, to go on behind it; null: nothing.
 */
export function readEntries(
  sodium: Sodium,
  keys: BoxKeypair,
  place: CasePlace,
  rows: readonly ChainRow[],
  known: KnownSigner,
  before: CaseFile | null = null,
): CaseFile {
  const { links, head } = openChain(sodium, keys, place, rows, known, before?.head);
  return { lines: [...(before?.lines ?? []), ...links.map(lineOf)], head };
}

/**
 * Signs and seals bodies as the next entries of a case, in order. Undone by {@link readEntries}. Needs the public key of
 * the case only: a writer need not be able to read.
 *
 * @throws {Fault} as `sealEntry`.
 */
export function sealOnto(
  sodium: Sodium,
  random: RandomBytes,
  place: CasePlace,
  head: ChainHead,
  author: Author,
  at: UnixMs,
  bodies: readonly EntryBody[],
): { readonly entries: readonly NewEntry[]; readonly head: ChainHead } {
  const entries: NewEntry[] = [];
  let end = head;
  for (const body of bodies) {
    const entryId = newId<EntryId>(random);
    const seq = end.seq + 1;
    const where = { ...place, entryId, seq, previous: end.hash };
    const content = { type: body.entry, at, body: utf8(JSON.stringify(body)) };
    const sealed = sealEntry(sodium, random, where, author, content);
    entries.push({ entryId, seq, previous: end.hash, sealed });
    end = { seq, hash: entryHash(sodium, place.caseId, seq, sealed) };
  }
  return { entries, head: end };
}

function lineOf(link: ChainLink): CheckedLine {
  const { seq, entryId } = link;
  if (!link.ok) return { ok: false, seq, entryId, code: link.code };
  const { at, authorKind: by, authorId, body, type } = link.entry;
  const parsed = entryBodySchema.safeParse(jsonOf(body));
  if (!parsed.success || parsed.data.entry !== type) return { ok: false, seq, entryId, code: "crypto/malformed" };
  return { ok: true, seq, entryId, at, by, authorId, body: parsed.data };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
