import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseId, Tag } from "../../src/domain/ids.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import type { Write } from "../../src/storage/writes.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { bytes, caseRow, entryRow, id, outboxRow, stateRow } from "./make-rows.ts";

const addState = (name: string): Write => ({ write: "put-state", state: stateRow(name), was: null });

describe("what is left on the disk", () => {
  let folder: TempDir;
  let file: string;
  beforeEach(async () => {
    folder = await tempDir();
    file = join(folder.path, "main.db");
  });
  afterEach(() => folder.remove());

  const NEEDLE = Buffer.from(bytes("needle", 24));
  const hits = () =>
    ["", "-wal", "-shm"]
      .map((ending) => `${file}${ending}`)
      .filter((path) => existsSync(path))
      .filter((path) => readFileSync(path).includes(NEEDLE)).length;

  it("is nothing of an erased case once the store was tidied", async () => {
    const store = await openSqliteStore(file);
    const row = new Uint8Array([...NEEDLE, ...bytes("rest", 9_000)]); // Longer than a page: part of it lies elsewhere.
    for (const other of ["before", "a", "after"]) {
      await store.commit([
        { write: "add-case", item: caseRow(other) },
        ...[1, 2, 3].map(
          (seq): Write => ({
            write: "add-entry",
            entry: entryRow(other, seq, other === "a" ? { row } : {}),
          }),
        ),
      ]);
    }
    expect(hits()).toBeGreaterThan(0);
    await store.commit([{ write: "erase-case", caseId: id<CaseId>("a") }]);
    expect(hits()).toBeGreaterThan(0); // Still in the log, or the next line could not fail.
    await store.tidy();
    expect(hits()).toBe(0);
    await store.close();
    expect(hits()).toBe(0);
  });

  it("is nothing of a state that was written over or of words that were sent", async () => {
    const store = await openSqliteStore(file);
    await store.commit([
      { write: "put-state", state: stateRow("chat", { row: NEEDLE }), was: null },
      { write: "add-outbox", item: outboxRow("words", 1, { row: NEEDLE }) },
    ]);
    expect(hits()).toBe(1);
    await store.commit([
      { write: "put-state", state: stateRow("chat", { version: 2 }), was: { tag: id<Tag>("chat"), version: 1 } },
      { write: "erase-outbox", id: id("words") },
    ]);
    await store.tidy();
    expect(hits()).toBe(0);
    await store.close();
  });

  it("is not claimed to be nothing while a reader keeps the log open", async () => {
    const store = await openSqliteStore(file, { busyTimeoutMs: 20 });
    await store.commit([addState("chat")]);
    const reader = new Sqlite(file, { readonly: true });
    reader.exec("begin; select count(*) from states");
    await store.commit([{ write: "erase-states", tags: [id<Tag>("chat")] }]);
    await expect(store.tidy()).rejects.toThrow("store/unavailable");
    reader.close();
    await store.tidy();
    await store.close();
  });

  describe("when the disk is full", () => {
    it("keeps nothing of the unit that did not fit, everything from before, and goes on", async () => {
      const store = await openSqliteStore(file, { maxPages: 80 });
      await store.commit([addState("before")]);
      const large: Write = {
        write: "put-state",
        state: stateRow("large", { row: bytes("large", 200_000) }),
        was: null,
      };
      const outcomes = await Promise.allSettled([
        store.commit([addState("beside")]),
        store.commit([{ write: "add-outbox", item: outboxRow("words", 1) }, large]),
      ]);
      expect(outcomes[1]).toMatchObject({ status: "rejected", reason: { code: "store/unavailable" } });
      expect(await store.findState([id<Tag>("before")])).toEqual(stateRow("before"));
      expect(await store.findState([id<Tag>("large")])).toBeNull();
      expect(await store.findOutbox(id("words"))).toBeNull();
      // Its neighbour in the group was told the truth, whichever it was.
      expect((await store.findState([id<Tag>("beside")])) !== null).toBe(outcomes[0]?.status === "fulfilled");
      expect(await store.commit([addState("after")])).toBe("done");
      await store.close();
    });
  });

  describe("when another process holds the file", () => {
    it("says so after its patience, and works again when the other is done", async () => {
      const store = await openSqliteStore(file, { busyTimeoutMs: 20 });
      const other = new Sqlite(file);
      other.exec("begin exclusive");
      await expect(store.commit([addState("chat")])).rejects.toThrow("store/unavailable");
      await expect(openSqliteStore(file, { busyTimeoutMs: 20 })).rejects.toThrow("store/unavailable");
      other.exec("rollback");
      expect(await store.commit([addState("chat")])).toBe("done");
      other.close();
      await store.close();
    });
  });
});
