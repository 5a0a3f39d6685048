import type { Channel } from "./chat.ts";
import type { ContactPolicy } from "./link.ts";
import { HOUR_MS, later, MINUTE_MS, type UnixMs } from "./time.ts";

/**
 * What decides whether words of staff go at once. The server reads it from her link, which alone counts; a Worker from
 * the entries of the case, to say what may be expected.
 */
interface Reach {
  /** Last time she wrote, ms. */
  readonly heardAt: number;
  readonly contact: ContactPolicy;
}

/** A chat is live this long after she wrote. */
export const LIVE_MS = 10 * MINUTE_MS;
/** Kazakhstan has one time zone since 1 March 2024: UTC+5. */
const KAZAKHSTAN_UTC_HOURS = 5;
const DAY_HOURS = 24;

/**
 * WhatsApp lets a business write freely for 24 hours after the person's last message; some minutes less, because it
 * counts by its own clock.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages (customer service window)
 */
const WINDOW_MS = 24 * HOUR_MS - 10 * MINUTE_MS;
/** She is told once a day at most that something waits. */
const NUDGE_EVERY_MS = 24 * HOUR_MS;

/** Whether she wrote a moment ago. */
export function isLive({ heardAt }: Pick<Reach, "heardAt">, now: UnixMs): boolean {
  return now - heardAt < LIVE_MS;
}

/** Until when the platform lets words of staff through; null: it sets no end. */
export function windowEndOf(channel: Channel, { heardAt }: Pick<Reach, "heardAt">): UnixMs | null {
  return channel === "whatsapp" ? later(heardAt as UnixMs, WINDOW_MS) : null;
}

/** Whether she is in the chat now, or allowed us to write first at this hour and the platform does, too. */
export function maySendNow(channel: Channel, reach: Reach, now: UnixMs): boolean {
  return isLive(reach, now) || (mayWriteFirst(reach.contact, now) && isWindowOpen(channel, reach, now));
}

/** Whether she may be told, without a word of it, that an answer waits: she allowed it, and only the platform does not. */
export function mayNudge(channel: Channel, reach: Reach & { readonly nudgedAt: number | null }, now: UnixMs): boolean {
  const isDue = now - (reach.nudgedAt ?? 0) >= NUDGE_EVERY_MS;
  return isDue && mayWriteFirst(reach.contact, now) && !isWindowOpen(channel, reach, now);
}

/** Whether she allowed to be written to before she writes again, at this hour. */
export function mayWriteFirst(policy: ContactPolicy, now: UnixMs): boolean {
  if (policy.may !== "hours") return policy.may === "any-time";
  const hour = (new Date(now).getUTCHours() + KAZAKHSTAN_UTC_HOURS) % DAY_HOURS;
  return hour >= policy.from && hour < policy.to;
}

function isWindowOpen(channel: Channel, reach: Pick<Reach, "heardAt">, now: UnixMs): boolean {
  const end = windowEndOf(channel, reach);
  return end === null || now < end;
}
