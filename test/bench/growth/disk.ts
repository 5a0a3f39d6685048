import { statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { Deployed } from "../../support/running-pana.ts";
import { storesOf } from "../../support/running-pana.ts";

/** Bytes on the disk: of both files, and of each table with its indexes (of keys.db as one). */
export interface DiskBytes {
  readonly total: number;
  readonly tables: ReadonlyMap<string, number>;
}

/** What a deployment takes once its logs are emptied into the files. Its process must not run. */
export function diskBytes(deployed: Deployed): DiskBytes {
  const { main, keys } = storesOf(deployed);
  const tables = tablesOf(main);
  const keyBytes = statSync(keys).size;
  tables.set("keys.db", keyBytes);
  return { total: statSync(main).size + keyBytes, tables };
}

/** Growth of the named tables together, in bytes. */
export function tableGrowth(before: DiskBytes, after: DiskBytes, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (after.tables.get(name) ?? 0) - (before.tables.get(name) ?? 0), 0);
}

/** Pages by table; SQLite counts them itself. @see https://sqlite.org/dbstat.html */
function tablesOf(file: string): Map<string, number> {
  const db = new Sqlite(file);
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
    const rows = db
      .prepare<[], { name: string; bytes: number }>(
        `SELECT schema.tbl_name AS name, sum(stat.pgsize) AS bytes
         FROM dbstat AS stat JOIN sqlite_schema AS schema ON schema.name = stat.name
         WHERE stat.aggregate = TRUE GROUP BY schema.tbl_name`,
      )
      .all();
    return new Map(rows.map(({ name, bytes }) => [name, bytes]));
  } finally {
    db.close();
  }
}
