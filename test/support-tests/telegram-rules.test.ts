import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, type UnixMs } from "../../src/domain/time.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { callApi } from "./call-api.ts";

const CHAT = 5_000_000_001;
let telegram: TelegramStandIn;
let now = 1_790_000_000_000;

beforeEach(async () => {
  telegram = await startTelegram({ now: () => now as UnixMs });
  telegram.chat(CHAT);
});
afterEach(() => telegram.stop());

const say = (payload: object) => callApi(telegram, "sendMessage", { chat_id: CHAT, ...payload });
const inline = (button: object) => ({ text: "a", reply_markup: { inline_keyboard: [[button]] } });

describe("the stand-in of Telegram", () => {
  it.each([
    ["an empty text", { text: "" }, "message text is empty"],
    ["a text of blanks only", { text: " \n " }, "message text is empty"],
    ["no text at all", {}, "message text is empty"],
    ["a text of 4,097 units", { text: "я".repeat(4_097) }, "message is too long"],
    ["a text whose emoji take it over 4,096 units", { text: "🙂".repeat(2_049) }, "message is too long"],
    ["HTML that is not closed", { text: "<b>a", parse_mode: "HTML" }, "can't parse entities"],
    ["callback data of 65 bytes", inline({ text: "b", callback_data: "x".repeat(65) }), "BUTTON_DATA_INVALID"],
    [
      "callback data of 33 Cyrillic letters",
      inline({ text: "b", callback_data: "ж".repeat(33) }),
      "BUTTON_DATA_INVALID",
    ],
    ["empty callback data", inline({ text: "b", callback_data: "" }), "BUTTON_DATA_INVALID"],
    ["an inline button that does nothing", inline({ text: "b" }), "text buttons are unallowed"],
    ["a button without words", inline({ text: "", callback_data: "b" }), "non-empty"],
    ["a keyboard whose rows are no lists", { text: "a", reply_markup: { inline_keyboard: [{ text: "b" }] } }, "Array"],
    ["a markup that is a text", { text: "a", reply_markup: "keyboard" }, "object expected"],
  ])("refuses %s", async (_what, payload, why) => {
    const answer = await say(payload);
    expect(answer.status).toBe(400);
    expect(answer.description).toContain(why);
    expect(telegram.chat(CHAT).messages).toEqual([]);
  });

  it("takes a text of exactly 4,096 units and callback data of exactly 64 bytes", async () => {
    const answer = await say({ ...inline({ text: "b", callback_data: "ж".repeat(32) }), text: "я".repeat(4_096) });
    expect(answer).toMatchObject({ status: 200, result: { message_id: 1, chat: { id: CHAT } } });
  });

  it("shows HTML as the person reads it", async () => {
    await say({ text: "<b>102</b> &amp; <i>112</i>", parse_mode: "HTML" });
    expect(telegram.chat(CHAT).messages[0]?.text).toBe("102 & 112");
  });

  it("reads forms and multipart bodies as well", async () => {
    const markup = JSON.stringify({ keyboard: [["Иә"]] });
    const form = new FormData();
    for (const [name, value] of [
      ["chat_id", String(CHAT)],
      ["text", "сәлем"],
      ["reply_markup", markup],
    ] as const) {
      form.set(name, value);
    }
    const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
    const plain = new URLSearchParams({ chat_id: String(CHAT), text: "көмек", reply_markup: markup });
    for (const body of [form, plain]) expect((await fetch(url, { method: "POST", body })).status).toBe(200);
    expect(telegram.chat(CHAT).messages.map(({ text, keyboard }) => [text, keyboard.kind])).toEqual([
      ["сәлем", "reply"],
      ["көмек", "reply"],
    ]);
  });

  it("refuses a wrong token and still records the call", async () => {
    expect((await callApi(telegram, "getMe", {}, { token: "1:other" })).status).toBe(401);
    expect(telegram.calls).toMatchObject([{ method: "getMe", status: 401 }]);
  });

  it("does not let the bot write first, nor write after it left", async () => {
    expect(await callApi(telegram, "sendMessage", { chat_id: 99, text: "a" })).toMatchObject({
      status: 400,
      description: "Bad Request: chat not found",
    });
    telegram.chat(-100_5);
    await callApi(telegram, "leaveChat", { chat_id: -100_5 });
    expect((await callApi(telegram, "sendMessage", { chat_id: -100_5, text: "a" })).status).toBe(403);
  });

  it("answers a method it does not know with true, and records everything in order", async () => {
    expect((await callApi(telegram, "setMyName", { name: "Pana" })).result).toBe(true);
    await say({ text: "сәлем" });
    expect(telegram.calls.map(({ method }) => method)).toEqual(["setMyName", "sendMessage"]);
    expect(telegram.calls[1]).toMatchObject({ payload: { chat_id: CHAT, text: "сәлем" }, at: now, status: 200 });
    expect(telegram.calls[1]?.bodyText).toContain("сәлем");
  });

  it("records that a file was fetched", async () => {
    expect((await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/documents/file.bin`)).status).toBe(200);
    expect(telegram.callsOf("downloadFile")).toHaveLength(1);
  });

  it("shows venues, places and contacts", async () => {
    const place = { chat_id: CHAT, latitude: 43.2, longitude: 76.9 };
    await callApi(telegram, "sendVenue", { ...place, title: "Орталық", address: "Абай, 1" });
    await callApi(telegram, "sendLocation", place);
    await callApi(telegram, "sendContact", { chat_id: CHAT, phone_number: "111", first_name: "111" });
    expect(telegram.chat(CHAT).messages.map(({ text }) => text)).toEqual([
      "Орталық\nАбай, 1",
      "43.2, 76.9",
      "111\n111",
    ]);
    expect((await callApi(telegram, "sendLocation", { ...place, latitude: 143 })).status).toBe(400);
  });

  it("edits, and refuses an edit that changes nothing, has no message or is of a foreign one", async () => {
    await say({ ...inline({ text: "b", callback_data: "b" }), text: "one" });
    const edit = { chat_id: CHAT, message_id: 1, text: "two" };
    expect((await callApi(telegram, "editMessageText", edit)).ok).toBe(true);
    expect(telegram.chat(CHAT).message(1)).toMatchObject({ text: "two", edited: true, keyboard: { kind: "none" } });
    expect((await callApi(telegram, "editMessageText", edit)).description).toContain("message is not modified");
    expect((await callApi(telegram, "editMessageText", { ...edit, message_id: 7 })).description).toContain("not found");
    expect((await callApi(telegram, "editMessageReplyMarkup", { chat_id: CHAT, message_id: 1 })).ok).toBe(false);
  });

  it("deletes for 48 hours and not longer, passing over what is gone", async () => {
    for (const text of ["a", "b", "c"]) await say({ text });
    expect((await callApi(telegram, "deleteMessages", { chat_id: CHAT, message_ids: [1, 77] })).ok).toBe(true);
    expect((await callApi(telegram, "deleteMessage", { chat_id: CHAT, message_id: 1 })).description).toContain(
      "not found",
    );
    now += 48 * HOUR_MS - 1;
    expect((await callApi(telegram, "deleteMessage", { chat_id: CHAT, message_id: 2 })).ok).toBe(true);
    now += 1;
    expect((await callApi(telegram, "deleteMessages", { chat_id: CHAT, message_ids: [3] })).status).toBe(400);
    expect(telegram.chat(CHAT).messages.map(({ text }) => text)).toEqual(["c"]);
  });

  it("refuses a webhook without https, except on this machine, and a secret with strange signs", async () => {
    expect((await callApi(telegram, "setWebhook", { url: "http://pana.example/hook" })).status).toBe(400);
    expect((await callApi(telegram, "setWebhook", { url: "https://pana.example", secret_token: "a b" })).status).toBe(
      400,
    );
    expect((await callApi(telegram, "setWebhook", { url: "https://pana.example", secret_token: "a-b" })).ok).toBe(true);
    expect((await callApi(telegram, "getWebhookInfo")).result).toMatchObject({ url: "https://pana.example" });
    expect(telegram.mode).toBe("webhook");
    await callApi(telegram, "deleteWebhook");
    expect(telegram.mode).toBe("polling");
  });

  it("refuses the answer to a press that never was", async () => {
    expect((await callApi(telegram, "answerCallbackQuery", { callback_query_id: "1" })).status).toBe(400);
  });
});
