import { u32 } from "../crypto/encoding.ts";
import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import { type Clock, type DayNumber, dayOf, HOUR_MS, type UnixMs, type WeekNumber, weekOf } from "../domain/time.ts";
import type { KeyKind } from "./key-kinds.ts";
import type { KeyStore } from "./key-store.ts";

/** Keys that live by the calendar, and how many of them are alive at once, the current one included. */
const LIVE = { "address-epoch": 5, "state-day": 2, "outbox-day": 3 } as const satisfies Partial<
  Record<KeyKind, number>
>;
type TimedKind = keyof typeof LIVE;
const TIMED: readonly TimedKind[] = ["address-epoch", "state-day", "outbox-day"];

const CLOCK_MARK = "clock";
/** A clock may be set back a little by its time server; more than this is trouble. */
const CLOCK_SLACK_MS = HOUR_MS;

/** A key with the number of its week or day. */
export interface NumberedKey<N extends number> {
  readonly number: N;
  readonly key: Uint8Array;
}

/**
 * Makes, gives and destroys the keys that must be forgotten with time. [Note: Keys that must be forgotten]
 *
 * All of them are random. None can be computed from another, from the clock or from a setting.
 */
export class TimeKeys {
  readonly #store: KeyStore;
  readonly #random: RandomBytes;
  readonly #clock: Clock;
  readonly #cache = new Map<string, Uint8Array>();
  /** Time never runs backwards here: the highest moment ever seen, over restarts. */
  #floor: UnixMs;

  /** @throws {Fault} `keys/clock-behind` when the wall clock is behind the last run by more than an hour. */
  constructor(store: KeyStore, random: RandomBytes, clock: Clock) {
    this.#store = store;
    this.#random = random;
    this.#clock = clock;
    const last = store.mark(CLOCK_MARK);
    if (last !== null && clock() < last - CLOCK_SLACK_MS) throw new Fault("keys/clock-behind");
    this.#floor = (last ?? 0) as UnixMs;
    this.roll();
  }

  /** Now, but never before a moment that was seen. */
  now(): UnixMs {
    const wall = this.#clock();
    if (wall > this.#floor) this.#floor = wall;
    return this.#floor;
  }

  today(): DayNumber {
    return dayOf(this.now());
  }

  /**
   * Makes the keys of today and destroys those that are too old.
   *
   * @returns how many were destroyed.
   * @throws {Fault} `keys/clock-behind`: the clock was set back while running; nothing is rolled.
   */
  roll(): number {
    const wall = this.#clock();
    const now = this.now();
    if (wall < now - CLOCK_SLACK_MS) throw new Fault("keys/clock-behind");
    this.#store.raiseMark(CLOCK_MARK, now);
    let destroyed = 0;
    for (const kind of TIMED) {
      const current = numberOf(kind, now);
      this.#make(kind, current);
      const old = this.#store.list(kind).filter(({ id }) => numberIn(id) <= current - LIVE[kind]);
      destroyed += this.#store.destroy(
        kind,
        old.map(({ id }) => id),
      );
      for (const { id } of old) this.#cache.delete(cacheName(kind, numberIn(id)));
    }
    return destroyed;
  }

  /** The key of this week or day, made if it is not there yet. */
  current<N extends WeekNumber | DayNumber>(kind: TimedKind): NumberedKey<N> {
    const number = numberOf(kind, this.now());
    return { number: number as N, key: this.#find(kind, number) ?? this.#make(kind, number) };
  }

  /** Every live key, newest first. */
  live<N extends WeekNumber | DayNumber>(kind: TimedKind): readonly NumberedKey<N>[] {
    const current = this.current<N>(kind);
    const keys = [current];
    for (let back = 1; back < LIVE[kind]; back += 1) {
      const key = this.#find(kind, current.number - back);
      if (key !== null) keys.push({ number: (current.number - back) as N, key });
    }
    return keys;
  }

  /** @throws {Fault} `keys/destroyed`: too old, and meant to be. */
  of(kind: TimedKind, number: number): Uint8Array {
    const key = this.#find(kind, number);
    if (key === null) throw new Fault("keys/destroyed");
    return key;
  }

  #find(kind: TimedKind, number: number): Uint8Array | null {
    const name = cacheName(kind, number);
    const cached = this.#cache.get(name);
    if (cached) return cached;
    const found = this.#store.find(kind, u32(number));
    if (found) this.#cache.set(name, found);
    return found;
  }

  #make(kind: TimedKind, number: number): Uint8Array {
    const known = this.#find(kind, number);
    if (known) return known;
    this.#store.add([{ kind, id: u32(number), key: this.#random(32), born: this.now() }]);
    const key = this.#find(kind, number); // Another process may have been first; its key counts.
    if (key === null) throw new Fault("keys/unavailable");
    return key;
  }
}

function numberOf(kind: TimedKind, at: UnixMs): number {
  return kind === "address-epoch" ? weekOf(at) : dayOf(at);
}

function numberIn(id: Uint8Array): number {
  return id.reduce((sum, byte) => sum * 256 + byte, 0);
}

function cacheName(kind: TimedKind, number: number): string {
  return `${kind} ${number}`;
}
