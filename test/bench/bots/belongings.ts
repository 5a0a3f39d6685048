import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * Processes and folders that a run has made. They go with it, however it ends: what is still there when this process
 * leaves is killed, by its number, and deleted.
 */
export class Belongings {
  readonly #children = new Set<ChildProcess>();
  readonly #folders = new Set<string>();
  readonly #leave = () => this.#dropAll();

  constructor() {
    process.once("exit", this.#leave);
  }

  addChild(child: ChildProcess): void {
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
  }

  /** A new empty folder under the system's folder for temporary files. */
  addFolder(): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), "pana-bench-"));
    this.#folders.add(folder);
    return folder;
  }

  dropFolder(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    this.#folders.delete(folder);
  }

  /** Ends everything that is left, now. */
  drop(): void {
    process.removeListener("exit", this.#leave);
    this.#dropAll();
  }

  #dropAll(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    for (const folder of this.#folders) this.dropFolder(folder);
  }
}
