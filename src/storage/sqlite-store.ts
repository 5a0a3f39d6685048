import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { unavailable } from "./engine.ts";
import type { MainStore } from "./main-store.ts";
import { marksTable, SCHEMA_MARK, upgradeFrom } from "./migrations.ts";
import { sqlMainStore } from "./sql-main-store.ts";
import { SqliteEngine } from "./sqlite-engine.ts";
import { setPragmas } from "./sqlite-pragmas.ts";
import { buildStatements, type Statements } from "./statements.ts";

/** What may differ between one process and another; all of it may be left out. */
export interface SqliteOptions {
  /** How long to wait for another process that writes. The whole process waits: writes of others are short. */
  readonly busyTimeoutMs?: number;
  /** The file may not grow over so many pages of 2 KiB. */
  readonly maxPages?: number;
}

const BUSY_TIMEOUT_MS = 5_000;
/** Of a new file; an old one keeps its own. [Note: Small pages] */
const PAGE_BYTES = 2_048;

/**
 * Opens the main store in a file, and makes file and folder if they are not there; nobody else on the host may read them.
 * Several processes may have the same file open.
 *
 * @throws {Fault} `store/bad-pragma`, `store/bad-schema`; `store/unavailable` when the file cannot be used.
 */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<MainStore> {
  try {
    const file = resolve(path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, "a", 0o600)); // The log beside it inherits the mode.
    const db = new Sqlite(file, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
    return storeOn(db, options);
  } catch (cause) {
    throw unavailable(cause);
  }
}

function storeOn(db: Database, { maxPages }: SqliteOptions): MainStore {
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    setPragmas(db);
    if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
    const statements = buildStatements("sqlite");
    migrate(db, statements);
    return sqlMainStore(new SqliteEngine(db), statements);
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Brings the schema up to date; another process that starts now waits for the end of it. */
function migrate(db: Database, { marks }: Statements): void {
  const upgrade = db.transaction(() => {
    db.exec(marksTable("sqlite"));
    const [found] = db
      .prepare(marks.find.sql)
      .all(...marks.find.bind({ key: SCHEMA_MARK }))
      .map(marks.find.rowOf);
    const { sql, mark } = upgradeFrom("sqlite", found?.value ?? null);
    if (sql.length === 0) return;
    for (const each of sql) db.exec(each);
    db.prepare(marks.set.sql).run(...marks.set.bind({ key: SCHEMA_MARK, value: mark }));
  });
  upgrade.immediate();
}
