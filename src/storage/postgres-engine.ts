import pg from "pg";
import { Fault } from "../domain/faults.ts";
import { type Engine, unavailable } from "./engine.ts";
import type { Cell, Prepared, Statement } from "./statement.ts";
import type { Step } from "./steps.ts";
import type { Committed } from "./writes.ts";

/** All tables that rows about people are ever deleted from. */
const VACUUM: pg.QueryConfig & { readonly query_timeout: number } = {
  text: "vacuum cases, entries, grants, links, states, traces, outbox, receipts, messages, referrals, sessions, audit",
  query_timeout: 600_000,
};

/** Runs statements on a pool of PostgreSQL connections; each unit is a transaction of its own. */
export class PostgresEngine implements Engine {
  readonly #pool: pg.Pool;
  readonly #running = new Set<Promise<unknown>>();
  #closed: Promise<void> | null = null;
  #seen: unknown = null;

  /** @param pool its schema is in place. The engine ends it. */
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  rows<In, Out>(statement: Statement<In, Out>, given: In): Promise<readonly Out[]> {
    return this.#use(async (client) =>
      (await client.query(query(statement, statement.bind(given)))).rows.map(statement.rowOf),
    );
  }

  commit(unit: readonly Step[]): Promise<Committed> {
    return this.#use(async (client) => {
      const outcome = await run(client, unit);
      await client.query(outcome === "done" ? "commit" : "rollback");
      return outcome;
    });
  }

  /** Where the write-ahead log ends: moves with every commit of every process. */
  async hasChanged(): Promise<boolean> {
    const now = await this.#use(
      async (client) => (await client.query("select pg_current_wal_insert_lsn()::text as at")).rows[0]?.at,
    );
    const changed = now !== this.#seen;
    this.#seen = now;
    return changed;
  }

  async tidy(): Promise<void> {
    await this.#use((client) => client.query(VACUUM));
  }

  /** What was begun before is finished first. */
  close(): Promise<void> {
    this.#closed ??= Promise.allSettled(this.#running).then(() => this.#pool.end());
    return this.#closed;
  }

  async #use<Out>(work: (client: pg.PoolClient) => Promise<Out>): Promise<Out> {
    if (this.#closed !== null) throw new Fault("store/unavailable", { closed: true });
    const running = withClient(this.#pool, work);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}

/**
 * Lends a connection of the pool. One on which something failed is closed, and the transaction that was open on it
 * ends with it.
 *
 * @throws {Fault} `store/unavailable` when there is no connection, or it broke; other faults pass.
 */
export async function withClient<Out>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<Out>): Promise<Out> {
  let client: pg.PoolClient | null = null;
  try {
    client = await pool.connect();
    const out = await use(client);
    client.release();
    return out;
  } catch (cause) {
    client?.release(true);
    throw unavailable(cause);
  }
}

/** Begins, and sends all steps at once; the answers are read in order, so that the first that decides, decides. */
async function run(client: pg.PoolClient, unit: readonly Step[]): Promise<Committed> {
  const [begun, ...answers] = await Promise.allSettled([
    client.query("begin"),
    ...unit.map(({ statement, cells }) => client.query(query(statement, cells))),
  ]);
  if (begun.status === "rejected") throw begun.reason;
  for (const [i, answer] of answers.entries()) {
    const ifNone = unit[i]?.ifNone ?? "done";
    if (answer.status === "rejected") {
      if (isConflict(answer.reason)) return "conflict";
      throw answer.reason;
    }
    if (answer.value.rowCount === 0 && ifNone !== "done") return ifNone;
  }
  return "done";
}

function query({ name, sql }: Prepared, cells: readonly Cell[]): pg.QueryConfig {
  return { name, text: sql, values: [...cells] };
}

/** The case was erased meanwhile (foreign key), or two units waited for each other (deadlock) and this one gave way. */
const CONFLICTS: ReadonlySet<string | undefined> = new Set(["23503", "40P01", "40001"]);

function isConflict(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && CONFLICTS.has(cause.code);
}
