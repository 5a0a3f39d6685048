import type { Author } from "../crypto/author.ts";
import { sealBehind } from "../crypto/case-file.ts";
import { type EntryHash, headZero } from "../crypto/entry.ts";
import { type Genesis, parseAndVerifyGenesis } from "../crypto/genesis.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type EntryId } from "../domain/ids.ts";
import type { CaseRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/**
 * Adds entries to one case: each signed, sealed to the case, locked under its shred key and chained to the one before.
 * Gathers writes; nothing is kept until they are committed.
 */
export class CaseWriter {
  readonly writes: Write[] = [];
  readonly #parts: Parts;
  readonly #author: Author;
  readonly #genesis: Genesis;
  #head: { readonly seq: number; readonly hash: EntryHash };

  constructor(
    parts: Parts,
    author: Author,
    genesis: Genesis,
    head: { readonly seq: number; readonly hash: EntryHash },
  ) {
    this.#parts = parts;
    this.#author = author;
    this.#genesis = genesis;
    this.#head = head;
  }

  /** For a case that is being opened. */
  static begin(parts: Parts, author: Author, genesis: Genesis): CaseWriter {
    return new CaseWriter(parts, author, genesis, { seq: 0, hash: headZero(parts.sodium, genesis) });
  }

  /**
   * For a case that exists. Its genesis is verified first: a public key exchanged in the database would read along.
   *
   * @throws {Fault} as `parseAndVerifyGenesis`.
   */
  static go(parts: Parts, author: Author, row: CaseRow): CaseWriter {
    const genesis = genesisOf(parts, row);
    return new CaseWriter(parts, author, genesis, { seq: row.headSeq, hash: row.headHash as EntryHash });
  }

  get head(): { readonly seq: number; readonly hash: EntryHash } {
    return this.#head;
  }

  /** The type of the entry is the body's own. */
  add(body: EntryBody): this {
    const { sodium, random, keys } = this.#parts;
    const { caseId, epoch } = this.#genesis;
    const { entries, head } = sealBehind(sodium, random, this.#genesis, this.#head, this.#author, keys.time.now(), [
      body,
    ]);
    for (const { entryId: id, seq, previous: prev, sealed } of entries) {
      const entryId = asId<EntryId>(id);
      const row = keys.lockRow(caseId, entryId, sealed);
      const entry = { entryId, caseId, epoch, seq, prev, row, day: keys.time.today() };
      this.writes.push({ write: "add-entry", entry });
    }
    this.#head = head;
    return this;
  }

  /** Moves the head of the stored case over what was added; refused when somebody else wrote first. */
  moveHead(row: CaseRow): this {
    const { caseId, epoch, headSeq: seq, headHash: hash } = row;
    this.writes.push({ write: "move-head", caseId, epoch, was: { seq, hash }, now: this.#head });
    return this;
  }
}

/** @throws {Fault} `case/not-found` when the row is gone; as `parseAndVerifyGenesis`. */
export async function findCase(parts: Parts, caseId: CaseId): Promise<CaseRow> {
  const row = await parts.store.findCase(caseId);
  if (row === null) throw new Fault("case/not-found");
  return row;
}

/** The verified genesis of a stored case. */
export function genesisOf(parts: Parts, row: CaseRow): Genesis {
  const { id, known } = parts.deployment();
  return parseAndVerifyGenesis(parts.sodium, row.genesis, {
    deployment: id,
    caseId: row.caseId,
    known,
    firstSight: false,
  });
}
