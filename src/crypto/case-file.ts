import { type EntryBody, entryBodySchema } from "../domain/case-contents.ts";
import type { SealedEntry } from "../domain/desk/wire.ts";
import type { FaultCode } from "../domain/faults.ts";
import { type EntryId, type KeyId, newId, type RandomBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { Author, AuthorKind, KnownSigner } from "./author.ts";
import type { CasePlace } from "./case-place.ts";
import { utf8 } from "./encoding.ts";
import { type EntryHash, type EntryType, entryHash, sealEntry } from "./entry.ts";
import { type ChainHead, type ChainRow, openChain } from "./entry-chain.ts";
import type { Genesis } from "./genesis.ts";
import { type BoxKeypair, boxKeypair, type Seed } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** One line of a case's history. What cannot be verified is shown as such, never left out and never read out. */
export type FileLine =
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

/** A case that was opened and checked. */
export interface CaseFile {
  readonly lines: readonly FileLine[];
  /** The end of the chain, to be compared with what one remembers and to be continued. */
  readonly head: ChainHead;
}

/**
 * Opens all entries of a case with its seed, checks who signed them and that each continues the one before.
 *
 * @param seed from a checked grant: it reproduces the key of this genesis.
 * @param rows by ascending `seq`, the outer lock taken off; bytes that did not unlock are empty and fail here.
 * @param before what was opened already: `rows` begin behind it. null: they begin the epoch.
 */
export function openCaseFile(
  sodium: Sodium,
  seed: Seed,
  genesis: Genesis,
  rows: readonly ChainRow[],
  known: KnownSigner,
  before: CaseFile | null = null,
): CaseFile {
  const keys: BoxKeypair = boxKeypair(sodium, seed);
  const chain = openChain(sodium, keys, genesis, rows, known, before?.head);
  return { lines: [...(before?.lines ?? []), ...chain.links.map(lineOf)], head: chain.head };
}

/**
 * Signs and seals entries behind a head, in order. Needs the public key only: whoever writes need not be able to read.
 *
 * @param place from the verified genesis.
 * @returns the entries as they travel, and the head behind them.
 */
export function sealBehind(
  sodium: Sodium,
  random: RandomBytes,
  place: CasePlace,
  head: { readonly seq: number; readonly hash: Uint8Array },
  author: Author,
  at: UnixMs,
  bodies: readonly EntryBody[],
): { readonly entries: readonly SealedEntry[]; readonly head: ChainHead } {
  let last: ChainHead = { seq: head.seq, hash: head.hash as EntryHash };
  const entries = bodies.map((body) => {
    const entryId = newId<EntryId>(random);
    const seq = last.seq + 1;
    const previous = last.hash;
    const content = { type: body.entry satisfies EntryType, at, body: utf8(JSON.stringify(body)) };
    const sealed = sealEntry(sodium, random, { ...place, entryId, seq, previous }, author, content);
    last = { seq, hash: entryHash(sodium, place.caseId, seq, sealed) };
    return { entryId, seq, previous, sealed };
  });
  return { entries, head: last };
}

function lineOf(link: ReturnType<typeof openChain>["links"][number]): FileLine {
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
