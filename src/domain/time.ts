import type { Brand } from "./brand.ts";

/** Milliseconds since 1970-01-01T00:00Z. */
export type UnixMs = Brand<number, "UnixMs">;
/** Whole days since 1970-01-01, UTC. The finest time that stands in clear in a row about a person. */
export type DayNumber = Brand<number, "DayNumber">;
/** Whole weeks since Monday 1969-12-29, UTC: the number of an address epoch. */
export type WeekNumber = Brand<number, "WeekNumber">;

/** The clock of the house. Passed in; nothing reads the wall clock itself. */
export type Clock = () => UnixMs;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function dayOf(at: UnixMs): DayNumber {
  return Math.floor(at / DAY_MS) as DayNumber;
}

/** 1 January 1970 was a Thursday, so three days are added to let weeks begin on Monday. */
export function weekOf(at: UnixMs): WeekNumber {
  return Math.floor((dayOf(at) + 3) / 7) as WeekNumber;
}

export function daysLater(day: DayNumber, days: number): DayNumber {
  return (day + days) as DayNumber;
}

export function later(at: UnixMs, ms: number): UnixMs {
  return (at + ms) as UnixMs;
}
