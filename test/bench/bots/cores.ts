import { spawnSync } from "node:child_process";
import os from "node:os";

/** Which core a bot runs on, and which the driver; null: wherever the system puts it. */
export interface Cores {
  readonly bot: number;
  readonly driver: number;
}

/** Moves this process, with all its threads, to a core of its own. @returns null where that cannot be done. */
export function takeCores(): Cores | null {
  if (os.availableParallelism() < 2) return null;
  const cores = { bot: 0, driver: 1 };
  const moved = spawnSync("taskset", ["-a", "-c", "-p", String(cores.driver), String(process.pid)], {
    stdio: "ignore",
  });
  return moved.status === 0 ? cores : null;
}

/** The command that runs Node there. */
export function nodeOn(cores: Cores | null, args: readonly string[]): readonly [command: string, ...args: string[]] {
  if (cores === null) return [process.execPath, ...args];
  return ["taskset", "-c", String(cores.bot), process.execPath, ...args];
}
