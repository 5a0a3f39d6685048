import { DAY_MS, MINUTE_MS } from "../../domain/time.ts";
import { clockOf, dateOf } from "../ui/time-words.ts";

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * When a call at "hh:mm" by the clock of Kazakhstan was: the last such time before now. A minute ahead is now: clocks differ.
 *
 * @returns ms; null when the text is no time of day.
 */
export function lastTimeAt(clock: string, now: number): number | null {
  if (!CLOCK.test(clock)) return null;
  const minutes = minutesOf(clock) - minutesOf(clockOf(now));
  const at = now - (now % MINUTE_MS) + minutes * MINUTE_MS;
  if (at <= now) return at;
  return at - now <= MINUTE_MS ? now : at - DAY_MS;
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Whether two moments are on one day in Kazakhstan. */
export function isSameDay(a: number, b: number): boolean {
  return dateOf(a) === dateOf(b);
}
