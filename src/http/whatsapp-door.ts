import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { WhatsAppWebhook } from "../channels/whatsapp/whatsapp-webhook.ts";
import { addressOf, answer, type Door, sendAway } from "./door.ts";
import { readBody } from "./read-body.ts";

const PATH = "/whatsapp/webhook";
const SIGNATURE_HEADER = "x-hub-signature-256";
/**
 * The most that Meta posts at once.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks
 */
const MAX_BODY_BYTES = 3 * 1_048_576;
/** Anybody can send something shaped like a signature: more bodies at once are not held. Meta sends again. */
const MOST_AT_ONCE = 100;

/**
 * What Meta posts and, once, asks. [Note: Past the framework] Its signature is over the whole body, which has to be read
 * before anything is known: so whoever bears none is sent away before, and with 413 as soon as it is too much.
 *
 * @param headers of every answer.
 */
export function whatsAppDoor(whatsapp: WhatsAppWebhook, headers: OutgoingHttpHeaders): Door {
  let reading = 0;

  async function read(request: IncomingMessage) {
    reading += 1;
    try {
      return await readBody(request, MAX_BODY_BYTES);
    } finally {
      reading -= 1;
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (reading >= MOST_AT_ONCE) return sendAway(response, 503, headers);
    const body = await read(request);
    if (body === "too-large") sendAway(response, 413, headers);
    else if (body !== "broken-off") {
      const { status } = await whatsapp.take(body.bytes, request.headers[SIGNATURE_HEADER]);
      answer(response, status, headers);
    }
  }

  function shakeHands(query: string, response: ServerResponse): void {
    const verified = whatsapp.verify(new URLSearchParams(query));
    if (verified.status === 403) sendAway(response, 403, headers);
    else answer(response, 200, headers, { type: "text/plain; charset=utf-8", text: verified.challenge });
  }

  return (request, response) => {
    const { path, query } = addressOf(request);
    if (path !== PATH || (request.method !== "GET" && request.method !== "POST")) return false;
    if (request.method === "GET") shakeHands(query, response);
    else if (!whatsapp.bearsSignature(request.headers[SIGNATURE_HEADER])) sendAway(response, 401, headers);
    else void take(request, response).catch(() => sendAway(response, 500, headers));
    return true;
  };
}
