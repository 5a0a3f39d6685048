import { type Api, Bot } from "grammy";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Polling } from "../../src/channels/telegram-polling.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { Watch } from "../support/watch.ts";

let telegram: TelegramStandIn;
let api: Api;
let polling: Polling;
let log: LogEvent[];
/** Every time an update was handed over, in order. */
let taken: number[];
let watch: Watch;

beforeEach(async () => {
  telegram = await startTelegram();
  api = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } }).api;
  log = [];
  taken = [];
  watch = new Watch();
});
afterEach(async () => {
  telegram.faults.releaseAll();
  await telegram.stop();
});

/** @param work what taking an update does; told how often this one came. */
function begin(work: (id: number, time: number) => Promise<void>): void {
  const receive = async ({ update_id: id }: Update) => {
    taken.push(id);
    watch.changed();
    await work(id, taken.filter((one) => one === id).length);
  };
  polling = new Polling(
    api,
    receive,
    (entry) => log.push(entry),
    (ms) => new Promise((go) => setTimeout(go, ms / 200)),
  );
  polling.start();
}

function arrive(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => telegram.deliver(i, { message: { text: `${i}` } }));
}

async function came(count: number): Promise<void> {
  await watch.until(
    () => (taken.length >= count ? true : null),
    3_000,
    () => `${taken.length} came`,
  );
}

describe("polling", () => {
  it("takes every update once and confirms all of them", async () => {
    begin(async () => {});
    const ids = arrive(250);
    await came(250);
    await telegram.settled();
    await polling.stop();
    expect(taken).toEqual(ids);
  });

  it("does not confirm an update that is still in work, nor hand it over a second time", async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    begin((id) => (id === ids[0] ? slow : Promise.resolve()));
    const ids = arrive(5);
    await came(5);
    await telegram.whenCalled("getUpdates", telegram.callsOf("getUpdates").length + 3);
    expect(telegram.queue.pendingCount).toBe(5);
    finish();
    await telegram.settled();
    await polling.stop();
    expect(taken).toEqual(ids);
  });

  it("brings an update that failed again, though later ones are done with", async () => {
    begin(async (id, time) => {
      if (id === ids[1] && time < 4) throw new Error("not now");
    });
    const ids = arrive(4);
    await came(7);
    await telegram.settled();
    await polling.stop();
    expect(taken.filter((id) => id === ids[1])).toHaveLength(4);
    expect(new Set(taken)).toEqual(new Set(ids));
    expect(taken).toHaveLength(7);
    expect(log.filter(({ event }) => event === "fault")).toHaveLength(3);
  });

  it("leaves an update behind that fails for ever, so that others get through", async () => {
    begin(async (id) => {
      if (id === ids[0]) throw new Error("never");
    });
    const ids = arrive(130);
    await telegram.settled(8_000);
    await polling.stop();
    expect(new Set(taken)).toEqual(new Set(ids));
    expect(taken.filter((id) => id === ids[0])).toHaveLength(20);
  });

  it("goes on after Telegram could not be reached, and skips nothing", async () => {
    telegram.faults.failNext({ method: "getUpdates", status: 500, times: 2 });
    telegram.faults.failNext({ method: "getUpdates", status: "cut", times: 2 });
    begin(async () => {});
    const ids = arrive(3);
    await came(3);
    await telegram.settled();
    await polling.stop();
    expect(taken).toEqual(ids);
    expect(log).toHaveLength(4);
  });

  it("finishes and confirms what it has taken before it stops", async () => {
    let finish = () => {};
    begin(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    arrive(1);
    await came(1);
    const stopped = polling.stop();
    expect(telegram.queue.pendingCount).toBe(1);
    finish();
    await stopped;
    expect(telegram.queue.pendingCount).toBe(0);
  });
});
