import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Deliveries } from "../../src/app/deliveries.ts";
import { type Posted, post } from "../../src/app/parcels.ts";
import { Traces } from "../../src/app/traces.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { Fault } from "../../src/domain/faults.ts";
import type { Outgoing } from "../../src/domain/outgoing.ts";
import { DAY_MS, later, MINUTE_MS } from "../../src/domain/time.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const HER: ChatAddress = { channel: "telegram", id: "1" };
const OTHER: ChatAddress = { channel: "telegram", id: "2" };
const UNREACHABLE = new Fault("channel/unreachable");

const screen = (text: string): Outgoing => ({ out: "screen", text, rows: [] });
const textOf = (out: Outgoing) => (out.out === "screen" ? out.text : out.out);

/** A platform that shows what it is given, fails when it is told to, and can be held up. */
class Platform {
  /** What was shown, as `chat text`, in order. */
  readonly shown: string[] = [];
  /** How often anything was tried. */
  tries = 0;
  /** Faults to come, by the text they befall. */
  readonly faults = new Map<string, Error[]>();
  /** Texts that are not answered before {@link Platform.answer}. */
  readonly held = new Map<string, () => void>();
  readonly #slow: ReadonlySet<string>;
  #next = 100;

  constructor(slow: readonly string[] = []) {
    this.#slow = new Set(slow);
  }

  readonly show = async (chat: ChatAddress, out: Outgoing): Promise<number | null> => {
    const text = textOf(out);
    this.tries += 1;
    const fault = this.faults.get(text)?.shift();
    if (fault) throw fault;
    if (this.#slow.has(text)) await new Promise<void>((resolve) => this.held.set(text, resolve));
    this.shown.push(`${chat.id} ${text}`);
    this.#next += 1;
    return this.#next;
  };

  answer(text: string): void {
    this.held.get(text)?.();
    this.held.delete(text);
  }
}

/** Waits that end when the test says so. */
class Waits {
  readonly asked: number[] = [];
  #pending: (() => void)[] = [];

  readonly wait = (ms: number): Promise<void> => {
    this.asked.push(ms);
    return new Promise((resolve) => this.#pending.push(resolve));
  };

  end(): void {
    for (const resolve of this.#pending.splice(0)) resolve();
  }
}

let house: TestHouse;
let waits: Waits;
beforeEach(async () => {
  house = await openTestHouse();
  waits = new Waits();
});
afterEach(() => house.close());

const deliveriesTo = (platform: Platform) =>
  new Deliveries(house.parts, new Traces(house.parts), platform.show, waits.wait);

/** A parcel that is kept in the outbox. */
async function kept(
  texts: readonly string[],
  change: {
    readonly chat?: ChatAddress;
    readonly heard?: readonly number[];
    readonly dueInMs?: number;
    readonly turn?: number;
  } = {},
): Promise<Posted> {
  const { chat = HER, heard = [], dueInMs = 0, turn = 0 } = change;
  const due = later(house.parts.keys.time.now(), dueInMs);
  const posted = post(house.parts, chat, texts.map(screen), { due, heard, turn });
  await house.parts.store.commit([{ write: "add-outbox", item: posted.row }]);
  return posted;
}

const isKept = async ({ row }: Posted) => (await house.parts.store.findOutbox(row.id)) !== null;
const waiting = async () => (await house.parts.store.counts()).outbox;

/** Lets everything happen that can happen without a further wait. */
async function settle(): Promise<void> {
  for (let i = 0; i < 40; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe("parcels of one chat", () => {
  it("are shown one after the other, in the order in which they were sent", async () => {
    const platform = new Platform(["a", "b"]);
    const deliveries = deliveriesTo(platform);
    const parcels = [await kept(["a", "b"]), await kept(["c"]), await kept(["d"])];
    for (const each of parcels) deliveries.send(each);
    await settle();
    expect([platform.shown, platform.tries]).toEqual([[], 1]);
    platform.answer("a");
    await settle();
    expect([platform.shown, platform.tries]).toEqual([["1 a"], 2]);
    platform.answer("b");
    await settle();
    expect(platform.shown).toEqual(["1 a", "1 b", "1 c", "1 d"]);
    expect(await waiting()).toBe(0);
  });

  it("are waited for, with those that were sent meanwhile, by whoever asks when all is shown", async () => {
    const platform = new Platform(["a", "b"]);
    const deliveries = deliveriesTo(platform);
    deliveries.send(await kept(["a"]));
    let isIdle = false;
    const idle = deliveries.idle().then(() => {
      isIdle = true;
    });
    await settle();
    deliveries.send(await kept(["b"], { chat: OTHER }));
    platform.answer("a");
    await settle();
    expect(isIdle).toBe(false);
    platform.answer("b");
    await idle;
    expect(await waiting()).toBe(0);
  });

  it("do not hold up those of another", async () => {
    const platform = new Platform(["slow"]);
    const deliveries = deliveriesTo(platform);
    deliveries.send(await kept(["slow"]));
    deliveries.send(await kept(["after"]));
    deliveries.send(await kept(["hers"], { chat: OTHER }));
    await settle();
    expect(platform.shown).toEqual(["2 hers"]);
    platform.answer("slow");
    await settle();
    expect(platform.shown).toEqual(["2 hers", "1 slow", "1 after"]);
  });
});

describe("what was delivered", () => {
  it("is erased, and its messages and hers are remembered for hide", async () => {
    const deliveries = deliveriesTo(new Platform());
    const posted = await kept(["a", "b"], { heard: [7] });
    deliveries.send(posted);
    await settle();
    expect(await isKept(posted)).toBe(false);
    const { messages } = await new Traces(house.parts).takeAll(HER);
    expect(messages).toEqual([7, 101, 102]);
    expect(house.log).toContainEqual({ event: "outbox.delivered", calls: 2 });
  });

  it("is not delivered again, however often the outbox is looked through meanwhile", async () => {
    const platform = new Platform(["a"]);
    const deliveries = deliveriesTo(platform);
    deliveries.send(await kept(["a"]));
    await kept(["b"]);
    await Promise.all([deliveries.scan(), deliveries.scan(), deliveries.scan()]);
    await settle();
    platform.answer("a");
    for (let i = 0; i < 5; i += 1) await deliveries.scan();
    await settle();
    await deliveries.scan();
    await settle();
    expect(platform.shown).toEqual(["1 a", "1 b"]);
    expect(await waiting()).toBe(0);
  });
});

describe("a platform that cannot be reached", () => {
  it("is tried again, more and more slowly, and nothing overtakes what waits", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("a", Array(9).fill(UNREACHABLE));
    deliveries.send(await kept(["a"]));
    const second = await kept(["b"]);
    deliveries.send(second);
    for (let i = 0; i < 9; i += 1) {
      await settle();
      expect(platform.shown).toEqual([]);
      waits.end();
    }
    await settle();
    expect(platform.shown).toEqual(["1 a", "1 b"]);
    expect(waits.asked).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(house.log.filter(({ event }) => event === "outbox.delayed")).toHaveLength(9);
  });

  it("is left in peace for as long as it asks for", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("a", [new Fault("channel/slow-down", { retryMs: 45_000 })]);
    deliveries.send(await kept(["a"]));
    await settle();
    expect(waits.asked).toEqual([45_000]);
    waits.end();
    await settle();
    expect(platform.shown).toEqual(["1 a"]);
  });

  it("in the middle of a parcel: what was shown is not shown twice", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("b", [UNREACHABLE]);
    deliveries.send(await kept(["a", "b"]));
    await settle();
    waits.end();
    await settle();
    expect(platform.shown).toEqual(["1 a", "1 b"]);
  });
});

describe("a chat that will not take it", () => {
  it.each(["channel/blocked", "channel/refused"] as const)("is not tried again: %s", async (code) => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("a", [new Fault(code)]);
    const posted = await kept(["a", "never"], { heard: [7] });
    deliveries.send(posted);
    deliveries.send(await kept(["b"]));
    await settle();
    expect(platform.shown).toEqual(["1 b"]);
    expect(await isKept(posted)).toBe(false);
    expect(waits.asked).toEqual([]);
    expect(house.log).toContainEqual({ event: "outbox.dropped", code });
    expect((await new Traces(house.parts).takeAll(HER)).messages).toContain(7);
  });
});

describe("hide", () => {
  it("keeps back the turns until then, and nothing of a chat that begins anew weeks later", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    const before = await kept(["before"], { turn: 50 });
    deliveries.hideUpTo(HER, 50);
    deliveries.send(before);
    await settle();
    expect([platform.shown, await waiting()]).toEqual([[], 0]);
    house.clock.pass(40 * DAY_MS); // Her link ended by age; turns are counted from one again.
    deliveries.send(await kept(["anew"], { turn: 1 }));
    await settle();
    expect(platform.shown).toEqual(["1 anew"]);
  });

  it("drops what waits for the chat and cuts what is being shown; other chats go on", async () => {
    const platform = new Platform(["a"]);
    const deliveries = deliveriesTo(platform);
    const parcels = [await kept(["a", "cut"]), await kept(["dropped"])];
    for (const each of parcels) deliveries.send(each);
    deliveries.send(await kept(["hers"], { chat: OTHER }));
    await settle();
    await house.parts.store.commit(deliveries.drop(HER));
    platform.answer("a");
    await settle();
    expect(platform.shown).toEqual(["2 hers", "1 a", "1 sweep"]);
    expect(await waiting()).toBe(0);
    deliveries.send(await kept(["new"]));
    await settle();
    expect(platform.shown.at(-1)).toBe("1 new");
  });

  it("does not let a parcel come back that was waiting for the platform, not after a restart either", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("a", [UNREACHABLE]);
    deliveries.send(await kept(["a"]));
    await settle();
    await house.parts.store.commit(deliveries.drop(HER));
    waits.end();
    await settle();
    waits.end();
    await settle();
    const next = deliveriesTo(platform);
    await next.scan();
    await settle();
    expect(platform.shown).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it("of a chat for which nothing waits drops nothing", async () => {
    expect(deliveriesTo(new Platform()).drop(HER)).toEqual([]);
  });
});

describe("after a restart", () => {
  it("what was left is brought in the order of its time, once", async () => {
    const texts = ["first", "second", "third", "fourth"];
    for (const [i, text] of texts.entries()) {
      await kept([text], { dueInMs: i === 0 ? 2_500 : 0 }); // Put off for a moment, but said first.
      house.clock.pass(1_000);
    }
    await kept(["hers"], { chat: OTHER });
    house = await house.restart();
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    expect(await deliveries.scan()).toBe(5);
    await settle();
    expect(platform.shown.filter((one) => one.startsWith("1"))).toEqual(texts.map((text) => `1 ${text}`));
    expect(platform.shown).toContain("2 hers");
    expect(await deliveries.scan()).toBe(0);
    expect(await waiting()).toBe(0);
  });

  it("a parcel that could not be brought before is brought now", async () => {
    const platform = new Platform();
    platform.faults.set("a", [UNREACHABLE]);
    const before = deliveriesTo(platform);
    before.send(await kept(["a"]));
    await settle();
    const stopped = before.stop();
    waits.end();
    await settle();
    waits.end();
    await stopped;
    house = await house.restart();
    const after = new Platform();
    await deliveriesTo(after).scan();
    await settle();
    expect([...platform.shown, ...after.shown]).toEqual(["1 a"]);
  });

  it("what is too old to open is erased, and the rest is brought", async () => {
    await kept(["old"]);
    house.clock.pass(3 * DAY_MS);
    await kept(["new"]);
    house = await house.restart();
    const platform = new Platform();
    await deliveriesTo(platform).scan();
    await settle();
    expect(platform.shown).toEqual(["1 new"]);
    expect(await waiting()).toBe(0);
    expect(house.log).toContainEqual({ event: "outbox.dropped", code: "keys/destroyed" });
  });
});

describe("what is not due yet", () => {
  it("waits for its time", async () => {
    await kept(["later"], { dueInMs: MINUTE_MS });
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    expect(await deliveries.scan()).toBe(0);
    house.clock.pass(MINUTE_MS);
    expect(await deliveries.scan()).toBe(1);
    await settle();
    expect(platform.shown).toEqual(["1 later"]);
  });
});

describe("stopping", () => {
  it("waits for what is being shown, and begins nothing more", async () => {
    const platform = new Platform(["a"]);
    const deliveries = deliveriesTo(platform);
    deliveries.send(await kept(["a"]));
    const second = await kept(["b"]);
    deliveries.send(second);
    await settle();
    let stopped = false;
    const stop = deliveries.stop().then(() => {
      stopped = true;
    });
    waits.end();
    await settle();
    expect(stopped).toBe(false);
    deliveries.send(await kept(["c"]));
    platform.answer("a");
    await settle();
    waits.end();
    await stop;
    await settle();
    expect(platform.shown).toEqual(["1 a"]);
    expect([await isKept(second), await waiting()]).toEqual([true, 2]);
  });

  it("does not wait for a platform that asked to be left in peace for long", async () => {
    const platform = new Platform();
    const deliveries = deliveriesTo(platform);
    platform.faults.set("a", [new Fault("channel/slow-down", { retryMs: 600_000 })]);
    const posted = await kept(["a"]);
    deliveries.send(posted);
    await settle();
    let stopped = false;
    void deliveries.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(true);
    expect(await isKept(posted)).toBe(true);
  });
});
