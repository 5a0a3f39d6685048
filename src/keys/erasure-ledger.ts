import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { hash } from "../crypto/hash.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { Fault } from "../domain/faults.ts";
import { type CaseId, printHex } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";

/** One line for each case: hash in hex, a blank, the day. */
const LINE = /^([0-9a-f]{64}) (\d+)$/;

/**
 * Which cases were ended for good, beside keys.db and meant to be copied off the host: a backup of the keys that is
 * restored must not bring them back. It only grows. A line is a hash of the case's random id and says nothing of anybody.
 */
export class ErasureLedger {
  readonly #path: string;
  readonly #sodium: Sodium;
  readonly #ended: Set<string>;

  private constructor(path: string, sodium: Sodium, ended: Set<string>) {
    this.#path = path;
    this.#sodium = sodium;
    this.#ended = ended;
  }

  /**
   * @param least how many lines there were once.
   * @throws {Fault} `keys/ledger-missing`: there are fewer now; what was ended since could come back.
   */
  static open(path: string, sodium: Sodium, least: number): ErasureLedger {
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    const lines = text.split("\n").flatMap((line) => LINE.exec(line)?.[1] ?? []);
    if (lines.length < least) throw new Fault("keys/ledger-missing", { lines: lines.length, least });
    return new ErasureLedger(path, sodium, new Set(lines));
  }

  /** How many cases it names. */
  get size(): number {
    return this.#ended.size;
  }

  has(caseId: CaseId): boolean {
    return this.#ended.has(this.#nameOf(caseId));
  }

  /** On the disk when it returns; known cases are not written again. @throws {Fault} `keys/unavailable`. */
  add(day: DayNumber, caseIds: readonly CaseId[]): void {
    const names = [...new Set(caseIds.map((id) => this.#nameOf(id)))].filter((name) => !this.#ended.has(name));
    if (names.length === 0) return;
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      const file = openSync(this.#path, "a", 0o600);
      try {
        // A line that a crash cut short ends here, and is no line.
        writeSync(file, `\n${names.map((name) => `${name} ${day}`).join("\n")}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (cause) {
      throw new Fault("keys/unavailable", {}, cause);
    }
    for (const name of names) this.#ended.add(name);
  }

  #nameOf(caseId: CaseId): string {
    return printHex(hash(this.#sodium, "erased", caseId));
  }
}
