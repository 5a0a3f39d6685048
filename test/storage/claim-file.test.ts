import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimFile } from "../../src/storage/claim-file.ts";
import { withTempDir } from "../support/temp-dir.ts";

describe("a file that one process holds", () => {
  it("is refused to everybody else until it is released", () =>
    withTempDir(async (folder) => {
      const path = join(folder, "new", "held.lock");
      const first = claimFile(path);
      expect(first).not.toBeNull();
      expect(claimFile(path)).toBeNull();
      first?.release();
      const second = claimFile(path);
      expect(second).not.toBeNull();
      second?.release();
    }));

  it("is trouble, and not somebody else's, when it cannot be a file", () =>
    withTempDir(async (folder) => {
      mkdirSync(join(folder, "held.lock"));
      expect(() => claimFile(join(folder, "held.lock"))).toThrow("store/unavailable");
    }));
});
