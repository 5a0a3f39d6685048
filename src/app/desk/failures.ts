import { HOUR_MS, type UnixMs } from "../../domain/time.ts";

/** Failures are remembered for so long after the last one. */
const KEPT_MS = HOUR_MS;
/** Nobody's flood may fill the memory: of too many the oldest are forgotten. */
const MOST_KEPT = 10_000;

interface Tried {
  readonly count: number;
  readonly at: UnixMs;
}

/**
 * Who failed how often within an hour: members by their id, networks by their address. In memory only, because who tried
 * to come in is nobody's business later; a restart forgets it, and forgives.
 */
export class Failures {
  readonly #tried = new Map<string, Tried>();

  count(name: string, now: UnixMs): number {
    const tried = this.#tried.get(name);
    return tried !== undefined && now - tried.at < KEPT_MS ? tried.count : 0;
  }

  /** @returns how many it are now. */
  add(name: string, now: UnixMs): number {
    const count = this.count(name, now) + 1;
    this.#tried.delete(name);
    this.#tried.set(name, { count, at: now });
    if (this.#tried.size > MOST_KEPT) this.#tried.delete(this.#tried.keys().next().value ?? "");
    return count;
  }

  forgive(name: string): void {
    this.#tried.delete(name);
  }
}
