import type { Link } from "../domain/link.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../domain/time.ts";

/** A chat is live this long after she wrote. */
export const LIVE_MS = 10 * MINUTE_MS;
/** Kazakhstan has one time zone since 1 March 2024: UTC+5. */
const KAZAKHSTAN_UTC_HOURS = 5;
const DAY_HOURS = 24;

/** What waits until she writes again is taken out by then; its key is gone before this. */
export const WAITING_MS = 72 * HOUR_MS;

/** Whether she wrote a moment ago. */
export function isLive(link: Link, now: UnixMs): boolean {
  return now - link.heardAt < LIVE_MS;
}

/** Whether she is in the chat now, or allowed us to write first at this hour. */
export function maySendNow(link: Link, now: UnixMs): boolean {
  return isLive(link, now) || mayWriteFirst(link, now);
}

function mayWriteFirst({ contact }: Link, now: UnixMs): boolean {
  if (contact.may === "any-time") return true;
  if (contact.may !== "hours") return false;
  const hour = (new Date(now).getUTCHours() + KAZAKHSTAN_UTC_HOURS) % DAY_HOURS;
  return hour >= contact.from && hour < contact.to;
}
