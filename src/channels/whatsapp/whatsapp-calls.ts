import { Fault } from "../../domain/faults.ts";
import { remember } from "../../domain/remember.ts";
import { type Answer, buttonsIn, type Call, fail, type Payload, refuse, TRUE } from "../bot-api.ts";
import { cloudMessages, tickMessages } from "./cloud-message.ts";
import type { CloudMessage } from "./cloud-payload.ts";
import type { GraphClient, Recipient } from "./graph-client.ts";

export interface WhatsAppCallsParts {
  /** Who that chat is at WhatsApp; null when nobody ever was. */
  readonly addressOf: (chat: number) => Promise<Recipient | null>;
  readonly send: GraphClient["send"];
  /** The number that the bot knows a message by. Called once for each message that was sent. */
  readonly newMessageId: (wamid: string) => number;
}

/**
 * The Bot API over the Cloud API, call by call. [Note: Below the engine]
 *
 * Answers hold the number of a message and nothing else. A {@link Fault} of sending is thrown as it is, and `telegramShow`
 * takes it out of whatever grammY puts it into. A call that this cannot do is refused, so that nobody believes it was
 * shown.
 */
export function whatsappCalls(parts: WhatsAppCallsParts): Call {
  const sending: Sending = { ...parts, begun: new Map() };
  return (method, payload) => call(sending, method, payload);
}

interface Sending extends WhatsAppCallsParts {
  /** Screens of which some messages were sent and one failed: tried again, they go on with that one. By the whole call. */
  readonly begun: Map<string, readonly number[]>;
}

/** Screens that nobody tries again are forgotten after so many others. */
const BEGUN = 200;

function goOnLater(begun: Sending["begun"], call: string, sent: readonly number[], cause: unknown): never {
  if (sent.length > 0) remember(begun, call, sent, BEGUN);
  throw cause;
}

async function call(parts: Sending, method: string, payload: Payload): Promise<Answer> {
  switch (method) {
    case "sendMessage":
      return say(parts, payload);
    case "editMessageReplyMarkup":
      return redraw(parts, payload);
    case "deleteMessage":
    case "deleteMessages":
      return fail(400, "message can't be deleted"); // No business can: her copy stays on her phone.
    case "answerCallbackQuery":
    case "sendChatAction":
    case "leaveChat":
      return TRUE; // There is no spinner to stop, and "typing" or a read mark would say that somebody reads.
    default:
      return refuse("WhatsApp has no such method");
  }
}

/** Silence, previews and protection against forwarding are Telegram's; here is nothing of the kind to ask for. */
async function say(parts: Sending, payload: Payload): Promise<Answer> {
  const { text, reply_markup: markup } = payload;
  const buttons = buttonsIn(markup);
  if (buttons === null) return refuse("WhatsApp has no such keyboard");
  if ("parse_mode" in payload || "entities" in payload) return refuse("only plain text is sent");
  if (typeof text !== "string" || text === "") return fail(400, "message text is empty");
  return deliver(parts, payload, () => cloudMessages(text, [buttons]));
}

/** Only boxes are ever redrawn. */
async function redraw(parts: Sending, payload: Payload): Promise<Answer> {
  const buttons = buttonsIn(payload.reply_markup);
  if (buttons === null) return refuse("WhatsApp has no such keyboard");
  return deliver(parts, payload, () => tickMessages([buttons]));
}

/** In order, one after the other: WhatsApp shows them as they come in. The last one has the buttons, so it is the message. */
async function deliver(
  { addressOf, send, newMessageId, begun }: Sending,
  payload: Payload,
  messages: () => readonly CloudMessage[],
): Promise<Answer> {
  const address = await addressOf(Number(payload.chat_id)).catch(unknownForNow);
  if (address === null) return fail(403, "nobody writes from this chat");
  const call = JSON.stringify(payload);
  const sent = [...(begun.get(call) ?? [])];
  for (const one of messages().slice(sent.length)) {
    sent.push(newMessageId(await send(address, one).catch((cause: unknown) => goOnLater(begun, call, sent, cause))));
  }
  begun.delete(call);
  return { ok: true, result: { message_id: sent.at(-1) ?? 0 } };
}

/** An address that cannot be looked up now can be later. */
function unknownForNow(cause: unknown): never {
  throw new Fault("channel/unreachable", {}, cause);
}
