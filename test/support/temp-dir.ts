import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** A folder that {@link TempDir.remove} takes away with everything in it. */
export interface TempDir {
  readonly path: string;
  remove(): Promise<void>;
}

/** A fresh empty folder, under the system's folder for temporary files. */
export async function tempDir(): Promise<TempDir> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "pana-test-"));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Gives the work a fresh folder and removes it afterwards, whether the work succeeded or not. */
export async function withTempDir<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await tempDir();
  try {
    return await work(folder.path);
  } finally {
    await folder.remove();
  }
}
