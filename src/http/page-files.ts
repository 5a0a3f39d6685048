import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** One file of the pages, as it is handed out. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same for those who can read it: the Worker is 430 kB without. */
  readonly gzipped: Uint8Array<ArrayBuffer>;
}

/** By path inside the folder. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const MANIFEST = "manifest.json";

/**
 * Reads the built pages into memory: what the manifest names, the manifest itself, and nothing besides. No path that
 * somebody asks for is ever looked up on the disk.
 *
 * @param folder `dist/desk`.
 * @returns null: the pages are not built.
 */
export function loadPageFiles(folder: string): PageFiles | null {
  const manifest = join(folder, MANIFEST);
  if (!existsSync(manifest)) return null;
  const { files } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly files: Readonly<Record<string, unknown>> };
  const names = [...Object.keys(files), MANIFEST];
  return new Map(names.map((name) => [name, pageFile(name, new Uint8Array(readFileSync(join(folder, name))))]));
}

/** A file that is made here and not built, like `pins.json`. */
export function pageFile(name: string, body: Uint8Array<ArrayBuffer>): PageFile {
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  return { type, body, gzipped: new Uint8Array(gzipSync(body)) };
}
