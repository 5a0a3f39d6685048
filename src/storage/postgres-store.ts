import type pg from "pg";
import { unavailable } from "./engine.ts";
import type { MainStore } from "./main-store.ts";
import { marksTable, SCHEMA_MARK, upgradeFrom } from "./migrations.ts";
import { PostgresEngine, withClient } from "./postgres-engine.ts";
import { openPool } from "./postgres-pool.ts";
import { sqlMainStore } from "./sql-main-store.ts";
import { buildStatements, type Statements } from "./statements.ts";

/** Any number, as long as all our processes agree on it: "pana" in ASCII. */
const MIGRATION_LOCK = 0x70616e61;

/**
 * Opens the main store in a PostgreSQL database; the schema is brought up to date.
 *
 * @param url `postgres://user:password@host:port/database`. @secret
 * @throws {Fault} `store/bad-schema`; `store/unavailable` when there is no such database.
 */
export async function openPostgresStore(url: string): Promise<MainStore> {
  const statements = buildStatements("postgres");
  const pool = openPool(url);
  try {
    await migrate(pool, statements);
  } catch (cause) {
    await pool.end();
    throw unavailable(cause);
  }
  return sqlMainStore(new PostgresEngine(pool), statements);
}

/** Processes that start at the same time wait for one another. */
function migrate(pool: pg.Pool, { marks }: Statements): Promise<void> {
  return withClient(pool, async (client) => {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await client.query(marksTable("postgres"));
    const { rows } = await client.query(marks.find.sql, [...marks.find.bind({ key: SCHEMA_MARK })]);
    const [found] = rows.map(marks.find.rowOf);
    const { sql, mark } = upgradeFrom("postgres", found?.value ?? null);
    for (const each of sql) await client.query(each);
    if (sql.length > 0) await client.query(marks.set.sql, [...marks.set.bind({ key: SCHEMA_MARK, value: mark })]);
    await client.query("commit");
  });
}
