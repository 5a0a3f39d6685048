import { statfsSync } from "node:fs";
import os from "node:os";
import type { Cores } from "../bots/cores.ts";

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Year, month and day. */
  readonly date: string;
  /** Where databases lay is memory: there a durable commit costs nothing. */
  readonly diskIsMemory: boolean;
  readonly pinned: boolean;
}

/** The number that tmpfs says it is. @see man 2 statfs */
const TMPFS_MAGIC = 0x01021994;
const DATE_CHARACTERS = 10;

export function thisMachine(cores: Cores | null): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.cpus().length,
    node: process.version,
    date: new Date().toISOString().slice(0, DATE_CHARACTERS),
    diskIsMemory: statfsSync(os.tmpdir()).type === TMPFS_MAGIC,
    pinned: cores !== null,
  };
}

/** One line for people. */
export function describeMachine({ cpu, cores, node, date }: Machine): string {
  return `${date}, ${cpu}, ${cores} cores, Node ${node}`;
}
