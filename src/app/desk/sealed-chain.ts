import type { CasePlace } from "../../crypto/case-place.ts";
import { type EntryHash, entryHash, looksLikeEntry } from "../../crypto/entry.ts";
import type { SealedEntry } from "../../domain/desk/wire.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type EntryId, sameBytes } from "../../domain/ids.ts";
import type { Write } from "../../storage/writes.ts";
import type { Parts } from "../parts.ts";

/** The end of a chain of entries. */
export interface Head {
  readonly seq: number;
  readonly hash: EntryHash;
}

/**
 * Takes entries that a browser sealed, one behind the other after `head`, and locks them under the shred key of the
 * case. What stands in them is checked by whoever can open them.
 *
 * @throws {Fault} `store/conflict`: somebody wrote meanwhile, or the chain was never this one; `case/bad-entry`: not
 * entries, or not one behind the other.
 */
export function chainWrites(
  parts: Parts,
  place: Pick<CasePlace, "caseId" | "epoch">,
  head: Head,
  entries: readonly SealedEntry[],
): { readonly writes: readonly Write[]; readonly head: Head } {
  const { sodium, keys } = parts;
  const { caseId, epoch } = place;
  const [first] = entries;
  if (first && (first.seq !== head.seq + 1 || !sameBytes(first.previous, head.hash))) throw new Fault("store/conflict");
  let at = head;
  const writes = entries.map((one): Write => {
    const fits = one.seq === at.seq + 1 && sameBytes(one.previous, at.hash) && looksLikeEntry(one.sealed);
    if (!fits) throw new Fault("case/bad-entry", { seq: one.seq });
    const entryId = asId<EntryId>(one.entryId);
    const row = keys.lockRow(caseId, entryId, one.sealed);
    const entry = { entryId, caseId, epoch, seq: one.seq, prev: at.hash, row, day: keys.time.today() };
    at = { seq: one.seq, hash: entryHash(sodium, caseId, one.seq, one.sealed) };
    return { write: "add-entry", entry };
  });
  return { writes, head: at };
}
