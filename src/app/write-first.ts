import type { Channel } from "../domain/chat.ts";
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

/**
 * WhatsApp lets a business write freely for 24 hours after the person's last message; some minutes less, because it
 * counts by its own clock.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages (customer service window)
 */
const WINDOW_MS = 24 * HOUR_MS - 10 * MINUTE_MS;
/** She is told once a day at most that something waits. */
const NUDGE_EVERY_MS = 24 * HOUR_MS;

/** Whether she is in the chat now, or allowed us to write first at this hour and the platform does, too. */
export function maySendNow(channel: Channel, link: Link, now: UnixMs): boolean {
  return isLive(link, now) || (mayWriteFirst(link, now) && isWindowOpen(channel, link, now));
}

/** Whether she may be told, without a word of it, that an answer waits: she allowed it, and only the platform does not. */
export function mayNudge(channel: Channel, link: Link, now: UnixMs): boolean {
  const isDue = now - (link.nudgedAt ?? 0) >= NUDGE_EVERY_MS;
  return isDue && mayWriteFirst(link, now) && !isWindowOpen(channel, link, now);
}

function isWindowOpen(channel: Channel, { heardAt }: Link, now: UnixMs): boolean {
  return channel !== "whatsapp" || now - heardAt < WINDOW_MS;
}

function mayWriteFirst({ contact }: Link, now: UnixMs): boolean {
  if (contact.may === "any-time") return true;
  if (contact.may !== "hours") return false;
  const hour = (new Date(now).getUTCHours() + KAZAKHSTAN_UTC_HOURS) % DAY_HOURS;
  return hour >= contact.from && hour < contact.to;
}
