import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startNode } from "./process.ts";

/** A place in the source that becomes another: to prove that a test notices it. */
export interface SourceChange {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COPIED = ["src", "scripts", "locales", "package.json", "tsconfig.json", "vite.config.ts"];
const BUILD_MS = 60_000;

/**
 * Builds the program as it is shipped, from a copy of the source in a folder of its own: nobody else's build is touched.
 * It starts three times as fast as from source.
 *
 * @throws {Error} when a change does not find its place exactly once, or when the build fails.
 */
export async function buildProgram(folder: string, changes: readonly SourceChange[] = []): Promise<string> {
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  for (const change of changes) await apply(folder, change);
  const vite = startNode(["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"], { cwd: folder });
  const { code } = await vite.ended(BUILD_MS);
  if (code !== 0) throw new Error(`the build failed\n${vite.stdout}${vite.stderr}`);
  return folder;
}

async function apply(folder: string, { file, from, to }: SourceChange): Promise<void> {
  const source = await readFile(join(folder, file), "utf8");
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Error(`${file} has ${pieces.length - 1} places like: ${from}`);
  await writeFile(join(folder, file), pieces.join(to));
}
