import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMainStore } from "../../src/storage/open-store.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { mainStoreContract } from "./main-store-contract.ts";

let folder: TempDir;
beforeAll(async () => {
  folder = await tempDir();
});
afterAll(() => folder.remove());

let opened = 0;
mainStoreContract("SQLite", () => {
  opened += 1;
  return openMainStore(`sqlite:${join(folder.path, String(opened), "main.db")}`);
});

describe("the setting that names the main store", () => {
  it("may not name a kind of database that nobody knows", async () => {
    await expect(openMainStore("mysql://localhost/pana")).rejects.toThrow("store/unavailable");
  });
});
