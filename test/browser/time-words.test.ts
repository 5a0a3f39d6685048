import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agoOf,
  clockOf,
  dateOf,
  dateOfDay,
  dayWordOf,
  leftUntil,
  momentOf,
  roughlyLeft,
} from "../../src/browser/ui/time-words.ts";
import { russian } from "./desk-words.ts";

/** 25 November 2026, 23:30 in Almaty. */
const NOW = Date.UTC(2026, 10, 25, 18, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("times on the desk", () => {
  it("are those of Almaty, wherever the device is", () => {
    expect(clockOf(NOW)).toBe("23:30");
    expect(clockOf(NOW + 30 * MINUTE)).toBe("00:00");
    expect(dateOf(NOW)).toBe("25.11.2026");
    expect(dateOf(NOW + 30 * MINUTE)).toBe("26.11.2026");
    expect(dateOfDay(Math.floor(NOW / DAY))).toBe("25.11.2026");
  });

  it.each([
    [0, "только что"],
    [-5 * MINUTE, "только что"],
    [9_999, "только что"],
    [59_999, "меньше минуты назад"],
    [2 * MINUTE, "2 мин назад"],
    [59 * MINUTE + 59_999, "59 мин назад"],
    [HOUR, "1 ч назад"],
    [DAY, "1 день назад"],
    [3 * DAY, "3 дня назад"],
  ])("say how long ago something was: %i ms", (passed, words) => {
    expect(agoOf(russian, NOW - passed, NOW)).toBe(words);
  });

  it("name today and yesterday by the night of Almaty, not by 24 hours", () => {
    expect(momentOf(russian, NOW - 23 * HOUR, NOW)).toBe("сегодня, 00:30");
    expect(momentOf(russian, NOW - 24 * HOUR, NOW)).toBe("вчера, 23:30");
    expect(momentOf(russian, NOW - 48 * HOUR, NOW)).toBe("23.11.2026, 23:30");
    expect(dayWordOf(russian, NOW - 24 * HOUR, NOW)).toBe("вчера");
  });
});

describe("a countdown", () => {
  it.each([
    [120_000, false, "2:00"],
    [119_001, false, "2:00"],
    [119_000, false, "1:59"],
    [1, false, "0:01"],
    [0, true, "0:00"],
    [-1_000, true, "0:01"],
    [-65_000, true, "1:05"],
    [65 * MINUTE, false, "1 ч 05 мин"],
    [47 * HOUR, false, "47 ч 00 мин"],
    [50 * HOUR, false, "2 дн 2 ч"],
  ])("shows %i ms as it is", (left, isLate, clock) => {
    expect(leftUntil(russian, NOW + left, NOW)).toMatchObject({ isLate, clock });
  });

  it.each([
    [1, "1 мин"],
    [20 * MINUTE, "20 мин"],
    [59 * MINUTE + 1, "1 ч 00 мин"],
    [3 * HOUR + 19 * MINUTE + 1, "3 ч 20 мин"],
    [0, "0 мин"],
    [-HOUR, "0 мин"],
  ])("says %i ms in whole minutes", (left, words) => {
    expect(roughlyLeft(russian, NOW + left, NOW)).toBe(words);
  });

  it("never shows more time than there is by a whole second, and is late exactly from the deadline on", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * DAY, max: 10 * DAY }), (left) => {
        const { isLate, seconds } = leftUntil(russian, NOW + left, NOW);
        expect(isLate).toBe(left <= 0);
        expect(seconds).toBeGreaterThanOrEqual(0);
        expect(Math.abs(seconds * 1_000 - Math.abs(left))).toBeLessThan(1_000);
      }),
    );
  });
});
