// What sealed and durable costs at least: everything that Pana promises for one update, without any framework.
// Repeats are known, addresses hashed, states locked, cases sealed, and nothing is answered before it is on the disk.
import { timingSafeEqual } from "node:crypto";
import http from "node:http";
import { HttpLines } from "../drive/http-lines.ts";
import { floorBox } from "./floor-box.ts";
import { openFloorStore } from "./floor-store.ts";
import type { Ask } from "./flow.ts";
import { type HandState, type HandTurn, hearPress, hearText } from "./hand-machine.ts";
import { keyboardOf } from "./keyboards.ts";
import { nearestInOnePass } from "./places.ts";
import { ALERT, hasPhraseByPattern, peerSettings, STAFF_CHAT } from "./settings.ts";
import type { PeerUpdate } from "./update.ts";

const CONNECTIONS = 32;
const HOUR_MS = 3_600_000;
const nothing = () => {};

const { token, apiRoot, secret, port, database } = peerSettings();
const api = new HttpLines({ port: Number(new URL(apiRoot).port), most: CONNECTIONS, headers: [] });
const store = openFloorStore(database);
const box = await floorBox();
const expected = Buffer.from(secret);
/** Keyboards of the questions never change. */
const keyboards = new Map<string, string>();

function call(method: string, json: string): void {
  api.post(`/bot${token}/${method}`, json, nothing);
}

function take(update: PeerUpdate, done: () => void): void {
  const { message, callback_query: press } = update;
  const chat = (message ?? press?.message)?.chat.id ?? 0;
  const text = message?.text ?? "";
  const address = box.addressOf(chat);
  let turn: HandTurn | null = null;
  store.inGroup(
    () => {
      const row = store.find(address);
      if (row !== undefined && row.updateId >= update.update_id) return;
      const state = row?.locked ? box.openState<HandState>(row.locked) : null;
      turn = press ? hearPress(state, press.data) : hearText(state, text, nearestInOnePass);
      if (turn === null) return;
      store.put(address, update.update_id, turn.state && box.lockState(turn.state));
      if (turn.kept) store.add(Math.floor(Date.now() / HOUR_MS), box.sealCase(turn.kept));
    },
    () => {
      if (message && hasPhraseByPattern(text)) call("sendMessage", messageOf(STAFF_CHAT, `${ALERT} ${text}`, null));
      if (turn !== null) show(chat, turn);
      if (press) call("answerCallbackQuery", `{"callback_query_id":"${press.id}"}`);
      done();
    },
  );
}

function show(chat: number, { text, buttons, kept }: HandTurn): void {
  call("sendMessage", messageOf(chat, text, buttons));
  if (kept) call("sendMessage", messageOf(STAFF_CHAT, `New case ${kept.number}`, null));
}

function messageOf(chat: number, text: string, buttons: Ask | null): string {
  const keyboard = buttons === null ? "" : `,"reply_markup":${keyboardJson(buttons)}`;
  return `{"chat_id":${chat},"text":${JSON.stringify(text)}${keyboard}}`;
}

function keyboardJson(buttons: Ask): string {
  const name = buttons.name + buttons.answers[0];
  const known = keyboards.get(name);
  if (known !== undefined) return known;
  const json = JSON.stringify(keyboardOf(buttons));
  keyboards.set(name, json);
  return json;
}

http
  .createServer((request, response) => {
    const given = Buffer.from(String(request.headers["x-telegram-bot-api-secret-token"]));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => take(JSON.parse(Buffer.concat(chunks).toString()) as PeerUpdate, () => response.end()));
  })
  .listen(port, "127.0.0.1");
