import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseId, MemberId, Tag } from "../../src/domain/ids.ts";
import { FIRST_INDEXES, FIRST_TABLES, MARKS_TABLE } from "../../src/storage/first-schema.ts";
import { openMainStore } from "../../src/storage/open-store.ts";
import { openPool } from "../../src/storage/postgres-pool.ts";
import { createIndex, createTable } from "../../src/storage/schema-shapes.ts";
import { SECOND_INDEXES } from "../../src/storage/second-schema.ts";
import { startPostgres, type TestServer } from "./embedded-postgres.ts";
import { mainStoreContract } from "./main-store-contract.ts";
import { bytes, caseRow, day, entryRow, id, ORG, stateRow } from "./make-rows.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

mainStoreContract("PostgreSQL", async () => openMainStore(await server.newDatabase()));

/** Another program on the same database. */
async function beside<Out>(url: string, use: (client: pg.Client) => Promise<Out>): Promise<Out> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

describe("main store on PostgreSQL only", () => {
  it("lets several processes start at once on an empty database", async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all([openMainStore(url), openMainStore(url), openMainStore(url)]);
    expect(await stores[0]?.commit([{ write: "add-case", item: caseRow("case") }])).toBe("done");
    expect(await stores[2]?.findCase(id<CaseId>("case"))).toEqual(caseRow("case"));
    await Promise.all(stores.map((store) => store.close()));
  });

  it("carries a database of an older version over: cases, and the seeds of members", async () => {
    const url = await server.newDatabase();
    const { caseId, genesis, headHash } = caseRow("one");
    await beside(url, async (client) => {
      for (const shape of [MARKS_TABLE, ...FIRST_TABLES]) await client.query(createTable("postgres", shape));
      for (const shape of [...FIRST_INDEXES, ...SECOND_INDEXES]) await client.query(createIndex("postgres", shape));
      await client.query("insert into marks values ('schema_version', '2')");
      await client.query("insert into members values ($1, $2, $3, $4, 1)", [
        id("aida"),
        ORG,
        bytes("grant", 204),
        id("grant"),
      ]);
      await client.query("insert into cases values ($1, 1, $2, 0, $3, $4, 20000, 20000, 0, 2, 1795000020000, 0)", [
        caseId,
        genesis,
        headHash,
        ORG,
      ]);
    });
    const store = await openMainStore(url);
    expect(await store.findCase(caseId)).toEqual(caseRow("one"));
    expect(await store.orgGrantsOf(id<MemberId>("aida"))).toEqual([
      { memberId: id("aida"), orgId: ORG, epoch: 1, grantId: id("grant"), row: bytes("grant", 204) },
    ]);
    await store.close();
  });

  it("refuses a database that a newer program wrote", async () => {
    const url = await server.newDatabase();
    await (await openMainStore(url)).close();
    await beside(url, (client) => client.query("update marks set value = '999' where key = 'schema_version'"));
    await expect(openMainStore(url)).rejects.toThrow("store/bad-schema");
  });

  it("waits for the disk and logs no values, whatever the server's defaults are", async () => {
    const url = await server.newDatabase();
    await beside(url, (client) => client.query("alter role postgres set synchronous_commit = off"));
    const pool = openPool(url);
    try {
      expect((await pool.query("show synchronous_commit")).rows).toEqual([{ synchronous_commit: "on" }]);
      expect((await pool.query("show log_parameter_max_length_on_error")).rows[0]).toMatchObject({
        log_parameter_max_length_on_error: "0",
      });
    } finally {
      await pool.end();
      await beside(url, (client) => client.query("alter role postgres reset synchronous_commit"));
    }
  });

  it("writes no bytes of a row to the server's log when a row is refused", async () => {
    const url = await server.newDatabase();
    const store = await openMainStore(url);
    const entry = entryRow("no such case", 1, { row: bytes("a row that must not be logged") });
    expect(await store.commit([{ write: "add-entry", entry }])).toBe("conflict");
    await store.close();
    expect(server.log()).toContain("violates foreign key constraint");
    expect(server.log()).not.toContain(Buffer.from(entry.row).toString("hex").slice(0, 32));
  });

  it("gives the pages of erased rows back when it tidies", async () => {
    const url = await server.newDatabase();
    const store = await openMainStore(url);
    const size = () => beside(url, async (client) => (await client.query("select pg_relation_size('states')")).rows[0]);
    await store.commit([{ write: "put-state", state: stateRow("chat"), was: null }]);
    await store.commit([{ write: "erase-states", tags: [id<Tag>("chat")] }]);
    expect(await size()).toEqual({ pg_relation_size: "8192" });
    await store.tidy();
    expect(await size()).toEqual({ pg_relation_size: "0" });
    await store.close();
  });

  it("keeps nothing of a unit when the connection dies under it, and goes on with a new one", async () => {
    const url = await server.newDatabase();
    const store = await openMainStore(url);
    await store.commit([{ write: "put-state", state: stateRow("chat"), was: null }]);
    await beside(url, async (client) => {
      await client.query("begin");
      await client.query("update states set day = day"); // Whoever writes this row must wait.
      const waits = store.commit([
        { write: "add-receipt", id: bytes("update", 8), day: day(20_000) },
        { write: "put-state", state: stateRow("chat", { version: 2 }), was: { tag: id<Tag>("chat"), version: 1 } },
      ]);
      const refused = expect(waits).rejects.toThrow("store/unavailable");
      await waiter(client);
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pana'");
      await refused;
      await client.query("rollback");
    });
    expect(await store.findState([id<Tag>("chat")])).toEqual(stateRow("chat"));
    expect(await store.commit([{ write: "add-receipt", id: bytes("update", 8), day: day(20_000) }])).toBe("done");
    await store.close();
  });
});

/** Resolves when somebody waits for a lock. */
async function waiter(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'");
  if (rows.length === 0) await waiter(client);
}

describe("main store when the server is gone", () => {
  it("says so, and does not crash", async () => {
    const gone = await startPostgres();
    const url = await gone.newDatabase();
    const store = await openMainStore(url);
    await store.commit([{ write: "put-state", state: stateRow("chat"), was: null }]);
    await gone.stop();
    await expect(store.findState([id<Tag>("chat")])).rejects.toThrow("store/unavailable");
    await expect(store.commit([{ write: "erase-states", tags: [id<Tag>("chat")] }])).rejects.toThrow(
      "store/unavailable",
    );
    await expect(store.tidy()).rejects.toThrow("store/unavailable");
    await expect(openMainStore(url)).rejects.toThrow("store/unavailable");
    await store.close();
  });
});
