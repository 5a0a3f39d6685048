import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Webhook } from "../channels/telegram-webhook.ts";

const PATH = "/telegram/webhook";
const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** Telegram's updates are far smaller; whoever sends more wants something else. */
const MAX_BODY_BYTES = 1_048_576;
const JSON_BODY = { "content-type": "application/json" } as const;

/** Takes a request that is meant for the webhook; false: it is for somebody else. */
export type WebhookDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The one request that comes by the thousand, taken from the socket as it is. [Note: Past the framework]
 *
 * Whoever does not know the secret is sent away before a byte of the body is read, and with 413 as soon as it is too much.
 *
 * @param headers of every answer.
 */
export function webhookDoor(telegram: Webhook, headers: OutgoingHttpHeaders): WebhookDoor {
  const answer = (response: ServerResponse, status: number, more: OutgoingHttpHeaders = {}) =>
    response.writeHead(status, { ...headers, ...more, "content-length": 0 }).end();
  /** What is still to come of a body that nobody wants ends with its connection. */
  const sendAway = (response: ServerResponse, status: number) => answer(response, status, { connection: "close" });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === "too-large") sendAway(response, 413);
    else if (body !== "broken-off") {
      const { status, call } = await telegram.take(body.text);
      if (call === null) answer(response, status);
      else
        response.writeHead(status, { ...headers, ...JSON_BODY, "content-length": Buffer.byteLength(call) }).end(call);
    }
  }

  return (request, response) => {
    if (pathOf(request) !== PATH) return false;
    const secret = request.headers[SECRET_HEADER];
    const isTelegram = telegram.isTelegram(typeof secret === "string" ? secret : null);
    if (isTelegram && request.method !== "POST") return false;
    if (!isTelegram) sendAway(response, 401);
    else void take(request, response).catch(() => sendAway(response, 500));
    return true;
  };
}

function pathOf({ url = "" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

/** The body as text; bytes that are no UTF-8 become U+FFFD. */
function readBody(request: IncomingMessage): Promise<{ readonly text: string } | "too-large" | "broken-off"> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return Promise.resolve("too-large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) resolve("too-large");
      else chunks.push(chunk);
    });
    request.on("end", () => resolve({ text: Buffer.concat(chunks, length).toString("utf8") }));
    request.on("error", () => resolve("broken-off"));
    request.on("close", () => resolve("broken-off"));
  });
}
