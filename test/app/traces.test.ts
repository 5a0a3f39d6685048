import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Traces } from "../../src/app/traces.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { DAY_MS, HOUR_MS, type UnixMs } from "../../src/domain/time.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const CHAT: ChatAddress = { channel: "telegram", id: "700100200" };
const OTHER: ChatAddress = { channel: "telegram", id: "700100201" };

let house: TestHouse;
let traces: Traces;
beforeEach(async () => {
  house = await openTestHouse();
  traces = new Traces(house.parts);
});
afterEach(() => house.close());

async function keep(messages: readonly number[], chat = CHAT): Promise<void> {
  const write = await traces.add(chat, messages);
  if (write) await house.parts.store.commit([write]);
}

async function restart(): Promise<void> {
  house = await house.restart();
  traces = new Traces(house.parts);
}

const taken = async (chat = CHAT) => [...(await traces.takeAll(chat)).messages].sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe("the messages that hide must sweep", () => {
  it("are remembered in order, over a restart too", async () => {
    await keep([1, 2]);
    await keep([3]);
    expect((await traces.takeAll(CHAT)).messages).toEqual([1, 2, 3]);
    await restart();
    await keep([4]);
    await restart();
    await keep([5]);
    expect(await taken()).toEqual([1, 2, 3, 4, 5]);
  });

  it("are those of forty-eight hours, whatever the hour", async () => {
    for (let hour = 0; hour < 24; hour += 6) {
      house.clock.pass(6 * HOUR_MS);
      await keep([hour + 1]);
    }
    house.clock.pass(DAY_MS);
    await keep([100]);
    house.clock.pass(DAY_MS);
    house.parts.keys.time.roll();
    await restart();
    const messages = await taken();
    expect(messages).toContain(100);
    expect(messages).toContain(19); // 48 hours old.
  });

  it("are forgotten after three days at the latest", async () => {
    await keep([1]);
    house.clock.pass(3 * DAY_MS);
    await restart();
    expect(await taken()).toEqual([]);
  });

  it("are the newest four hundred of a day", async () => {
    for (let from = 0; from < 500; from += 50) await keep(upTo(500).slice(from, from + 50));
    await restart();
    expect(await taken()).toEqual(upTo(500).slice(100));
  });

  it("are those of the chat only", async () => {
    await keep([1]);
    await keep([2], OTHER);
    expect(await taken(OTHER)).toEqual([2]);
    expect(await taken()).toEqual([1]);
  });

  it("are all remembered when two paths add at the same time", async () => {
    await keep([1]);
    await restart();
    await Promise.all([keep([2]), keep([3]), keep([4, 5])]);
    await Promise.all([keep([6]), keep([7])]);
    await restart();
    expect(await taken()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("stand in the database with neither chat nor number in clear", async () => {
    const write = await traces.add(CHAT, [1_234_567_890]);
    expect(write?.write).toBe("put-trace");
    if (write?.write !== "put-trace") return;
    for (const needle of [CHAT.id, "1234567890"]) {
      expect(Buffer.from(write.trace.row).includes(needle)).toBe(false);
    }
  });
});

describe("what is not traced", () => {
  it("is a staff chat, and nothing at all", async () => {
    expect(await traces.add({ channel: "telegram", id: "-1001" }, [1])).toBeNull();
    expect(await traces.add(CHAT, [])).toBeNull();
  });
});

describe("a chat that was swept", () => {
  it("is forgotten, of the days before too, and begins anew", async () => {
    await keep([1]);
    house.clock.pass(DAY_MS);
    await keep([2]);
    const { messages, forget } = await traces.takeAll(CHAT);
    expect([...messages].sort()).toEqual([1, 2]);
    await house.parts.store.commit([forget]);
    expect(await taken()).toEqual([]);
    await restart();
    expect(await taken()).toEqual([]);
    await keep([3]);
    expect(await taken()).toEqual([3]);
  });

  it("still knows its messages when forgetting them could not be written", async () => {
    await keep([1]);
    await traces.takeAll(CHAT);
    expect(await taken()).toEqual([1]);
  });

  it("is swept as far as its rows can be read", async () => {
    await keep([1]);
    const [tag] = house.parts.keys.traceTags(CHAT);
    const stranger = house.parts.keys.sealTrace(OTHER, new TextEncoder().encode("[9]"), 0 as UnixMs);
    if (tag) await house.parts.store.commit([{ write: "put-trace", trace: { ...stranger, tag } }]);
    await restart();
    expect(await taken()).toEqual([]);
    expect(house.log).toContainEqual({ event: "fault", at: "hide", code: "crypto/cannot-open" });
  });
});
