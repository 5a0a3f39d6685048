import type { Update } from "grammy/types";
import type { DeliveryState, Sender } from "../../../src/channels/whatsapp/arrived.ts";
import { type WhatsAppWebhook, whatsAppWebhook } from "../../../src/channels/whatsapp/whatsapp-webhook.ts";
import type { LogEvent } from "../../../src/domain/log-event.ts";
import { signed, WHATSAPP_SECRETS } from "./envelope.ts";

/** The receiving half of WhatsApp with nothing behind it but lists. */
export interface WhatsAppRig {
  readonly webhook: WhatsAppWebhook;
  readonly received: Update[];
  readonly moved: (readonly [Sender, Sender])[];
  readonly statuses: (readonly [message: number, state: DeliveryState, code: number | null])[];
  readonly log: LogEvent[];
  /** What the bot does with an update; a test may let it fail or wait. */
  bot: (update: Update) => Promise<void>;
  /** Signs a payload as Meta does and takes it. */
  readonly post: (payload: unknown) => Promise<number>;
  /** What was recorded so far is forgotten. */
  readonly clear: () => void;
}

/** The first number that no chat of Telegram can have. */
export const FIRST_CHAT = 2 ** 52;

export function whatsAppRig(): WhatsAppRig {
  const lists = { received: [] as Update[], moved: [], statuses: [], log: [] } satisfies Partial<WhatsAppRig>;
  const chats = new Map<string, number>();
  const rig: WhatsAppRig = {
    ...lists,
    bot: () => Promise.resolve(),
    webhook: whatsAppWebhook(WHATSAPP_SECRETS, {
      receive: async (update) => {
        await rig.bot(update);
        rig.received.push(update);
      },
      chatOf: ({ user, phone }) => {
        const key = user ?? phone ?? "";
        const chat = chats.get(key) ?? FIRST_CHAT + chats.size;
        chats.set(key, chat);
        return Promise.resolve(chat);
      },
      moved: async (from, to) => void rig.moved.push([from, to]),
      status: (...told) => void rig.statuses.push(told),
      log: (entry) => void rig.log.push(entry),
    }),
    post: async (payload) => {
      const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
      return (await rig.webhook.take(body, signed(body))).status;
    },
    clear: () => {
      for (const list of Object.values(lists)) list.length = 0;
    },
  };
  return rig;
}
