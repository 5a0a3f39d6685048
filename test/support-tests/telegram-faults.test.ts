import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UnixMs } from "../../src/domain/time.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { callApi } from "./call-api.ts";

const CHAT = 5_000_000_001;
const OTHER = 5_000_000_002;
let telegram: TelegramStandIn;
let now = 1_790_000_000_000;

beforeEach(async () => {
  telegram = await startTelegram({ now: () => now as UnixMs });
  telegram.chat(CHAT);
  telegram.chat(OTHER);
});
afterEach(() => telegram.stop());

const say = (text: string, chat_id = CHAT) => callApi(telegram, "sendMessage", { chat_id, text });
const texts = (chat = CHAT) => telegram.chat(chat).messages.map(({ text }) => text);

describe("the stand-in of Telegram, asked to misbehave", () => {
  it("fails the next call of one method for one chat, as often as asked, and then works", async () => {
    telegram.faults.failNext({ method: "sendMessage", status: 502, times: 2, chatId: CHAT });
    expect((await say("x", OTHER)).status).toBe(200);
    expect((await callApi(telegram, "getMe")).status).toBe(200);
    expect([(await say("a")).status, (await say("b")).status, (await say("c")).status]).toEqual([502, 502, 200]);
    expect(texts()).toEqual(["c"]);
  });

  it("names the seconds to wait", async () => {
    telegram.faults.failNext({ status: 429, retryAfter: 7 });
    expect(await say("a")).toMatchObject({ status: 429, parameters: { retry_after: 7 } });
  });

  it("loses the answer to a call that took effect", async () => {
    telegram.faults.failNext({ status: 500, applied: true });
    expect((await say("a")).status).toBe(500);
    expect(texts()).toEqual(["a"]);
  });

  it("cuts the connection", async () => {
    telegram.faults.failNext({ status: "cut" });
    await expect(say("a")).rejects.toThrow();
    expect(telegram.calls).toMatchObject([{ method: "sendMessage", status: null }]);
    expect(texts()).toEqual([]);
  });

  it("fails everything until it is healed", async () => {
    telegram.faults.failAll(500);
    expect([(await say("a")).status, (await callApi(telegram, "getMe")).status]).toEqual([500, 500]);
    telegram.faults.heal();
    expect((await say("b")).status).toBe(200);
  });

  it("lets a person block the bot", async () => {
    telegram.faults.blockChat(CHAT);
    expect(await say("a")).toMatchObject({ status: 403, description: "Forbidden: bot was blocked by the user" });
    expect((await say("a", OTHER)).status).toBe(200);
    telegram.faults.unblockChat(CHAT);
    expect((await say("b")).status).toBe(200);
  });

  it("slows down one chat and not the others, until a second has passed", async () => {
    telegram.faults.slowDown(2);
    expect([(await say("a")).status, (await say("b")).status]).toEqual([200, 200]);
    expect(await say("c")).toMatchObject({ status: 429, parameters: { retry_after: 1 } });
    expect((await say("x", OTHER)).status).toBe(200);
    now += 1_000;
    expect((await say("d")).status).toBe(200);
  });

  it("keeps calls open until they are let go", async () => {
    const hold = telegram.faults.hold("sendMessage");
    const pending = say("a");
    await hold.reached(1, 2_000);
    expect(texts()).toEqual([]);
    await expect(telegram.settled(20)).rejects.toThrow("not settled");
    hold.release();
    expect((await pending).status).toBe(200);
    expect((await say("b")).status).toBe(200);
    expect(texts()).toEqual(["a", "b"]);
  });
});
