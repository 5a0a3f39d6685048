import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { codeOf } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import type { Receive } from "./telegram-polling.ts";

/** What the HTTP server is told to answer. There is never a body: whoever asks learns nothing. */
export type WebhookAnswer = 200 | 400 | 401 | 500;

/** Takes what Telegram posts. `body` is read only once the secret is right. */
export type Webhook = (secret: string | null, body: () => Promise<string>) => Promise<WebhookAnswer>;

/**
 * @param secret what `setWebhook` was told; compared in constant time over its hash, so that neither length nor place
 * of a difference shows.
 */
export function telegramWebhook(secret: string, receive: Receive, log: Log): Webhook {
  const expected = digest(secret);
  return async (given, body) => {
    if (given === null || !timingSafeEqual(digest(given), expected)) {
      log({ event: "inbound.dropped", channel: "telegram", reason: "bad-secret" });
      return 401;
    }
    const update = parseUpdate(await body());
    if (update === null) return 400;
    try {
      await receive(update);
      return 200;
    } catch (error) {
      log({ event: "fault", at: "webhook", code: codeOf(error) });
      return 500;
    }
  };
}

function digest(text: string): Buffer {
  return createHash("blake2b512").update(text).digest();
}

function parseUpdate(text: string): Update | null {
  try {
    const value: unknown = JSON.parse(text);
    const isUpdate =
      typeof value === "object" && value !== null && "update_id" in value && Number.isSafeInteger(value.update_id);
    return isUpdate ? (value as Update) : null;
  } catch {
    return null;
  }
}
