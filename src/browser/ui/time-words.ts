import type { DeskTexts } from "../../i18n/desk-texts.ts";

/** Everybody on the desk works by one clock, wherever the device thinks it is. */
const ZONE = "Asia/Almaty";
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const DATE = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

/** "14:05" of a time in ms, in Almaty. */
export function clockOf(at: number): string {
  return CLOCK.format(at);
}

/** "25.11.2026" of a time in ms, in Almaty. One writing for all three languages, so that no two dates are mistaken. */
export function dateOf(at: number): string {
  const [year = "", month = "", day = ""] = DATE.format(at).split("-");
  return `${day}.${month}.${year}`;
}

/** The date of a day that is counted since 1970-01-01, UTC. */
export function dateOfDay(day: number): string {
  return dateOf(day * DAY_MS + DAY_MS / 2);
}

/** "2 min ago": for what just happened. ms. What is ahead by a wrong clock is "just now". */
export function agoOf(texts: DeskTexts, at: number, now: number): string {
  const passed = now - at;
  if (passed < 10 * SECOND_MS) return texts.text("time.just-now");
  if (passed < MINUTE_MS) return texts.text("time.seconds-ago");
  if (passed < HOUR_MS) return texts.text("time.minutes-ago", { n: Math.floor(passed / MINUTE_MS) });
  if (passed < DAY_MS) return texts.text("time.hours-ago", { n: Math.floor(passed / HOUR_MS) });
  return texts.text("time.days-ago", { n: Math.floor(passed / DAY_MS) });
}

/** "today, 14:05": for what may be looked up later. ms. */
export function momentOf(texts: DeskTexts, at: number, now: number): string {
  const clock = clockOf(at);
  if (dateOf(at) === dateOf(now)) return texts.text("time.today-at", { clock });
  if (dateOf(at) === dateOf(now - DAY_MS)) return texts.text("time.yesterday-at", { clock });
  return texts.text("time.date-at", { date: dateOf(at), clock });
}

/** The heading of a day in a list: "today", "yesterday", or the date. ms. */
export function dayWordOf(texts: DeskTexts, at: number, now: number): string {
  if (dateOf(at) === dateOf(now)) return texts.text("time.today");
  if (dateOf(at) === dateOf(now - DAY_MS)) return texts.text("time.yesterday");
  return dateOf(at);
}

/** How much is left until a time, or how late it is. */
export interface Left {
  readonly isLate: boolean;
  /** "1:59" under an hour, then "2 h 05 min", then "3 d 4 h". */
  readonly clock: string;
  /** Whole seconds, never below zero. */
  readonly seconds: number;
}

/** A second that has begun counts as left, so that 2:00 stands for a whole second and 0:00 never waits. ms. */
export function leftUntil(texts: DeskTexts, at: number, now: number): Left {
  const isLate = now >= at;
  const ms = Math.abs(at - now);
  const seconds = isLate ? Math.floor(ms / SECOND_MS) : Math.ceil(ms / SECOND_MS);
  return { isLate, seconds, clock: spanOf(texts, seconds) };
}

/** Whole minutes until a time, in words: "20 min", "3 h 05 min". A minute that has begun counts; ms. */
export function roughlyLeft(texts: DeskTexts, at: number, now: number): string {
  const minutes = Math.max(0, Math.ceil((at - now) / MINUTE_MS));
  return minutes < 60 ? texts.text("time.minutes", { m: minutes }) : spanOf(texts, minutes * 60);
}

function spanOf(texts: DeskTexts, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return texts.text("time.hours-minutes", { h: hours, m: pad(minutes % 60) });
  return texts.text("time.days-hours", { d: Math.floor(hours / 24), h: hours % 24 });
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
