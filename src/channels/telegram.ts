import type { Update, UserFromGetMe } from "grammy/types";
import type { BotParts } from "../bot/bot-parts.ts";
import { botSelf } from "../bot/bot-self.ts";
import { compose, newBot } from "../bot/composition.ts";
import { handleUpdate } from "../bot/handle-update.ts";
import { Repeats } from "../bot/repeats.ts";
import { codeOf } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import type { Show } from "../domain/outgoing.ts";
import type { Texts } from "../i18n/texts.ts";
import { directCalls } from "./telegram-calls.ts";
import { pooledFetch } from "./telegram-fetch.ts";
import { Polling, type Receive } from "./telegram-polling.ts";
import { RIDING_METHOD, Rider } from "./telegram-rider.ts";
import { ALLOWED_UPDATES, setUpBot, showPicture } from "./telegram-setup.ts";
import { telegramShow } from "./telegram-show.ts";
import { telegramWebhook, type Webhook } from "./telegram-webhook.ts";

export interface TelegramSettings {
  /** @secret */
  readonly token: string;
  readonly apiRoot: string;
  /** Where Telegram posts to, and the secret it shows; null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** A picture of the cover, a JPG file; null: it has none. */
  readonly avatar: string | null;
}

export interface TelegramChannel {
  readonly show: Show;
  /** null while polling. */
  readonly webhook: Webhook | null;
  /** Connects to Telegram; tries again until it answers. */
  readonly start: () => Promise<void>;
  /** Takes nothing more; what was taken is finished. */
  readonly stop: () => Promise<void>;
  /** Closes the connections, once nothing is to be shown any more. */
  readonly close: () => Promise<void>;
}

const START_RETRY_MS = 2_000;
/** Telegram lets names be set a few times only; after a refusal it is left in peace for a while. */
const DECORATE_RETRY_MS = 60_000;
const DECORATE_TRIES = 5;

/** Telegram: its format in, its calls out. @param finish puts the parts of the bot together once there is something to show with. */
export function telegramChannel(
  settings: TelegramSettings,
  { log, texts }: { readonly log: Log; readonly texts: Texts },
  finish: (show: Show) => BotParts,
  pause: (ms: number) => Promise<void>,
): TelegramChannel {
  const pooled = pooledFetch(settings.apiRoot);
  const canUseWebhookReply = (method: string) => method === RIDING_METHOD;
  const client = { apiRoot: settings.apiRoot, fetch: pooled.fetch as never, canUseWebhookReply };
  const bot = newBot(settings.token, { client, botInfo: botSelf(Number.parseInt(settings.token, 10)) });
  const address = `${settings.apiRoot}/bot${settings.token}`;
  bot.api.config.use(directCalls(pooled.post, address, settings.webhook !== null));
  const sendAlone = (call: string) => void pooled.post(`${address}/${RIDING_METHOD}`, call).catch(() => {});
  const show = telegramShow(bot.api);
  compose(bot, finish(show), "telegram");
  const repeats = new Repeats();
  const receive: Receive = (update: Update, rider?: Rider) =>
    repeats.once(update.update_id, () => handleUpdate(bot, update, rider && { send: (call) => rider.take(call) }));
  const polling = settings.webhook === null ? new Polling(bot.api, receive, log, pause) : null;
  let stopped = false;

  async function connect(): Promise<void> {
    bot.botInfo = (await bot.api.getMe()) as UserFromGetMe;
    if (settings.webhook === null) await bot.api.deleteWebhook();
    else {
      const { url, secret } = settings.webhook;
      await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: 100 });
    }
  }

  /** How the bot looks. People are served meanwhile: a name that is late hurts nobody. */
  async function decorate(): Promise<void> {
    let pictureIsDue = false; // Remembered: at the next try the name is right.
    for (let tries = 0; !stopped && tries < DECORATE_TRIES; tries += 1) {
      try {
        pictureIsDue = (await setUpBot(bot.api, { id: bot.botInfo.id, texts })) || pictureIsDue;
        if (pictureIsDue && settings.avatar !== null) await showPicture(bot.api, settings.avatar);
        return;
      } catch (error) {
        log({ event: "fault", at: "start", code: codeOf(error) });
        await pause(DECORATE_RETRY_MS);
      }
    }
  }

  return {
    show,
    webhook:
      settings.webhook && telegramWebhook(settings.webhook.secret, receive, () => new Rider(sendAlone, pause), log),
    async start() {
      while (!stopped) {
        try {
          await connect();
          polling?.start();
          break;
        } catch (error) {
          log({ event: "fault", at: "start", code: codeOf(error) });
          await pause(START_RETRY_MS);
        }
      }
      await decorate();
    },
    async stop() {
      stopped = true;
      await polling?.stop();
    },
    close: pooled.close,
  };
}
