import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sweepOrphans } from "../../src/app/jobs.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { toMenu } from "../e2e/walks.ts";
import { startPostgres, type TestServer } from "../storage/embedded-postgres.ts";
import { PanicRig } from "../support/panic-rig.ts";
import { NOT_IN_STOCK } from "../support/shop-words.ts";

/** The store gives up on a silent server after 15 s. */
const WAIT = { timeout: 60_000, interval: 200 };

let server: TestServer;
let admin: pg.Client;
let rig: PanicRig;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const url = await server.newDatabase();
  rig = await PanicRig.open({ databaseUrl: url });
  admin = new pg.Client(url);
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await rig.close();
});

/** From now on the server waits with every commit for a stand-by that is not there; null: it lets all of them go. */
async function waitForStandBy(name: string | null): Promise<void> {
  await admin.query(
    `alter system ${name === null ? "reset" : "set"} synchronous_standby_names${name === null ? "" : ` = '${name}'`}`,
  );
  await admin.query("select pg_reload_conf()");
  await vi.waitFor(async () => {
    const { rows } = await admin.query("show synchronous_standby_names");
    expect(rows[0]?.synchronous_standby_names).toBe(name ?? "");
  }, WAIT);
}

/** Commits that the server has done and tells nobody of. */
async function commitsInDoubt(): Promise<number> {
  const { rows } = await admin.query("select count(*)::int as n from pg_stat_activity where wait_event = 'SyncRep'");
  return rows[0]?.n ?? 0;
}

describe("an alert over PostgreSQL that waits for its stand-by", { timeout: 120_000 }, () => {
  it("is answered, held, and opens hours later, though the server tells of the first try only then", async () => {
    await keepCase(rig.parts, "1");
    await sweepOrphans(rig.parts); // The store is known to be ours from now on.
    const person = rig.person();
    await toMenu(person);
    await rig.quiet();
    await waitForStandBy("nobody");
    await person.sends("Есть ли у вас зелёный чай с мятой?");
    await person.hears(NOT_IN_STOCK, { withinMs: 10_000 });
    expect(await commitsInDoubt()).toBeGreaterThan(0);
    const chat = { channel: "telegram", id: String(person.id) } as const;
    await vi.waitFor(() => expect(rig.bot.heldAlerts.has(chat)).toBe(true), WAIT);

    rig.house.clock.pass(3 * HOUR_MS);
    expect(await rig.bot.heldAlerts.retry()).toBe(false); // As the clock of the bot does each second.
    expect(rig.parts.lastOutage()).toBe(rig.house.clock.now());
    expect(await sweepOrphans(rig.parts)).toBe(0);
    await waitForStandBy(null);
    await vi.waitFor(async () => expect(await rig.bot.heldAlerts.retry()).toBe(true), WAIT);
    expect(rig.bot.heldAlerts.has(chat)).toBe(false);

    const { store, keys } = rig.parts;
    expect((await store.counts()).cases).toBe(2);
    const opened: number[] = [];
    for (const caseId of keys.cases.bornBefore(rig.house.clock.now())) {
      const rows = await store.entriesOf(caseId, 1);
      if (rows.length > 0) opened.push(rows.map((one) => keys.unlockRow(caseId, one.entryId, one.row)).length);
    }
    expect(opened).toHaveLength(2);
  });
});
