import type { Puzzle } from "../../crypto/proof-of-work.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../../domain/time.ts";

/** A challenge must be answered within this time. */
export const CHALLENGE_MS = 2 * MINUTE_MS;
/** Failures are remembered for so long after the last one. */
const FAILURE_MS = HOUR_MS;
/** From this many on there is a puzzle before each further try. */
const FREE_FAILURES = 10;
/** The first puzzle takes a browser about a second, the hardest one about half a minute. */
const FIRST_BITS = 17;
const MOST_BITS = 22;
/** Nobody's flood may fill the memory: the oldest are forgotten. */
const MOST_KEPT = 20_000;

/** Who failed how often. */
interface Failures {
  readonly count: number;
  readonly until: number;
}

/**
 * What the door remembers: who failed how often, and which challenges were answered. It is in memory only, because who
 * tried to come in is nobody's business later; a restart forgets it, and forgives. [Note: Nobody is locked out]
 */
export class DoorMemory {
  readonly #failures = new Map<string, Failures>();
  readonly #used = new Map<string, number>();

  /** Remembers that a challenge was answered. @returns false when it was answered before. */
  use(nonce: string, now: UnixMs): boolean {
    const until = this.#used.get(nonce) ?? 0;
    keep(this.#used, nonce, now + CHALLENGE_MS, (kept) => kept <= now);
    return until <= now;
  }

  /** One more wrong answer by each of these: a member's id, a network. @returns the highest count. */
  fail(names: readonly string[], now: UnixMs): number {
    for (const name of names) {
      const count = this.count(name, now) + 1;
      keep(this.#failures, name, { count, until: now + FAILURE_MS }, ({ until }) => until <= now);
    }
    return this.highest(names, now);
  }

  /** She came in: what was tried in her name is forgiven. */
  forgive(name: string): void {
    this.#failures.delete(name);
  }

  count(name: string, now: UnixMs): number {
    const found = this.#failures.get(name);
    return found === undefined || found.until <= now ? 0 : found.count;
  }

  highest(names: readonly string[], now: UnixMs): number {
    return Math.max(0, ...names.map((name) => this.count(name, now)));
  }
}

/** How hard the puzzle is after so many failures; null: none is asked. One bit more for every ten. */
export function bitsAfter(failures: number): Puzzle["bits"] | null {
  if (failures < FREE_FAILURES) return null;
  return Math.min(MOST_BITS, FIRST_BITS + Math.floor((failures - FREE_FAILURES) / 10));
}

/** Puts an entry behind all others; what is over goes, and of too many the oldest. */
function keep<T>(into: Map<string, T>, name: string, value: T, isOver: (value: T) => boolean): void {
  into.delete(name);
  into.set(name, value);
  for (const [key, kept] of into) {
    if (!isOver(kept) && into.size <= MOST_KEPT) return;
    into.delete(key);
  }
}
