import { statSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Tag } from "../../src/domain/ids.ts";
import type { MainStore } from "../../src/storage/main-store.ts";
import { setPragmas } from "../../src/storage/sqlite-pragmas.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import { buildStatements } from "../../src/storage/statements.ts";
import type { Write } from "../../src/storage/writes.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { bytes, day, id, ms, stateRow } from "./make-rows.ts";

const addState = (name: string): Write => ({ write: "put-state", state: stateRow(name), was: null });
const addReceipt = (name: string): Write => ({ write: "add-receipt", id: bytes(name, 8), day: day(20_000) });

describe("main store in a file", () => {
  let folder: TempDir;
  let file: string;
  let store: MainStore;
  beforeEach(async () => {
    folder = await tempDir();
    file = join(folder.path, "data", "main.db");
    store = await openSqliteStore(file);
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  it("makes file, log and folder for its own user only", async () => {
    await store.commit([addState("chat")]);
    const modes = [file, `${file}-wal`, join(folder.path, "data")].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o700]);
  });

  it("refuses a file that a newer program wrote, and one that is no database", async () => {
    await store.close();
    const db = new Sqlite(file);
    db.exec("update marks set value = cast('999' as blob) where key = 'schema_version'");
    db.close();
    await expect(openSqliteStore(file)).rejects.toThrow("store/bad-schema");
    await expect(openSqliteStore(folder.path)).rejects.toThrow("store/unavailable");
  });

  it("keeps what was stored when it is opened again", async () => {
    await store.commit([addState("chat")]);
    await store.close();
    store = await openSqliteStore(file);
    expect(await store.findState([id<Tag>("chat")])).toEqual(stateRow("chat"));
  });

  it("has a unit where every other process sees it, before it says that it is kept", async () => {
    const other = new Sqlite(file, { readonly: true });
    const states = () => other.prepare("select count(*) from states").pluck().get();
    const committed = store.commit([addState("chat")]);
    expect(states()).toBe(0);
    await committed;
    expect(states()).toBe(1);
    other.close();
  });

  it("commits units that arrive together in one transaction", async () => {
    const logAfter = async (...names: readonly string[]) => {
      await store.tidy();
      await Promise.all(names.map((name) => store.commit([addReceipt(name)])));
      return statSync(`${file}-wal`).size;
    };
    const one = await logAfter("first");
    expect(await logAfter("second", "third", "fourth")).toBe(one); // The same page, written once.
  });

  it("hides in which order rows arrived: no table numbers its rows", () => {
    const db = new Sqlite(file, { readonly: true });
    const tables = db.prepare("select wr from pragma_table_list where schema = 'main' and name not like 'sqlite_%'");
    expect(tables.pluck().all()).toEqual(Array.from({ length: 23 }, () => 1));
    db.close();
  });

  it("may be opened by several processes, and each sees what the other committed", async () => {
    const desk = await openSqliteStore(file);
    const outcomes = await Promise.all([store.commit([addState("chat")]), desk.commit([addState("chat")])]);
    expect(outcomes).toEqual(["done", "conflict"]);
    expect(await desk.findState([id<Tag>("chat")])).toEqual(stateRow("chat"));
    await desk.close();
  });
});

describe("what is looked for every ten seconds", () => {
  it("is found by its index, not searched for among all cases and grants", async () => {
    const folder = await tempDir();
    const file = join(folder.path, "main.db");
    await (await openSqliteStore(file)).close();
    const db = new Sqlite(file, { readonly: true });
    const { cases } = buildStatements("sqlite");
    const at = { stage: 2, urgency: 0, dueBy: ms(1), limit: 100, heldBack: true };
    const planOf = (statement: typeof cases.heldBackUnread) =>
      db
        .prepare<unknown[], { detail: string }>(`explain query plan ${statement.sql}`)
        .all(...statement.bind(at))
        .map(({ detail }) => detail);
    const search = (index: string) => `SEARCH cases USING INDEX ${index} (escalation=? AND urgency=? AND due<?)`;
    expect(planOf(cases.waitingUnread)[0]).toBe(search("cases_unread_at_stage"));
    expect(planOf(cases.waitingUnheard)[0]).toBe(search("cases_unheard_at_stage"));
    const [unread, grants] = planOf(cases.heldBackUnread);
    expect(unread).toBe(search("cases_unread_at_stage"));
    expect(grants).toMatch(/^SEARCH grants EXISTS USING (COVERING )?INDEX grants_held_back \(case_id=\?\)$/);
    expect(planOf(cases.heldBackUnheard)[0]).toBe(search("cases_unheard_at_stage"));
    db.close();
    await folder.remove();
  });
});

describe("pragmas", () => {
  it("are as they must be on a file, and read back", async () => {
    const folder = await tempDir();
    const db = new Sqlite(join(folder.path, "main.db"));
    setPragmas(db);
    const read = ["journal_mode", "secure_delete", "synchronous", "temp_store", "mmap_size", "foreign_keys"];
    expect(read.map((name) => db.pragma(name, { simple: true }))).toEqual(["wal", 1, 2, 2, 0, 1]);
    const more = ["trusted_schema", "cell_size_check", "journal_size_limit"];
    expect(more.map((name) => db.pragma(name, { simple: true }))).toEqual([0, 1, 0]);
    db.close();
    await folder.remove();
  });

  it("stop the start when one of them does not take: a database in memory has no write-ahead log", () => {
    const db = new Sqlite(":memory:");
    expect(() => setPragmas(db)).toThrow("store/bad-pragma");
    db.close();
  });
});
