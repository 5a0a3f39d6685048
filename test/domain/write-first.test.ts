import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactPolicy } from "../../src/domain/link.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import { mayNudge, maySendNow, mayWriteFirst, windowEndOf } from "../../src/domain/write-first.ts";

/** Noon in Kazakhstan. */
const NOON = Date.UTC(2026, 10, 25, 7) as UnixMs;
const HEARD = { heardAt: NOON };
const ALWAYS = { may: "any-time" } as const;
const WORK_HOURS = { may: "hours", from: 9, to: 18 } as const;
const WINDOW_MS = 23 * HOUR_MS + 50 * MINUTE_MS;

describe("words of staff", () => {
  it("go at once for ten minutes after she wrote, whatever else she allowed", () => {
    const reach = { ...HEARD, contact: { may: "as-answer" } } as const;
    for (const channel of ["telegram", "whatsapp"] as const) {
      expect(maySendNow(channel, reach, later(NOON, 10 * MINUTE_MS - 1))).toBe(true);
      expect(maySendNow(channel, reach, later(NOON, 10 * MINUTE_MS))).toBe(false);
    }
  });

  it("go until 23 hours and 50 minutes after her last word on WhatsApp, and on Telegram without an end", () => {
    const reach = { ...HEARD, contact: ALWAYS };
    const at = (ms: number) =>
      (["whatsapp", "telegram"] as const).map((one) => maySendNow(one, reach, later(NOON, ms)));
    expect(at(WINDOW_MS - 1)).toEqual([true, true]);
    expect(at(WINDOW_MS)).toEqual([false, true]);
    expect(windowEndOf("whatsapp", HEARD)).toBe(NOON + WINDOW_MS);
    expect(windowEndOf("telegram", HEARD)).toBeNull();
  });

  it("go first in her hours only, by the clock of Kazakhstan", () => {
    const at = (hour: number) => mayWriteFirst(WORK_HOURS, Date.UTC(2026, 10, 25, hour - 5) as UnixMs);
    expect([8, 9, 17, 18].map(at)).toEqual([false, true, true, false]);
  });

  it("knock once a day at most, and only where nothing but WhatsApp is in the way", () => {
    const late = later(NOON, DAY_MS);
    const knocks = (contact: ContactPolicy, nudgedAt: number | null, now = late) =>
      mayNudge("whatsapp", { ...HEARD, contact, nudgedAt }, now);
    expect(knocks(ALWAYS, null)).toBe(true);
    expect(knocks(ALWAYS, late - DAY_MS + 1)).toBe(false);
    expect(knocks(ALWAYS, late - DAY_MS)).toBe(true);
    expect(knocks(ALWAYS, null, later(NOON, WINDOW_MS - 1))).toBe(false);
    expect(knocks({ may: "as-answer" }, null)).toBe(false);
    expect(knocks({ may: "never" }, null)).toBe(false);
    expect(knocks(WORK_HOURS, null, later(late, 7 * HOUR_MS))).toBe(false);
    expect(mayNudge("telegram", { ...HEARD, contact: ALWAYS, nudgedAt: null }, late)).toBe(false);
  });

  it("are never sent and knocked for at the same moment", () => {
    const policy = fc.constantFrom<ContactPolicy>(ALWAYS, WORK_HOURS, { may: "as-answer" }, { may: "never" });
    fc.assert(
      fc.property(policy, fc.integer({ min: 0, max: 3 * DAY_MS }), (contact, ms) => {
        const reach = { ...HEARD, contact, nudgedAt: null };
        const now = later(NOON, ms);
        expect(maySendNow("whatsapp", reach, now) && mayNudge("whatsapp", reach, now)).toBe(false);
      }),
    );
  });
});
