import type { Database } from "better-sqlite3";
import { Fault } from "../domain/faults.ts";

/** No write-ahead log: what is deleted here must be gone from every file when the statement returns. [Note: Gone from the file] */
const PRAGMAS = [
  ["journal_mode", "DELETE", "delete"],
  ["secure_delete", "ON", 1],
  ["synchronous", "EXTRA", 3],
  ["temp_store", "MEMORY", 2],
  ["mmap_size", "0", 0],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
] as const;

/** Sets the pragmas and reads each back. @throws {Fault} `store/bad-pragma` with the place of the first that did not take. */
export function setKeyPragmas(db: Database): void {
  for (const [place, [name, value, answer]] of PRAGMAS.entries()) {
    db.pragma(`${name} = ${value}`);
    if (db.pragma(name, { simple: true }) !== answer) throw new Fault("store/bad-pragma", { place });
  }
}
