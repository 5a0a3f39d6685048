import { chmod, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runJobs } from "../../src/app/jobs.ts";
import type { Parts } from "../../src/app/parts.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { keepCase, lockedRows } from "../app/make-cases.ts";
import { isOnDisk, wrappedIn } from "../keys/open-keys.ts";
import { baseBackup } from "../storage/base-backup.ts";
import { startPostgres, type TestServer } from "../storage/embedded-postgres.ts";
import { searchFolders } from "../support/canary.ts";
import { PanicRig } from "../support/panic-rig.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { EraseStory, secretsIn } from "./erase-story.ts";
import { ask, FLUSH, type Places, placesOf, writeOverLog } from "./server-files.ts";

const WHOLE_STORY_MS = 300_000;
/** All tables with rows about people, rewritten. */
const REWRITE = "vacuum full";

/** Where everything in this file keeps its files, temporary ones included. */
let folder: TempDir;
let usualTemp: string | undefined;
let server: TestServer;
let url: string;
let rig: PanicRig;
let story: EraseStory;
/** Of other people, from before and after hers: they stay, and so do the pages that they share with hers. */
let others: readonly CaseId[];

beforeAll(async () => {
  folder = await tempDir();
  await chmod(folder.path, 0o711);
  usualTemp = process.env.TMPDIR;
  process.env.TMPDIR = folder.path;
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  if (usualTemp === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usualTemp;
  await folder.remove();
});
beforeEach(async () => {
  url = await server.newDatabase();
  rig = await PanicRig.open({ databaseUrl: url });
  story = new EraseStory(rig);
  const before = await keepCase(rig.parts, "1");
  await story.tells();
  others = [before, await keepCase(rig.parts, "2")];
});
afterEach(() => rig.close());

/** In the files of server, house and temporary folder, in the log of the server and in ours. */
const secrets = () => secretsIn([folder.path], [server.log(), JSON.stringify(rig.log)]);

const rowsOf = async (parts: Parts, cases: readonly CaseId[]) =>
  (await Promise.all(cases.map((caseId) => lockedRows(parts, caseId)))).flat();

/** How many entries of these cases the keys at hand open. */
async function opened({ store, keys }: Parts, cases: readonly CaseId[]): Promise<number> {
  const rows = (await Promise.all(cases.map((caseId) => store.entriesOf(caseId, 1)))).flat();
  const opens = (row: (typeof rows)[number]) => {
    try {
      return keys.unlockRow(row.caseId, row.entryId, row.row).length > 0;
    } catch {
      return false;
    }
  };
  return rows.filter(opens).length;
}

async function timePasses(): Promise<void> {
  rig.house.clock.pass(73 * HOUR_MS);
  await runJobs(rig.parts);
}

describe("what a person said, kept and took back, over PostgreSQL", () => {
  it("is found by the search, where it was written in clear", { timeout: WHOLE_STORY_MS }, async () => {
    const planted = "тринадцатая иголка в стогу";
    await ask(url, `create table planted as select '${planted}' as words`, FLUSH);
    const hits = await searchFolders([folder.path], [{ label: "planted", text: planted }]);
    const tops = hits.map(({ file }) => relative(server.dataDir, file).split(sep)[0]);
    expect([...new Set(tops)].sort()).toEqual(["base", "pg_wal"]);
  });

  it("is nowhere after hide and after erasure, and of the sealed rows is told what stays, and how it goes", {
    timeout: WHOLE_STORY_MS,
  }, async () => {
    const cases = await story.cases();
    const rows = await rowsOf(rig.parts, cases);
    const keys = cases.flatMap((id) => [
      wrappedIn(rig.house.keysDb, "shred", id),
      wrappedIn(rig.house.keysDb, "reply", id),
    ]);
    expect(rows.length).toBeGreaterThan(15);
    const found: Record<string, Places> = {};
    const look = async (when: string) => {
      await ask(url, FLUSH);
      found[when] = await placesOf(server.dataDir, rows);
      expect(await secrets(), when).toEqual([]);
    };
    await ask(url, "analyze"); // As the server does by itself, some day: samples of rows go into its statistics.
    await look("told");
    await story.hides();
    expect(story.screen()).toEqual([["bot", true]]);
    await look("hidden");
    await story.asksErasure();
    await timePasses();
    expect((await rig.parts.store.counts()).cases).toBe(others.length);
    expect(keys.filter((key) => isOnDisk(rig.house.keysDb, key))).toEqual([]);
    await look("erased");
    await ask(url, REWRITE);
    await look("rewritten");
    await writeOverLog(server);
    await look("log written over");

    process.stdout.write(`\nsealed rows found on the disk, of ${rows.length}: ${JSON.stringify(found)}\n`);
    expect(found.told?.base).toBe(rows.length);
    expect(found.rewritten?.base).toBeUndefined();
    expect(found["log written over"]).toEqual({});
    expect(await opened(rig.parts, others)).toBeGreaterThan(3);
  });
});

describe("backups from before a person had her cases destroyed, of PostgreSQL and of the keys", () => {
  it("hold no word in clear and bring nothing back", { timeout: WHOLE_STORY_MS }, async () => {
    const cases = await story.cases();
    const rows = await rowsOf(rig.parts, cases);
    const oldKeys = await readFile(rig.house.keysDb);
    const files = await baseBackup(server, join(folder.path, "copy"));
    expect((await placesOf(files.dataDir, rows)).base).toBe(rows.length);
    expect(await secrets()).toEqual([]);
    await story.hides();
    await story.asksErasure();
    await timePasses();

    const copy = await startPostgres(files);
    try {
      rig.house = await rig.house.restart(copy.addressOf(new URL(url).pathname.slice(1)));
      expect(await rowsOf(rig.parts, cases)).toHaveLength(rows.length);
      expect(await opened(rig.parts, cases)).toBe(0);
      expect(await opened(rig.parts, others)).toBeGreaterThan(3);

      await rig.house.house.close();
      await writeFile(rig.house.keysDb, oldKeys);
      rig.house = await rig.house.restart(copy.addressOf(new URL(url).pathname.slice(1)));
      expect(await opened(rig.parts, cases)).toBeGreaterThan(15); // Until the ledger is read.
      await runJobs(rig.parts);
      expect(await opened(rig.parts, cases)).toBe(0);
      expect(await rowsOf(rig.parts, cases)).toEqual([]);
      expect(await opened(rig.parts, others)).toBeGreaterThan(3);
      expect(await secrets()).toEqual([]);
    } finally {
      await rig.house.house.close();
      await copy.stop();
    }
  });
});
