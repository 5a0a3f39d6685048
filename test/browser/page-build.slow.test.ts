import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageManifest } from "../../scripts/manifest-plugin.ts";
import { buildPages } from "../support/browser.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";

/** Before the Worker comes, which is where libsodium is. */
const MOST_PAGE_BYTES = 250_000;

let folder: TempDir;
let first: string;
let second: string;

const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();
const text = (place: string, name: string) => readFileSync(join(place, name), "utf8");
const manifestIn = (place: string) => JSON.parse(text(place, "manifest.json")) as PageManifest;
const packed = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(first, name))).length, 0);

beforeAll(async () => {
  folder = await tempDir();
  [first, second] = [join(folder.path, "first"), join(folder.path, "second/deeper")];
  await buildPages(first);
  await buildPages(second);
});
afterAll(() => folder.remove());

describe("the built pages", () => {
  it("are the same, byte for byte, whoever builds them and where", () => {
    expect(filesIn(second)).toEqual(filesIn(first));
    for (const name of filesIn(first)) {
      expect(readFileSync(join(second, name)).equals(readFileSync(join(first, name))), name).toBe(true);
    }
  });

  it("stand in their manifest, each with its hash and size, and nothing besides", () => {
    const { files } = manifestIn(first);
    expect(filesIn(first).filter((name) => name !== "manifest.json")).toEqual(Object.keys(files));
    for (const [name, { sha256, bytes }] of Object.entries(files)) {
      const content = readFileSync(join(first, name));
      expect([name, createHash("sha256").update(content).digest("hex"), content.length]).toEqual([name, sha256, bytes]);
    }
  });

  it("bring no source map, and nothing from anywhere else", () => {
    expect(filesIn(first).filter((name) => name.endsWith(".map"))).toEqual([]);
    for (const name of filesIn(first)) {
      expect(text(first, name), name).not.toContain("sourceMappingURL");
      if (/\.(html|css)$/.test(name)) expect(text(first, name), name).not.toMatch(/https?:|\/\/|@import|data:/);
    }
  });

  it("hold no script or style inside the page, which the headers would stop", () => {
    const html = text(first, "index.html");
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html.match(/<script[^>]*>/g)).toHaveLength(1);
    expect(html).toMatch(/<script type="module"[^>]* src="\.\/assets\/[^"]+"><\/script>/);
  });

  it("keep libsodium out of the page: it is in the Worker, a file of its own", () => {
    const names = Object.keys(manifestIn(first).files);
    const worker = names.filter((name) => /^assets\/worker-.+\.js$/.test(name));
    const page = names.filter((name) => name.endsWith(".js") && !worker.includes(name));
    expect(worker).toHaveLength(1);
    expect(text(first, worker[0] ?? "")).toContain("crypto_box_seal");
    for (const name of page) expect(text(first, name), name).not.toContain("crypto_box_seal");
  });

  it(`are small before the Worker: less than ${MOST_PAGE_BYTES} bytes, packed`, () => {
    const names = Object.keys(manifestIn(first).files).filter((name) => !/worker-/.test(name));
    const size = packed(names);
    console.log(`  pages ${size} bytes packed, Worker ${packed(Object.keys(manifestIn(first).files)) - size}`);
    expect(size).toBeLessThan(MOST_PAGE_BYTES);
  });
});
