import type { Update } from "grammy/types";
import { codeOf } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import { sameSecret } from "./same-secret.ts";
import type { Receive } from "./telegram-polling.ts";
import type { Rider } from "./telegram-rider.ts";

/** What the HTTP server is told to answer. Only Telegram itself ever gets a body. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 500;
  /** A call of the Bot API that Telegram carries out, as JSON; null: no body. */
  readonly call: string | null;
}

/** Takes what Telegram posts. Whoever does not know the secret is sent away before a byte of the body is read. */
export interface Webhook {
  readonly isTelegram: (secret: string | null) => boolean;
  readonly take: (body: string) => Promise<WebhookAnswer>;
}

/**
 * @param secret what `setWebhook` was told. @secret
 */
export function telegramWebhook(secret: string, receive: Receive, newRider: () => Rider, log: Log): Webhook {
  const isSecret = sameSecret(secret);
  return {
    isTelegram(given) {
      const isRight = isSecret(given);
      if (!isRight) log({ event: "inbound.dropped", channel: "telegram", reason: "bad-secret" });
      return isRight;
    },
    async take(body) {
      const update = parseUpdate(body);
      if (update === null) return { status: 400, call: null };
      const rider = newRider();
      try {
        await receive(update, rider);
        return { status: 200, call: rider.board() };
      } catch (error) {
        log({ event: "fault", at: "webhook", code: codeOf(error) });
        rider.goAlone();
        return { status: 500, call: null };
      }
    },
  };
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
