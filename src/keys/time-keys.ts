import { u32 } from "../crypto/encoding.ts";
import { Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import {
  type Clock,
  DAY_MS,
  type DayNumber,
  dayOf,
  HOUR_MS,
  type UnixMs,
  type WeekNumber,
  weekOf,
} from "../domain/time.ts";
import type { KeyKind } from "./key-kinds.ts";
import type { KeyStore } from "./key-store.ts";

/** Keys that live by the calendar, and how many of them are alive at once, the current one included. [Note: How long a key lives] */
const LIVE = { "address-epoch": 5, "state-day": 2, "trace-day": 3, "outbox-day": 3 } as const satisfies Partial<
  Record<KeyKind, number>
>;
/** A kind of key that lives by the calendar. */
export type TimedKind = keyof typeof LIVE;
const TIMED: readonly TimedKind[] = ["address-epoch", "state-day", "trace-day", "outbox-day"];

const CLOCK_MARK = "clock";
/** A clock may be set back a little by its time server; more than this is trouble. */
const MOST_BACK_MS = HOUR_MS;
/** No service sleeps half a year and wakes: a clock that says so is wrong, and believing it would end every case. */
const MOST_AHEAD_MS = 180 * DAY_MS;

/** A key with the number of its week or day. */
export interface NumberedKey<N extends number> {
  readonly number: N;
  /** @secret */
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
  /** Past weeks and days that have no key: nobody makes one for the past, so nobody need look again until the next roll. */
  readonly #absent = new Set<string>();
  /** The highest believable moment that was seen, over restarts. [Note: Time that cannot be turned back] */
  #floor: UnixMs;

  /** @throws {Fault} `keys/clock-behind`, `keys/clock-ahead`: the clock cannot be right after what the last run saw. */
  constructor(store: KeyStore, random: RandomBytes, clock: Clock) {
    this.#store = store;
    this.#random = random;
    this.#clock = clock;
    this.#floor = (store.mark(CLOCK_MARK) ?? clock()) as UnixMs;
    this.roll();
  }

  /** Now, but never before a moment that was seen; a leap of half a year is not followed. */
  now(): UnixMs {
    const wall = this.#clock();
    if (wall > this.#floor && wall <= this.#floor + MOST_AHEAD_MS) this.#floor = wall;
    return this.#floor;
  }

  today(): DayNumber {
    return dayOf(this.now());
  }

  /**
   * Makes the keys of today and destroys those that are too old.
   *
   * @returns how many were destroyed.
   * @throws {Fault} `keys/clock-behind`, `keys/clock-ahead`: the clock was set; nothing is rolled.
   */
  roll(): number {
    this.#mustBelieveClock();
    try {
      return this.#store.together(() => this.#rollAll());
    } catch (error) {
      this.#cache.clear(); // A key that was not kept after all must seal nothing.
      throw error;
    }
  }

  /** The key of this week or day, made if it is not there yet. */
  current<N extends WeekNumber | DayNumber>(kind: TimedKind): NumberedKey<N> {
    const number = numberOf(kind, this.now());
    return { number: number as N, key: this.#find(kind, number) ?? this.#make(kind, number) };
  }

  /** The number of the oldest week or day whose key may still be used; what is sealed under an older one is noise. */
  oldest<N extends WeekNumber | DayNumber>(kind: TimedKind): N {
    return (numberOf(kind, this.now()) - LIVE[kind] + 1) as N;
  }

  /** Every live key, newest first. */
  live<N extends WeekNumber | DayNumber>(kind: TimedKind): readonly NumberedKey<N>[] {
    const current = this.current<N>(kind);
    const keys = [current];
    for (let number = current.number - 1; number >= this.oldest(kind); number -= 1) {
      const key = this.#find(kind, number);
      if (key !== null) keys.push({ number: number as N, key });
    }
    return keys;
  }

  /** @throws {Fault} `keys/destroyed`: too old, and meant to be. Its age decides, not when the rolling came round. */
  of(kind: TimedKind, number: number): Uint8Array {
    const key = number < this.oldest(kind) ? null : this.#find(kind, number);
    if (key === null) throw new Fault("keys/destroyed");
    return key;
  }

  #rollAll(): number {
    this.#store.raiseMark(CLOCK_MARK, this.now());
    const old = TIMED.flatMap((kind) => {
      this.current(kind);
      const oldest = this.oldest(kind);
      return this.#store
        .list(kind)
        .filter(({ id }) => numberIn(id) < oldest)
        .map(({ id }) => ({ kind, id }));
    });
    this.#forget();
    this.#absent.clear();
    return this.#store.destroy(old);
  }

  #mustBelieveClock(): void {
    const wall = this.#clock();
    if (wall < this.#floor - MOST_BACK_MS) throw new Fault("keys/clock-behind");
    if (wall > this.#floor + MOST_AHEAD_MS) throw new Fault("keys/clock-ahead");
  }

  /** Another process may have destroyed what is still in this one's memory: age decides here too. */
  #forget(): void {
    const live = new Set(TIMED.flatMap((kind) => this.live(kind).map(({ number }) => cacheName(kind, number))));
    for (const name of this.#cache.keys()) if (!live.has(name)) this.#cache.delete(name);
  }

  #find(kind: TimedKind, number: number): Uint8Array | null {
    const name = cacheName(kind, number);
    const cached = this.#cache.get(name);
    if (cached) return cached;
    if (this.#absent.has(name)) return null;
    const found = this.#store.find(kind, u32(number));
    if (found) this.#cache.set(name, found);
    else if (number < numberOf(kind, this.now())) this.#absent.add(name);
    return found;
  }

  #make(kind: TimedKind, number: number): Uint8Array {
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
