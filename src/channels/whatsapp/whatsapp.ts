import type { BotParts } from "../../bot/bot-parts.ts";
import { botSelf } from "../../bot/bot-self.ts";
import { compose, newBot } from "../../bot/composition.ts";
import { handleUpdate } from "../../bot/handle-update.ts";
import { Repeats } from "../../bot/repeats.ts";
import type { Locale } from "../../domain/chat.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import type { Log } from "../../domain/log-event.ts";
import type { Show } from "../../domain/outgoing.ts";
import type { PlatformAddress } from "../../domain/platform-address.ts";
import { botApiOver, pastClient } from "../bot-api.ts";
import { telegramShow } from "../telegram-show.ts";
import type { DeliveryState } from "./arrived.ts";
import { locationRequest, templateMessage } from "./cloud-payload.ts";
import { type GraphClient, type GraphSettings, graphClient, type Recipient } from "./graph-client.ts";
import { faultOfGraph } from "./graph-faults.ts";
import { numberOf } from "./translate.ts";
import { whatsappCalls } from "./whatsapp-calls.ts";
import { type WhatsAppSecrets, type WhatsAppWebhook, whatsAppWebhook } from "./whatsapp-webhook.ts";

export interface WhatsAppSettings extends GraphSettings, WhatsAppSecrets {
  /** Names of approved templates that say, in the words of the cover, that an answer waits. */
  readonly templates: Readonly<Partial<Record<Locale, string>>>;
}

export interface WhatsAppChannel {
  readonly webhook: WhatsAppWebhook;
  /** Closes the connections, once nothing is to be shown any more. */
  readonly close: () => Promise<void>;
}

/** Not an address that anything could be sent to: everything goes through the fetch below. */
const NOWHERE = "whatsapp:";
const TOKEN = "1:whatsapp";

/** WhatsApp: its notifications in, its messages out. @param finish puts the parts of the bot together, as in `telegramChannel`. */
export function whatsappChannel(
  settings: WhatsAppSettings,
  { log }: { readonly log: Log },
  finish: (show: Show) => BotParts,
): WhatsAppChannel {
  const graph = graphClient(settings);
  const complain = () => log({ event: "fault", at: "deliver", code: "channel/refused" });
  const calls = whatsappCalls({
    addressOf: (chat) => recipientOf(parts, chat),
    send: graph.send,
    newMessageId: numberOf,
  });
  const fetch = botApiOver(calls, complain);
  const bot = newBot(TOKEN, { client: { apiRoot: NOWHERE, fetch: fetch as never }, botInfo: botSelf(1) });
  bot.api.config.use(pastClient(calls, complain));
  const shown = telegramShow(bot.api);
  const parts: BotParts = finish(async (chat, out) => {
    if (out.out === "nudge") return nudge(graph, settings, parts, Number(chat.id), out.locale);
    const message = await shown(chat, out);
    if (out.out === "screen" && out.place !== undefined) await askForPlace(graph, parts, Number(chat.id), out.place);
    return message;
  });
  compose(bot, parts, "whatsapp");
  const repeats = new Repeats();
  const webhook = whatsAppWebhook(settings, {
    receive: (update) => repeats.once(update.update_id, () => handleUpdate(bot, update)),
    chatOf: (from) => parts.bridges.chatOf(from),
    moved: (from, to) => parts.bridges.moved(from, to),
    status: (message, state, code) => void tell(parts, message, state, code),
    log,
  });
  return { webhook, close: graph.close };
}

/** What became of a message. Where that cannot be kept, staff go on seeing what they saw. */
async function tell(parts: BotParts, message: number, state: DeliveryState, code: number | null): Promise<void> {
  if (state === "sent") return; // That much was known when it was sent.
  try {
    await parts.deliveries.learn(message, state === "failed" ? { failed: failureOf(code) } : "delivered");
  } catch (error) {
    parts.parts.log({ event: "fault", at: "deliver", code: codeOf(error) });
  }
}

/** A failure that comes later is a fate: nothing is sent once more by itself. */
function failureOf(code: number | null) {
  return faultOfGraph({ status: 400, code, subcode: null, retryAfter: null }).code;
}

async function recipientOf(parts: BotParts, chat: number): Promise<Recipient | null> {
  const address = await parts.bridges.addressOf(chat);
  return address && whereTo(address);
}

/** The number where it is known: it is understood by every version of the platform. */
function whereTo({ phone, user }: PlatformAddress): Recipient | null {
  if (phone !== null) return { kind: "phone", digits: phone };
  return user === null ? null : { kind: "user", id: user };
}

/** The platform's own button, in a message of its own. She was asked already, so a failure of this one is only logged. */
async function askForPlace(graph: GraphClient, parts: BotParts, chat: number, text: string): Promise<void> {
  try {
    const to = await recipientOf(parts, chat);
    if (to !== null) await graph.send(to, locationRequest(text));
  } catch (error) {
    parts.parts.log({ event: "fault", at: "deliver", code: codeOf(error) });
  }
}

/** In her language, or in the other one where that alone was approved. Without any nothing is sent. */
async function nudge(
  graph: GraphClient,
  { templates }: WhatsAppSettings,
  parts: BotParts,
  chat: number,
  locale: Locale | null,
): Promise<null> {
  const hers = locale ?? "ru";
  const language = templates[hers] === undefined ? (hers === "ru" ? "kk" : "ru") : hers;
  const name = templates[language];
  const to = await recipientOf(parts, chat).catch((cause: unknown) => {
    throw new Fault("channel/unreachable", {}, cause);
  });
  if (name === undefined || to === null) throw new Fault("channel/refused");
  await graph.send(to, templateMessage(name, language));
  return null;
}
