import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Webhook } from "../channels/telegram-webhook.ts";
import { addressOf, answer, type Door, sendAway } from "./door.ts";
import { readBody } from "./read-body.ts";

const PATH = "/telegram/webhook";
const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** Telegram's updates are far smaller; whoever sends more wants something else. */
const MAX_BODY_BYTES = 1_048_576;

/**
 * The one request that comes by the thousand, taken from the socket as it is. [Note: Past the framework]
 *
 * Whoever does not know the secret is sent away before a byte of the body is read, and with 413 as soon as it is too much.
 *
 * @param headers of every answer.
 */
export function telegramDoor(telegram: Webhook, headers: OutgoingHttpHeaders): Door {
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === "too-large") sendAway(response, 413, headers);
    else if (body !== "broken-off") {
      // Bytes that are no UTF-8 become U+FFFD.
      const { status, call } = await telegram.take(body.bytes.toString("utf8"));
      answer(response, status, headers, call === null ? null : { type: "application/json", text: call });
    }
  }

  return (request, response) => {
    if (addressOf(request).path !== PATH) return false;
    const secret = request.headers[SECRET_HEADER];
    const isTelegram = telegram.isTelegram(typeof secret === "string" ? secret : null);
    if (isTelegram && request.method !== "POST") return false;
    if (!isTelegram) sendAway(response, 401, headers);
    else void take(request, response).catch(() => sendAway(response, 500, headers));
    return true;
  };
}
