import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type RandomBytes } from "../domain/ids.ts";
import { type Clock, dayOf, type UnixMs } from "../domain/time.ts";
import type { ErasureLedger } from "./erasure-ledger.ts";
import type { KeyStore, NewKey } from "./key-store.ts";

const KEY_BYTES = 32;
/** How many lines the ledger had. */
export const LEDGER_MARK = "ledger";

/** What is made with a case and ends with it. */
const KINDS = ["shred", "reply", "audit-salt"] as const;

/**
 * The keys of one case: the shred key that locks its rows, the reply key behind its way back to the person, and the
 * salt behind its pseudonym in the audit.
 * They are written before the rows they lock; a sweeper removes those whose rows never came. [Note: Keys before rows]
 */
export class CaseKeys {
  readonly #store: KeyStore;
  readonly #random: RandomBytes;
  readonly #clock: Clock;
  readonly #ledger: ErasureLedger;
  #waiting: {
    readonly keys: readonly NewKey[];
    readonly resolve: () => void;
    readonly reject: (cause: unknown) => void;
  }[] = [];

  /** @param clock never behind: a key that seems older than it is would be swept before its rows are there. */
  constructor(store: KeyStore, random: RandomBytes, clock: Clock, ledger: ErasureLedger) {
    this.#ledger = ledger;
    this.#store = store;
    this.#random = random;
    this.#clock = clock;
  }

  /** Durable when it resolves. Cases born in the same turn of the event loop share one write to the disk. */
  create(caseId: CaseId): Promise<void> {
    const born = this.#clock();
    const keys: readonly NewKey[] = KINDS.map((kind) => ({
      kind,
      id: caseId,
      key: this.#random(KEY_BYTES),
      born,
    }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ keys, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#write());
    });
  }

  /** @throws {Fault} `keys/destroyed`: the case was ended, or never was. */
  of(kind: "shred" | "reply", caseId: CaseId): Uint8Array {
    const key = this.#store.find(kind, caseId);
    if (key === null) throw new Fault("keys/destroyed");
    return key;
  }

  /**
   * The salt of a case's pseudonym in the audit. A case of before salts were kept gets one when it is first asked for.
   *
   * @throws {Fault} `keys/destroyed`: the case was ended, or never was.
   */
  auditSalt(caseId: CaseId): Uint8Array {
    const found = this.#store.find("audit-salt", caseId);
    if (found !== null) return found;
    // In one piece: the case may be ended at this moment, and a salt must not outlive it.
    return this.#store.together(() => {
      this.of("shred", caseId);
      this.#store.add([{ kind: "audit-salt", id: caseId, key: this.#random(KEY_BYTES), born: this.#clock() }]);
      const made = this.#store.find("audit-salt", caseId); // Another process may have been first; its salt counts.
      if (made === null) throw new Fault("keys/unavailable");
      return made;
    });
  }

  /**
   * Ends cases, all at once: from here on their rows are noise, in backups too, and nobody can write to the person. The
   * ledger is written first: a crash in between is made up for by {@link destroyAgain}.
   */
  destroy(...caseIds: readonly CaseId[]): void {
    this.#ledger.add(dayOf(this.#clock()), caseIds);
    this.#store.raiseMark(LEDGER_MARK, this.#ledger.size);
    this.#store.destroy(caseIds.flatMap((id) => KINDS.map((kind) => ({ kind, id }))));
  }

  /** Ends what the ledger knows as ended and keys.db does not: it was restored, or a crash came in between. */
  destroyAgain(): readonly CaseId[] {
    const back = this.bornBefore(Number.POSITIVE_INFINITY as UnixMs).filter((id) => this.#ledger.has(id));
    this.#store.destroy(back.flatMap((id) => KINDS.map((kind) => ({ kind, id }))));
    return back;
  }

  /** Ends contact: no token of this case opens any more. */
  destroyReply(caseId: CaseId): void {
    this.#store.destroy([{ kind: "reply", id: caseId }]);
  }

  /** Cases that have a key since before this moment, oldest first: candidates for the sweeper. */
  bornBefore(before: UnixMs): readonly CaseId[] {
    return this.#store
      .list("shred")
      .filter(({ born }) => born < before)
      .sort((a, b) => a.born - b.born)
      .map(({ id }) => asId<CaseId>(new Uint8Array(id)));
  }

  #write(): void {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      this.#store.add(group.flatMap(({ keys }) => keys));
      for (const { resolve } of group) resolve();
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
  }
}
