import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { TestServer } from "../storage/embedded-postgres.ts";

const END_BYTES = 40;
/** More segments of its log than an idle server keeps. */
const MOST_SEGMENTS = 12;

/** How many of the rows stand in which folder of a server: `base` are tables, `pg_wal` is the log. */
export type Places = Readonly<Record<string, number>>;

/** Looks for rows in every file of a server, be it with one end only: a long row lies in pieces. Empty: nowhere. */
export async function placesOf(dataDir: string, rows: readonly Uint8Array[]): Promise<Places> {
  const ends = rows.map((row) => [row.subarray(0, END_BYTES), row.subarray(-END_BYTES)].map((end) => Buffer.from(end)));
  const places: Record<string, number> = {};
  for (const top of await readdir(dataDir, { withFileTypes: true })) {
    const files = top.isDirectory() ? await filesUnder(join(dataDir, top.name)) : [join(dataDir, top.name)];
    const found = new Set<number>();
    for (const file of files) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0)); // Gone since it was listed.
      for (const [row, both] of ends.entries()) if (both.some((end) => bytes.includes(end))) found.add(row);
    }
    if (found.size > 0) places[top.name] = found.size;
  }
  return places;
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { withFileTypes: true, recursive: true });
  return all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

/** Asks the server as its administrator. */
export async function ask(url: string, ...questions: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const question of questions) await client.query(question);
  } finally {
    await client.end();
  }
}

/** Everything is in the files. */
export const FLUSH = "checkpoint";

/** Lets the server write over every segment of its log that it keeps for later. */
export async function writeOverLog(server: TestServer): Promise<void> {
  const once = ["select pg_logical_emit_message(false, 'pana', '')", "select pg_switch_wal()", FLUSH];
  await ask(server.addressOf("postgres"), ...Array.from({ length: MOST_SEGMENTS }, () => once).flat());
}
