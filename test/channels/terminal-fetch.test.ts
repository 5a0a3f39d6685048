import { beforeEach, describe, expect, it } from "vitest";
import { newBot } from "../../src/bot/composition.ts";
import { telegramShow } from "../../src/channels/telegram-show.ts";
import { terminalFetch } from "../../src/channels/terminal-fetch.ts";
import { TerminalRoom } from "../../src/channels/terminal-room.ts";

const HER = 2 ** 52 + 7;
const quiet = { shown: () => {}, redrawn: () => {}, swept: () => {} };

let room: TerminalRoom;
let complaints: string[];
let api: ReturnType<typeof newBot>["api"];
beforeEach(() => {
  room = new TerminalRoom(100, quiet);
  complaints = [];
  const fetch = terminalFetch(HER, room, (what) => complaints.push(what)) as never;
  api = newBot("1:terminal", { client: { apiRoot: "terminal:", fetch } }).api;
});

const her = { channel: "terminal", id: String(HER) } as const;
const rows = [[{ label: "Да", press: "a.1.yes" }]];

describe("the Bot API in a terminal", () => {
  it("shows, redraws and deletes what the bot shows everywhere", async () => {
    const show = telegramShow(api);
    const first = await show(her, { out: "screen", text: "Вы в безопасности?", rows });
    const second = await show(her, { out: "screen", text: "Ещё", rows: [] });
    expect(room.messages.map(({ text }) => text)).toEqual(["Вы в безопасности?", "Ещё"]);
    const other = [[{ label: "☑ Да", press: "a.1.yes" }]];
    await show(her, { out: "redraw", message: first ?? 0, rows: other });
    await show(her, { out: "redraw", message: first ?? 0, rows: other }); // Pressed twice: not a failure.
    expect(room.find(first ?? 0)?.buttons).toEqual([{ label: "☑ Да", data: "a.1.yes" }]);
    await show(her, { out: "sweep", messages: [first ?? 0, second ?? 0, 1] });
    expect(room.messages).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("refuses loudly what it cannot show, so that nobody believes it was shown", async () => {
    await expect(api.sendPoll(HER, "?", [{ text: "a" }, { text: "b" }])).rejects.toMatchObject({ error_code: 405 });
    const link = { reply_markup: { inline_keyboard: [[{ text: "111", url: "https://example.org" }]] } };
    await expect(api.sendMessage(HER, "текст", link)).rejects.toMatchObject({ error_code: 405 });
    await expect(api.sendMessage(HER, "*текст*", { parse_mode: "MarkdownV2" })).rejects.toMatchObject({
      error_code: 405,
    });
    await expect(api.getUpdates()).rejects.toMatchObject({ error_code: 405 });
    expect(complaints.map((what) => what.split(":")[0])).toEqual([
      "sendPoll",
      "sendMessage",
      "sendMessage",
      "getUpdates",
    ]);
    expect(complaints.join()).not.toContain("текст");
    expect(room.messages).toEqual([]);
  });

  it("is blocked for every other chat: what waits for somebody of an earlier run is not shown to this one", async () => {
    const other = { channel: "terminal", id: String(HER + 1) } as const;
    await expect(telegramShow(api)(other, { out: "screen", text: "чужое", rows: [] })).rejects.toMatchObject({
      code: "channel/blocked",
    });
    expect(room.messages).toEqual([]);
  });
});
