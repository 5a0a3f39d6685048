// Limit of Node without any framework: a state machine in memory, and the same calls that every bot here makes.
import http from "node:http";
import { type HandCase, type HandState, hearPress, hearText } from "./hand-machine.ts";
import { keyboardOf } from "./keyboards.ts";
import { nearestBySorting } from "./places.ts";
import { ALERT, hasPhraseByList, peerSettings, STAFF_CHAT } from "./settings.ts";
import type { PeerUpdate } from "./update.ts";

const CONNECTIONS = 64;
const { token, apiRoot, secret, port } = peerSettings();
const { hostname, port: apiPort } = new URL(apiRoot);
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const states = new Map<number, HandState>();
const cases: HandCase[] = [];

function call(method: string, body: object, done: () => void): void {
  const json = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(json) };
  const path = `/bot${token}/${method}`;
  const request = http.request({ agent, host: hostname, port: apiPort, method: "POST", path, headers }, (response) => {
    response.resume();
    response.on("end", done);
  });
  request.on("error", done);
  request.end(json);
}

function take(update: PeerUpdate, done: () => void): void {
  const { message, callback_query: press } = update;
  const chat = (message ?? press?.message)?.chat.id ?? 0;
  const state = states.get(chat) ?? null;
  const text = message?.text ?? "";
  if (message && hasPhraseByList(text))
    call("sendMessage", { chat_id: STAFF_CHAT, text: `${ALERT} ${text}` }, () => {});
  const turn = press ? hearPress(state, press.data) : hearText(state, text, nearestBySorting);
  let open = 1;
  const oneDone = () => {
    open -= 1;
    if (open === 0) done();
  };
  if (press) {
    open += 1;
    call("answerCallbackQuery", { callback_query_id: press.id }, oneDone);
  }
  if (turn === null) {
    oneDone();
    return;
  }
  if (turn.state === null) states.delete(chat);
  else states.set(chat, turn.state);
  if (turn.kept) {
    cases.push(turn.kept);
    call("sendMessage", { chat_id: STAFF_CHAT, text: `New case ${turn.kept.number}` }, () => {});
  }
  const keyboard = turn.buttons && { reply_markup: keyboardOf(turn.buttons) };
  call("sendMessage", { chat_id: chat, text: turn.text, ...keyboard }, oneDone);
}

http
  .createServer((request, response) => {
    if (request.headers["x-telegram-bot-api-secret-token"] !== secret) {
      response.writeHead(401).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => take(JSON.parse(Buffer.concat(chunks).toString()) as PeerUpdate, () => response.end()));
  })
  .listen(port, "127.0.0.1");
