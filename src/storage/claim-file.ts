import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { Fault } from "../domain/faults.ts";

/** A file that this process holds for itself. */
export interface Claim {
  readonly release: () => void;
}

/**
 * Holds a file, made if it is not there, until it is released or this process ends, however it ends: the lock is the
 * operating system's, so a process that was killed leaves none behind. There is nothing in the file.
 *
 * @param waitMs how long to wait for another process that holds it; this process stands still meanwhile.
 * @returns null when another holds it.
 * @throws {Fault} `store/unavailable`: the file cannot be used.
 */
export function claimFile(path: string, waitMs = 0): Claim | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const db = new Sqlite(path, { timeout: waitMs });
    try {
      db.exec("begin exclusive");
    } catch (cause) {
      db.close();
      throw cause;
    }
    return { release: () => void db.close() };
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError && cause.code.startsWith("SQLITE_BUSY")) return null;
    throw new Fault("store/unavailable", {}, cause);
  }
}
