import type { Database } from "better-sqlite3";
import { Fault } from "../domain/faults.ts";

/** How the file is kept, and what SQLite answers when asked. [Note: Erased on disk] */
const PRAGMAS = [
  ["journal_mode", "WAL", "wal"],
  ["secure_delete", "ON", 1],
  ["synchronous", "FULL", 2],
  ["temp_store", "MEMORY", 2],
  ["mmap_size", "0", 0],
  ["foreign_keys", "ON", 1],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
  ["journal_size_limit", "0", 0],
] as const;

/**
 * Sets the pragmas and reads each one back: SQLite ignores what it cannot do without a word.
 *
 * @throws {Fault} `store/bad-pragma` with the place of the first that did not take (0: `journal_mode`).
 * @see https://www.sqlite.org/pragma.html
 */
export function setPragmas(db: Database): void {
  for (const [place, [name, value, answer]] of PRAGMAS.entries()) {
    db.pragma(`${name} = ${value}`);
    if (db.pragma(name, { simple: true }) !== answer) throw new Fault("store/bad-pragma", { place });
  }
}
