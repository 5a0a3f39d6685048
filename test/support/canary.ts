import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Needle, needlesOf } from "./needles.ts";
import type { Secret } from "./planted-secrets.ts";

/** A secret where it must not be. `secret` is its index in the list that was given. */
export interface Hit {
  readonly file: string;
  readonly secret: number;
  readonly encoding: string;
  /** Byte at which it begins; of several places the first. */
  readonly offset: number;
}

type Needles = readonly (readonly Needle[])[];

/**
 * Looks into every file under the given folders and files, journals and temporary files included, and at the names
 * of the files too. A text that a program compressed, sealed or cut over two pages of a database is not found.
 *
 * @throws {Error} when a path is not there, or when there was no file at all: nothing found must mean something.
 */
export async function searchFolders(paths: readonly string[], secrets: readonly Secret[]): Promise<readonly Hit[]> {
  const needles = secrets.map(needlesOf);
  const files = (await Promise.all(paths.map(filesUnder))).flat();
  if (files.length === 0) throw new Error(`no file to search in ${paths.join(", ")}`);
  const hits: Hit[] = [];
  for (const file of files) {
    hits.push(...searchBytes(Buffer.from(file), needles, `name of ${file}`));
    const bytes = await readIfThere(file);
    if (bytes !== null) hits.push(...searchBytes(bytes, needles, file));
  }
  return hits;
}

/** Looks into a text: a log, a response, a message to staff. `file` of its hits is `text`. */
export function searchText(text: string, secrets: readonly Secret[]): readonly Hit[] {
  return searchBytes(Buffer.from(text), secrets.map(needlesOf), "text");
}

/** One line a hit: what, how, where. The secret itself is not printed. */
export function printHits(hits: readonly Hit[], secrets: readonly Secret[]): string {
  return hits
    .map((hit) => `${secrets[hit.secret]?.label} as ${hit.encoding} in ${hit.file} at ${hit.offset}`)
    .join("\n");
}

function searchBytes(bytes: Buffer, needles: Needles, file: string): readonly Hit[] {
  return needles.flatMap((forms, secret) =>
    forms.flatMap((needle) => {
      const offset = bytes.indexOf(needle.bytes);
      return offset < 0 ? [] : [{ file, secret, encoding: needle.encoding, offset }];
    }),
  );
}

async function filesUnder(start: string): Promise<readonly string[]> {
  const about = await lstat(start);
  if (about.isFile()) return [start];
  if (!about.isDirectory()) return [];
  const entries = await readdir(start, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const inside = path.join(start, entry.name);
    if (entry.isDirectory()) return filesUnder(inside);
    return entry.isFile() ? [inside] : [];
  });
  return (await Promise.all(found)).flat();
}

/** A journal may be gone between the listing and the reading; that is `null`. */
async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
}
