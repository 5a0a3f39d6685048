import type { Message, Update } from "grammy/types";
import type { Inbound } from "../app/inbound.ts";
import type { Door } from "../app/press.ts";
import { parsePress } from "../app/press.ts";
import type { Channel, ChatAddress, Locale } from "../domain/chat.ts";
import type { Heard } from "../talks/hear.ts";

/** What an update is once everything that is not needed is gone. */
export type Minimised =
  | {
      readonly is: "talk";
      readonly inbound: Inbound;
      readonly words: string | null;
      readonly door: { readonly door: Door; readonly locale: Locale | null } | null;
      readonly press: string | null;
    }
  /** Something we do not take: said kindly. A caption may still hold a cry for help. */
  | {
      readonly is: "unsupported";
      readonly chat: ChatAddress;
      readonly media: boolean;
      readonly words: string | null;
      readonly message: number;
      readonly updateId: string;
    }
  /** A group or channel: left at once. */
  | { readonly is: "not-private"; readonly leave: number | null }
  | { readonly is: "nothing" };

/** The longest text a platform sends, WhatsApp's (Telegram's has 4,096); more is a fault of the platform and is cut. */
const MAX_WORDS = 65_536;

/** Takes from an update what a talk needs. Names, languages and everything else stay behind. */
export function minimise(update: Update, channel: Channel): Minimised {
  const message = update.message ?? update.edited_message;
  if (message) return ofMessage(update, message, channel);
  if (update.callback_query) return ofPress(update, channel);
  const group = update.my_chat_member?.chat ?? update.channel_post?.chat;
  if (group && group.type !== "private") return { is: "not-private", leave: group.id };
  return { is: "nothing" };
}

function ofMessage(update: Update, message: Message, channel: Channel): Minimised {
  if (message.chat.type !== "private") return { is: "not-private", leave: message.chat.id };
  if (message.from?.is_bot || message.via_bot || message.business_connection_id) return { is: "nothing" };
  // A live location is edited as she moves: it is not followed, and not answered each time either.
  if (update.edited_message && message.text === undefined && message.caption === undefined) return { is: "nothing" };
  const chat: ChatAddress = { channel, id: String(message.chat.id) };
  const updateId = String(update.update_id);
  const heard = heardIn(message);
  if (heard === null) {
    const words = wordsBeside(message);
    return { is: "unsupported", chat, media: isMedia(message), words, message: message.message_id, updateId };
  }
  const words = heard.heard === "words" ? heard.words : null;
  const inbound: Inbound = {
    chat,
    updateId,
    heard,
    serial: null,
    tick: null,
    begin: words !== null && /^\/start\b/.test(words) ? "first-contact" : null,
    telling: false,
    numbersShown: false,
    danger: null,
    edited: update.edited_message !== undefined,
    forwarded: message.forward_origin !== undefined,
    message: message.message_id,
  };
  return { is: "talk", inbound, words, door: null, press: null };
}

function heardIn(message: Message): Heard | null {
  if (message.text !== undefined) return { heard: "words", words: message.text.slice(0, MAX_WORDS) };
  const { location } = message;
  if (!location || location.live_period !== undefined || message.venue) return null;
  if (!Number.isFinite(location.latitude) || !Number.isFinite(location.longitude)) return null;
  return { heard: "point", lat: location.latitude, lon: location.longitude };
}

/** A cry for help may stand anywhere: under a picture, in the name on a card, in the title of a place or a question. */
function wordsBeside({ caption, contact, venue, poll, document, audio }: Message): string | null {
  const found = [
    caption,
    contact && `${contact.first_name} ${contact.last_name ?? ""}`,
    venue && `${venue.title} ${venue.address}`,
    poll?.question,
    document?.file_name,
    audio?.title,
  ].filter((one) => one !== undefined && one.trim() !== "");
  return found.length === 0 ? null : found.join("\n").slice(0, MAX_WORDS);
}

function isMedia(message: Message): boolean {
  const { photo, video, voice, audio, document, video_note, animation } = message;
  return [photo, video, voice, audio, document, video_note, animation].some((one) => one !== undefined);
}

function ofPress(update: Update, channel: Channel): Minimised {
  const query = update.callback_query;
  const message = query?.message;
  if (!query || !message || query.from.is_bot) return { is: "nothing" };
  if (message.chat.type !== "private") return { is: "not-private", leave: message.chat.id };
  const press = parsePress(query.data ?? "");
  const tick = press?.press === "tick" ? { option: press.option, on: press.on, message: message.message_id } : null;
  const inbound: Inbound = {
    chat: { channel, id: String(message.chat.id) },
    updateId: String(update.update_id),
    heard: press?.press === "option" ? { heard: "press", option: press.option } : { heard: "other" },
    // A button we do not know is treated as one of an earlier question.
    serial: press === null ? "" : press.press === "door" ? null : press.serial,
    tick,
    begin: null,
    telling: false,
    numbersShown: false,
    danger: null,
    edited: false,
    forwarded: false,
    message: message.message_id,
  };
  const door = press?.press === "door" ? { door: press.door, locale: press.locale } : null;
  return { is: "talk", inbound, words: null, door, press: query.data ?? null };
}
