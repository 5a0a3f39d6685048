import { inspect } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { newBot } from "../../../src/bot/composition.ts";
import { botApiOver } from "../../../src/channels/bot-api.ts";
import { telegramShow } from "../../../src/channels/telegram-show.ts";
import type { CloudMessage } from "../../../src/channels/whatsapp/cloud-payload.ts";
import type { Recipient } from "../../../src/channels/whatsapp/graph-client.ts";
import { whatsappCalls } from "../../../src/channels/whatsapp/whatsapp-calls.ts";
import { Fault, type FaultCode } from "../../../src/domain/faults.ts";
import type { Show } from "../../../src/domain/outgoing.ts";
import { bodyOf, buttonsOf } from "./payload-parts.ts";

const HER = 2 ** 52 + 7;
const her = { channel: "whatsapp", id: String(HER) } as const;
const phone: Recipient = { kind: "phone", digits: "12025550101" };
const rows = [[{ label: "Да", press: "a.1.yes" }]];

let sent: CloudMessage[];
let numbered: string[];
let complaints: string[];
let next: Error | null;
/** How often it was asked to send, and which time fails. */
let calls: number;
let failsAt: number;
let lookUp: () => Promise<Recipient | null>;
let api: ReturnType<typeof newBot>["api"];
let show: Show;
beforeEach(() => {
  [sent, numbered, complaints, next] = [[], [], [], null];
  [calls, failsAt] = [0, 0];
  lookUp = async () => phone;
  const asked = whatsappCalls({
    addressOf: (chat) => (chat === HER ? lookUp() : Promise.resolve(null)),
    async send(to, message) {
      expect(to).toBe(phone);
      if (next !== null) throw next;
      calls += 1;
      if (calls === failsAt) throw new Fault("channel/unreachable");
      return `wamid.${sent.push(message)}`;
    },
    newMessageId: (wamid) => 100 + numbered.push(wamid),
  });
  const fetch = botApiOver(asked, (what) => complaints.push(what));
  api = newBot("1:whatsapp", { client: { apiRoot: "whatsapp:", fetch: fetch as never } }).api;
  show = telegramShow(api);
});

describe("the Bot API over WhatsApp", () => {
  it("sends a screen and gives the number of the message", async () => {
    expect(await show(her, { out: "screen", text: "Вы в безопасности?", rows })).toBe(101);
    expect(sent.map(bodyOf)).toEqual(["Вы в безопасности?"]);
    expect(buttonsOf(sent[0])).toEqual([{ id: "a.1.yes", title: "Да" }]);
  });

  it("sends a long screen in order, knows each of its messages, and takes the last one for the screen", async () => {
    const text = `${"Слова. ".repeat(300).trim()}\n\nСогласны?`;
    expect(await show(her, { out: "screen", text, rows })).toBe(102);
    expect(sent.map(({ type }) => type)).toEqual(["text", "interactive"]);
    expect(numbered).toEqual(["wamid.1", "wamid.2"]);
  });

  it("shows boxes anew, because nothing that was sent can be changed", async () => {
    const boxes = ["☑ Бьёт", "☐ Угрожает", "☐ Следит"].map((label, i) => [{ label, press: `t.1.o${i}.1` }]);
    await show(her, { out: "redraw", message: 101, rows: boxes });
    expect(sent.map(bodyOf)).toEqual(["1. ☑ Бьёт\n2. Угрожает\n3. Следит"]);
    const more = [...boxes, [{ label: "Готово", press: "a.1.done" }]];
    await show(her, { out: "redraw", message: 101, rows: more });
    expect(buttonsOf(sent[1]).map(({ title }) => title)).toEqual(["Готово"]);
  });

  it("tried again, goes on with the message that failed", async () => {
    const text = `${"Слова. ".repeat(300).trim()}\n\nСогласны?`;
    failsAt = 2;
    await expect(show(her, { out: "screen", text, rows })).rejects.toMatchObject({ code: "channel/unreachable" });
    await show(her, { out: "screen", text, rows });
    expect(sent.map(({ type }) => type)).toEqual(["text", "interactive"]);
  });

  it("says honestly that nothing can be deleted", async () => {
    expect(await show(her, { out: "sweep", messages: [101, 102, 7] })).toBe(3);
    expect(sent).toEqual([]);
  });

  it("never shows that somebody types or reads", async () => {
    await api.sendChatAction(HER, "typing");
    await api.answerCallbackQuery("1");
    expect([sent, complaints]).toEqual([[], []]);
  });

  it("refuses loudly what it cannot show, so that nobody believes it was shown", async () => {
    await expect(api.sendPoll(HER, "?", [{ text: "a" }, { text: "b" }])).rejects.toMatchObject({ error_code: 405 });
    const link = { reply_markup: { inline_keyboard: [[{ text: "111", url: "https://example.org" }]] } };
    await expect(api.sendMessage(HER, "текст", link)).rejects.toMatchObject({ error_code: 405 });
    const bold = { parse_mode: "HTML" } as const;
    await expect(api.sendMessage(HER, "<b>текст</b>", bold)).rejects.toMatchObject({ error_code: 405 });
    await expect(api.sendMessage(HER, "")).rejects.toMatchObject({ error_code: 400 });
    expect(complaints.map((what) => what.split(":")[0])).toEqual(["sendPoll", "sendMessage", "sendMessage"]);
    expect(complaints.join()).not.toContain("текст");
    expect(sent).toEqual([]);
  });

  it("is blocked for a chat that nobody ever wrote from", async () => {
    const other = { channel: "whatsapp", id: String(HER + 1) } as const;
    await expect(show(other, { out: "screen", text: "чужое", rows })).rejects.toMatchObject({
      code: "channel/blocked",
    });
  });

  it("tries again later when the address cannot be looked up now", async () => {
    lookUp = () => Promise.reject(new Fault("store/unavailable"));
    const shown = show(her, { out: "screen", text: "слова", rows });
    await expect(shown).rejects.toMatchObject({ code: "channel/unreachable" });
  });

  it.each<FaultCode>([
    "channel/blocked",
    "channel/refused",
    "channel/slow-down",
    "channel/unreachable",
    "channel/window-closed",
  ])("passes on why it could not: %s", async (code) => {
    next = new Fault(code, { status: 400, code: 7, retryMs: 6_000 });
    const error = await show(her, { out: "screen", text: "тайна", rows }).catch((caught: unknown) => caught);
    expect(error).toBe(next);
    expect(inspect(error, { depth: 9 })).not.toContain("тайна");
  });

  it("counts everything unforeseen as a thing to try again", async () => {
    next = new TypeError("тайна");
    const error = await show(her, { out: "screen", text: "тайна", rows }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "channel/unreachable" });
    expect(inspect(error, { depth: 9 })).not.toContain("тайна");
  });

  it("refuses a screen with a button that would say nothing", async () => {
    const shown = show(her, { out: "screen", text: "слова", rows: [[{ label: " ", press: "a.1.yes" }]] });
    await expect(shown).rejects.toMatchObject({ code: "channel/refused" });
    expect(sent).toEqual([]);
  });
});
