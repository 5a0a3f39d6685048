import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MemberId } from "../../src/domain/ids.ts";
import { FIRST_INDEXES, FIRST_TABLES, MARKS_TABLE } from "../../src/storage/first-schema.ts";
import { createIndex, createTable } from "../../src/storage/schema-shapes.ts";
import { SECOND_INDEXES } from "../../src/storage/second-schema.ts";
import { openSqliteStore } from "../../src/storage/sqlite-store.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { bytes, caseRow, id, ORG } from "./make-rows.ts";

describe("a database of an older version", () => {
  let folder: TempDir;
  beforeEach(async () => {
    folder = await tempDir();
  });
  afterEach(() => folder.remove());

  it("keeps its cases, and its members keep the seed of their organisation", async () => {
    const file = `${folder.path}/main.db`;
    const old = new Sqlite(file);
    for (const shape of [MARKS_TABLE, ...FIRST_TABLES]) old.exec(createTable("sqlite", shape));
    for (const shape of [...FIRST_INDEXES, ...SECOND_INDEXES]) old.exec(createIndex("sqlite", shape));
    old.prepare("insert into marks values ('schema_version', cast('2' as blob))").run();
    const grant = bytes("grant", 204);
    old.prepare("insert into members values (?, ?, ?, ?, 1)").run(id("aida"), ORG, grant, id("grant"));
    const { caseId, genesis, headHash } = caseRow("one");
    old
      .prepare("insert into cases values (?, 1, ?, 0, ?, ?, 20000, 20000, 0, 2, 1795000020000, 0)")
      .run(caseId, genesis, headHash, ORG);
    old.close();

    const store = await openSqliteStore(file);
    expect(await store.findCase(caseId)).toEqual(caseRow("one"));
    expect(await store.orgGrantsOf(id<MemberId>("aida"))).toEqual([
      { memberId: id("aida"), orgId: ORG, epoch: 1, grantId: id("grant"), row: grant },
    ]);
    expect(await store.rosterOf(ORG)).toEqual([
      { memberId: id("aida"), orgId: ORG, name: null, onDuty: false, seenAt: 0 },
    ]);
    await store.close();
  });
});
