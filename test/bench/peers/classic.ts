// node-telegram-bot-api 0.67, the most used one, with a state machine by hand in memory: the fastest of the frameworks.
import http from "node:http";
// @ts-expect-error The package brings no types.
import TelegramBot from "node-telegram-bot-api";
import { type HandCase, type HandState, type HandTurn, hearPress, hearText } from "./hand-machine.ts";
import { keyboardOf } from "./keyboards.ts";
import { nearestBySorting } from "./places.ts";
import { ALERT, hasPhraseByList, peerSettings, STAFF_CHAT } from "./settings.ts";
import type { PeerUpdate } from "./update.ts";

/** The part of the library that is used. */
interface ClassicBot {
  sendMessage(chat: number, text: string, options?: object): Promise<unknown>;
  answerCallbackQuery(id: string): Promise<unknown>;
  on(event: "message", hear: (message: NonNullable<PeerUpdate["message"]>) => void): void;
  on(event: "callback_query", hear: (press: NonNullable<PeerUpdate["callback_query"]>) => void): void;
  processUpdate(update: PeerUpdate): void;
}

const { token, apiRoot, secret, port } = peerSettings();
const Classic = TelegramBot as new (token: string, options: object) => ClassicBot;
const bot = new Classic(token, { baseApiUrl: apiRoot });
const states = new Map<number, HandState>();
const cases: HandCase[] = [];

async function show(chat: number, turn: HandTurn | null): Promise<void> {
  if (turn === null) return;
  if (turn.state === null) states.delete(chat);
  else states.set(chat, turn.state);
  await bot.sendMessage(chat, turn.text, turn.buttons ? { reply_markup: keyboardOf(turn.buttons) } : {});
  if (turn.kept === null) return;
  cases.push(turn.kept);
  await bot.sendMessage(STAFF_CHAT, `New case ${turn.kept.number}`);
}

async function takeText(chat: number, text: string): Promise<void> {
  if (hasPhraseByList(text)) await bot.sendMessage(STAFF_CHAT, `${ALERT} ${text}`);
  await show(chat, hearText(states.get(chat) ?? null, text, nearestBySorting));
}

async function takePress({ id, data, message }: NonNullable<PeerUpdate["callback_query"]>): Promise<void> {
  await bot.answerCallbackQuery(id);
  await show(message.chat.id, hearPress(states.get(message.chat.id) ?? null, data));
}

const complain = (error: unknown) => process.stderr.write(`${String(error)}\n`);
bot.on("message", ({ chat, text = "" }) => void takeText(chat.id, text).catch(complain));
bot.on("callback_query", (press) => void takePress(press).catch(complain));

// As the library's own server does: 200 as soon as the update is handed over; the check of the secret is added.
http
  .createServer((request, response) => {
    if (request.headers["x-telegram-bot-api-secret-token"] !== secret) {
      response.writeHead(401).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bot.processUpdate(JSON.parse(Buffer.concat(chunks).toString()) as PeerUpdate);
      response.end("OK");
    });
  })
  .listen(port, "127.0.0.1");
