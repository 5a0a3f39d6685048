import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { u32 } from "../../src/crypto/encoding.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { codeOf } from "../../src/domain/faults.ts";
import { newId, type OutboxId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS, type DayNumber, dayOf, HOUR_MS, MINUTE_MS, type UnixMs, weekOf } from "../../src/domain/time.ts";
import type { KeyService } from "../../src/keys/key-service.ts";
import type { TimedKind } from "../../src/keys/time-keys.ts";
import { TEST_NOW, testClock } from "../support/test-house.ts";
import { isOnDisk, keysAtHand, random, wrappedIn } from "./open-keys.ts";

const CHAT: ChatAddress = { channel: "telegram", id: "700100200" };
const WORDS = new TextEncoder().encode("words of hers");
const WEEK_MS = 7 * DAY_MS;
const DAILY = ["state-day", "trace-day", "outbox-day"] as const satisfies readonly TimedKind[];
/** What must be kept for so long at least, and is gone after so long at the latest. */
const LIFE = {
  link: { least: 28 * DAY_MS, most: 35 * DAY_MS },
  state: { least: DAY_MS, most: 2 * DAY_MS },
  trace: { least: 2 * DAY_MS, most: 3 * DAY_MS },
  outbox: { least: 2 * DAY_MS, most: 3 * DAY_MS },
} as const;
type Thing = keyof typeof LIFE;

/** Seals a thing now; what it gives tells later whether it still opens. */
function seal(service: KeyService, thing: Thing): (later: KeyService) => boolean {
  const row = {
    link: () => service.sealLink(CHAT, 1, WORDS),
    state: () => service.sealState(CHAT, 1, WORDS),
    trace: () => service.sealTrace(CHAT, WORDS, 0 as UnixMs),
    outbox: () => service.sealOutbox(newId<OutboxId>(random), 0 as UnixMs, WORDS),
  };
  const opens = (open: () => Uint8Array) => {
    try {
      expect(open()).toEqual(WORDS);
      return true;
    } catch (error) {
      expect(codeOf(error)).toBe("keys/destroyed");
      return false;
    }
  };
  switch (thing) {
    case "link": {
      const link = row.link();
      return (later) => opens(() => later.openLink(CHAT, link));
    }
    case "state": {
      const state = row.state();
      return (later) => opens(() => later.openState(CHAT, state));
    }
    case "trace": {
      const trace = row.trace();
      return (later) => opens(() => later.openTrace(CHAT, trace));
    }
    case "outbox": {
      const item = row.outbox();
      return (later) => opens(() => later.openOutbox(item));
    }
  }
}

describe("keys that live by the calendar", () => {
  it("are as many as they may be, and no more, however long the service runs", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    for (const days of [7, 7, 7, 7, 7, 7, 1, 1, 1, 1]) {
      keys.clock.pass(days * DAY_MS);
      service.time.roll();
    }
    const store = keys.store();
    const live = (kind: TimedKind) => service.time.live(kind).map(({ number }) => number);
    const today = dayOf(keys.clock.now());
    const week = weekOf(keys.clock.now());
    expect(live("address-epoch")).toEqual([0, 1, 2, 3, 4].map((back) => week - back));
    expect(live("state-day")).toEqual([today, today - 1]);
    expect(live("trace-day")).toEqual([today, today - 1, today - 2]);
    expect(live("outbox-day")).toEqual([today, today - 1, today - 2]);
    const counts = ["address-epoch", ...DAILY].map((kind) => store.list(kind as TimedKind).length);
    expect(counts).toEqual([5, 2, 3, 3]);
  });

  it("change at midnight and on Mondays, UTC", async () => {
    const sunday = Date.UTC(2026, 5, 7, 23, 59);
    const keys = await keysAtHand(sunday);
    const service = keys.service();
    const before = { week: service.time.current("address-epoch"), day: service.time.current("state-day") };
    keys.clock.pass(30_000);
    expect(service.time.current("state-day")).toEqual(before.day);
    keys.clock.pass(30_000);
    const after = { week: service.time.current("address-epoch"), day: service.time.current("state-day") };
    expect(after.day.number).toBe(before.day.number + 1);
    expect(after.week.number).toBe(before.week.number + 1);
    expect(printHex(after.day.key)).not.toBe(printHex(before.day.key));
    expect(printHex(after.week.key)).not.toBe(printHex(before.week.key));
  });

  it("are all different and random: nothing but the file knows them", async () => {
    const [one, other] = [await keysAtHand(), await keysAtHand()];
    const keysOf = (service: KeyService) =>
      (["address-epoch", ...DAILY] as const).map((kind) => printHex(service.time.current(kind).key));
    const all = [...keysOf(one.service()), ...keysOf(other.service())];
    expect(new Set(all).size).toBe(all.length);
  });

  it("are the same for two services on one file, whichever came first", async () => {
    const keys = await keysAtHand();
    const [one, other] = [keys.service(), keys.service()];
    for (let day = 0; day < 5; day += 1) {
      keys.clock.pass(DAY_MS);
      const [first, second] = day % 2 === 0 ? [one, other] : [other, one];
      for (const kind of ["address-epoch", ...DAILY] as const) {
        expect(first.time.current(kind)).toEqual(second.time.current(kind));
      }
      expect(first.linkTags(CHAT)).toEqual(second.linkTags(CHAT));
    }
  });

  it("are forgotten by a service when another one destroyed them", async () => {
    const keys = await keysAtHand();
    const [one, other] = [keys.service(), keys.service()];
    const day = one.time.current<DayNumber>("state-day").number;
    keys.clock.pass(2 * DAY_MS);
    other.time.roll();
    expect(() => one.time.of("state-day", day)).toThrow("keys/destroyed");
    one.time.roll();
    expect(() => one.time.of("state-day", day)).toThrow("keys/destroyed");
  });
});

describe("what is sealed under a key of its time", () => {
  it.each(Object.keys(LIFE) as Thing[])("opens as long as it must and never longer: %s", async (thing) => {
    const { least, most } = LIFE[thing];
    const keys = await keysAtHand();
    let start = TEST_NOW;
    const moments = fc.array(fc.integer({ min: 0, max: most + DAY_MS }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(WEEK_MS), moments, fc.boolean(), (into, ages, restarts) => {
        keys.clock.set(start + into);
        let service = keys.service();
        const sealedAt = keys.clock.now();
        const stillOpens = seal(service, thing);
        for (const age of ages.sort((a, b) => a - b)) {
          keys.clock.set(sealedAt + age);
          if (restarts) service = keys.service();
          else service.time.roll();
          if (age <= least) expect(stillOpens(service)).toBe(true);
          if (age >= most) expect(stillOpens(service)).toBe(false);
        }
        start = keys.clock.now();
        keys.close();
      }),
      { numRuns: 8, examples: [[0, [0, least, most], false]] },
    );
  });

  it("is noise after its time even when nobody has rolled the keys yet", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const stillOpens = seal(service, "state");
    keys.clock.pass(2 * DAY_MS);
    expect(stillOpens(service)).toBe(false);
  });

  it("moves along when it is touched: a talk that goes on over days is never lost", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    let state = service.sealState(CHAT, 1, WORDS);
    let link = service.sealLink(CHAT, 1, WORDS);
    for (let turn = 2; turn < 20; turn += 1) {
      keys.clock.pass(23 * HOUR_MS);
      service.time.roll();
      expect(service.stateTags(CHAT)).toContainEqual(state.tag);
      expect(service.linkTags(CHAT)).toContainEqual(link.tag);
      state = service.sealState(CHAT, turn, service.openState(CHAT, state));
      link = service.sealLink(CHAT, turn, service.openLink(CHAT, link));
    }
    expect(service.openState(CHAT, state)).toEqual(WORDS);
  });
});

describe("a destroyed week", () => {
  it("leaves neither its key on the disk nor a way to compute its tags again", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const link = service.sealLink(CHAT, 1, WORDS);
    const wrapped = wrappedIn(keys.path, "address-epoch", u32(link.epoch));
    keys.clock.pass(28 * DAY_MS);
    service.time.roll();
    expect(service.linkTags(CHAT)).toContainEqual(link.tag);
    expect(isOnDisk(keys.path, wrapped)).toBe(true);

    keys.clock.pass(WEEK_MS);
    expect(service.linkTags(CHAT)).not.toContainEqual(link.tag);
    expect(service.time.roll()).toBeGreaterThan(0);
    expect(isOnDisk(keys.path, wrapped)).toBe(false);
    const afterwards = [service, keys.service()];
    for (const each of afterwards) {
      expect(each.linkTags(CHAT)).not.toContainEqual(link.tag);
      expect(() => each.openLink(CHAT, link)).toThrow("keys/destroyed");
    }
  });

  it("is not made again by a clock that is set back to it", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const link = service.sealLink(CHAT, 1, WORDS);
    keys.clock.pass(6 * WEEK_MS);
    service.time.roll();
    keys.clock.pass(-6 * WEEK_MS);
    expect(service.sealLink(CHAT, 2, WORDS).epoch).toBe(link.epoch + 6);
    expect(() => service.openLink(CHAT, link)).toThrow("keys/destroyed");
  });
});

describe("a received update", () => {
  it("is known again after midnight", async () => {
    const keys = await keysAtHand(Date.UTC(2026, 5, 3, 23, 59));
    const service = keys.service();
    const evening = service.receipts("1000");
    keys.clock.pass(2 * MINUTE_MS);
    service.time.roll();
    const night = service.receipts("1000");
    expect(night).toHaveLength(2);
    expect(night.filter(({ id }) => evening.some((one) => printHex(one.id) === printHex(id)))).toHaveLength(1);
    const others = service.receipts("1001").map(({ id }) => printHex(id));
    expect(others.some((id) => night.some((one) => printHex(one.id) === id))).toBe(false);
  });

  it("is remembered under nothing that lives longer than two days", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const before = service.receipts("1000").map(({ id }) => printHex(id));
    keys.clock.pass(2 * DAY_MS);
    expect(service.receipts("1000").some(({ id }) => before.includes(printHex(id)))).toBe(false);
  });
});

describe("a clock that is set back", () => {
  it("while running: nothing is rolled, time stands still, nothing lives longer or shorter", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    keys.clock.pass(DAY_MS);
    service.time.roll();
    const then = service.time.now();
    const stillOpens = seal(service, "state");
    const kept = keys.store().list("state-day");

    keys.clock.pass(-365 * DAY_MS);
    expect(() => service.time.roll()).toThrow("keys/clock-behind");
    expect(service.time.now()).toBe(then);
    expect(service.time.today()).toBe(dayOf(then));
    expect(keys.store().list("state-day")).toEqual(kept);
    expect(stillOpens(service)).toBe(true);

    keys.clock.set(then + HOUR_MS);
    service.time.roll();
    expect(service.time.now()).toBe(then + HOUR_MS);
    expect(stillOpens(service)).toBe(true);
  });

  it("a little, by a time server, is no trouble", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const then = service.time.now();
    keys.clock.pass(-59 * MINUTE_MS);
    expect(service.time.roll()).toBe(0);
    expect(service.time.now()).toBe(then);
    expect(() => keys.service()).not.toThrow();
  });

  it("or a file from the future: the service does not start, and destroys nothing", async () => {
    const keys = await keysAtHand();
    const stillOpens = seal(keys.service(), "link");
    const wrong = testClock(TEST_NOW - 2 * HOUR_MS);
    expect(() => keys.service(wrong)).toThrow("keys/clock-behind");
    expect(stillOpens(keys.service())).toBe(true);
  });
});

describe("a clock that leaps half a year ahead", () => {
  it("while running: it is not believed, and nothing is destroyed", async () => {
    const keys = await keysAtHand();
    const service = keys.service();
    const then = service.time.now();
    const stillOpens = seal(service, "state");
    keys.clock.pass(365 * DAY_MS);
    expect(service.time.now()).toBe(then);
    expect(() => service.time.roll()).toThrow("keys/clock-ahead");
    expect(stillOpens(service)).toBe(true);
    keys.clock.set(then + MINUTE_MS);
    expect(service.time.roll()).toBe(0);
    expect(service.time.now()).toBe(then + MINUTE_MS);
  });

  it("at the start: the service does not start, and destroys nothing", async () => {
    const keys = await keysAtHand();
    const stillOpens = seal(keys.service(), "link");
    expect(() => keys.service(testClock(TEST_NOW + 365 * DAY_MS))).toThrow("keys/clock-ahead");
    expect(stillOpens(keys.service())).toBe(true);
  });

  it("is something else than a service that was off for some weeks", async () => {
    const keys = await keysAtHand();
    const stillOpens = seal(keys.service(), "link");
    keys.clock.pass(3 * WEEK_MS);
    expect(stillOpens(keys.service())).toBe(true);
    keys.clock.pass(12 * WEEK_MS);
    expect(stillOpens(keys.service())).toBe(false);
  });
});
