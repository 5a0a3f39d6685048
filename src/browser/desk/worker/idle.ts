import { HOUR_MS, later, MINUTE_MS, type UnixMs } from "../../../domain/time.ts";

/** Without anything done for so long the desk locks itself. The server keeps the same times. */
const IDLE_MS = 10 * MINUTE_MS;
/** Nobody works longer than this without her passphrase. */
const LONGEST_MS = 8 * HOUR_MS;

/** When a session began, and when its member last did something. */
export interface Worked {
  readonly begunAt: UnixMs;
  readonly seenAt: UnixMs;
}

export function idleLocksAt({ seenAt }: Worked): UnixMs {
  return later(seenAt, IDLE_MS);
}

export function endsAt({ begunAt }: Worked): UnixMs {
  return later(begunAt, LONGEST_MS);
}

/** Why a session is over; null: it is not. */
export function isOver(worked: Worked, now: UnixMs): "limit" | "idle" | null {
  if (now >= endsAt(worked)) return "limit";
  return now >= idleLocksAt(worked) ? "idle" : null;
}
