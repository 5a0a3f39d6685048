import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { printHits, searchFolders, searchText } from "../support/canary.ts";
import { needlesOf } from "../support/needles.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
import { withTempDir } from "../support/temp-dir.ts";

const secrets = plantedSecrets();
const CHAT_ID = 0;
const WORDS = secrets.findIndex(({ label }) => label === "words in Kazakh");
const LATITUDE = secrets.findIndex(({ label }) => label === "latitude");
const words = secrets[WORDS]?.text ?? "";
const chatId = secrets[CHAT_ID]?.number ?? 0;

const numberBytes = (fill: (bytes: Buffer) => void) => {
  const bytes = Buffer.alloc(8);
  fill(bytes);
  return bytes;
};
const escaped = JSON.stringify({ words }).replace(
  /[^\n -~]/g,
  (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
);
const inBase64 = (before: string, form: BufferEncoding = "base64") =>
  Buffer.from(`${before}${words} end`).toString(form);

/** Between random bytes, as in a real file. */
async function searchBytes(
  bytes: Buffer | string,
): Promise<readonly { readonly secret: number; readonly encoding: string }[]> {
  return withTempDir(async (folder) => {
    const inside = path.join(folder, "deep", "er");
    await mkdir(inside, { recursive: true });
    await writeFile(
      path.join(inside, "x.db-wal"),
      Buffer.concat([randomBytes(1_000), Buffer.from(bytes), randomBytes(1_000)]),
    );
    const hits = await searchFolders([folder], secrets);
    for (const hit of hits)
      expect(hit).toMatchObject({ file: path.join(inside, "x.db-wal"), offset: expect.any(Number) });
    return hits.map(({ secret, encoding }) => ({ secret, encoding }));
  });
}

describe("the search for planted secrets", () => {
  it("has at least twelve secrets, no two alike", () => {
    expect(secrets.length).toBeGreaterThanOrEqual(12);
    expect(new Set(secrets.map(({ text }) => text)).size).toBe(secrets.length);
  });

  it.each([
    ["UTF-8", words, WORDS],
    ["UTF-8, lower case", (secrets[1]?.text ?? "").toLowerCase(), 1],
    ["UTF-16LE", Buffer.from(words, "utf16le"), WORDS],
    ["UTF-16BE", Buffer.from(words, "utf16le").swap16(), WORDS],
    ["JSON escapes", escaped, WORDS],
    ["JSON escapes, upper case", escaped.replace(/u[0-9a-f]{4}/g, (one) => `u${one.slice(1).toUpperCase()}`), WORDS],
    ["percent", new URLSearchParams({ words }).toString().replaceAll("+", "%20"), WORDS],
    ["hex", Buffer.from(words).toString("hex"), WORDS],
    ["hex, upper case", Buffer.from(words).toString("hex").toUpperCase(), WORDS],
    ["base64, shifted by 0", inBase64("abc"), WORDS],
    ["base64, shifted by 1", inBase64("a"), WORDS],
    ["base64, shifted by 2", inBase64("ab"), WORDS],
    ["UTF-8", String(chatId), CHAT_ID],
    ["int64, big end first", numberBytes((bytes) => bytes.writeBigInt64BE(BigInt(chatId))), CHAT_ID],
    ["int64, little end first", numberBytes((bytes) => bytes.writeBigInt64LE(BigInt(chatId))), CHAT_ID],
    ["SQLite integer of 6 bytes", numberBytes((bytes) => bytes.writeIntBE(chatId, 0, 6)).subarray(0, 6), CHAT_ID],
    ["float64, big end first", numberBytes((bytes) => bytes.writeDoubleBE(chatId)), CHAT_ID],
    ["float64, little end first", numberBytes((bytes) => bytes.writeDoubleLE(chatId)), CHAT_ID],
    ["float64, big end first", numberBytes((bytes) => bytes.writeDoubleBE(43.238_913_7)), LATITUDE],
  ])("finds a secret as %s", async (encoding, bytes, secret) => {
    expect(await searchBytes(bytes)).toContainEqual({ secret, encoding });
  });

  it("finds every secret in base64 and in its kind for addresses, wherever it begins", () => {
    for (const [index, { text }] of secrets.entries()) {
      for (const before of ["", "x", "xy"]) {
        for (const form of ["base64", "base64url"] as const) {
          const coded = Buffer.from(`${before}${text}~ж`).toString(form);
          expect(searchText(coded, secrets).map(({ secret }) => secret)).toContain(index);
        }
      }
    }
  });

  it("finds what a real database wrote: a text in a row, and a number of 6 bytes", async () => {
    await withTempDir(async (folder) => {
      const db = new Database(path.join(folder, "main.db"));
      db.pragma("journal_mode = wal");
      db.exec("create table t (a, b, c)");
      db.prepare("insert into t values (?, ?, ?)").run(words, BigInt(chatId), 43.238_913_7);
      const hits = await searchFolders([folder], secrets);
      db.close();
      const found = hits.filter(({ file }) => file.endsWith("main.db-wal"));
      expect(found.map(({ secret, encoding }) => [secret, encoding])).toEqual([
        [CHAT_ID, "SQLite integer of 6 bytes"],
        [WORDS, "UTF-8"],
        [LATITUDE, "float64, big end first"],
      ]);
    });
  });

  it("finds a secret in the name of a file", async () => {
    await withTempDir(async (folder) => {
      await writeFile(path.join(folder, `${chatId}.json`), "{}");
      expect(await searchFolders([folder], secrets)).toMatchObject([
        { secret: CHAT_ID, file: expect.stringContaining("name of") },
      ]);
    });
  });

  it("finds nothing in random bytes", async () => {
    expect(await searchBytes(randomBytes(1_000_000))).toEqual([]);
    expect(searchText(randomBytes(300_000).toString("base64"), secrets)).toEqual([]);
  });

  it("does not take an empty or missing folder for a clean one", async () => {
    await withTempDir(async (folder) => {
      await expect(searchFolders([folder], secrets)).rejects.toThrow("no file to search");
      await expect(searchFolders([path.join(folder, "not-there")], secrets)).rejects.toThrow("ENOENT");
    });
  });

  it("reports without printing the secret", () => {
    const report = printHits(searchText(`she wrote: ${words}`, secrets), secrets);
    expect(report).toContain("words in Kazakh as UTF-8 in text");
    expect(report).not.toContain(words);
  });

  it("refuses a secret too short to be told from chance", () => {
    expect(() => needlesOf({ label: "short", text: "102" })).toThrow("too short");
  });
});
