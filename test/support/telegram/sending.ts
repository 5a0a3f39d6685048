import { type Answer, done, type Refusal, refuse } from "./answer.ts";
import type { BotAccount } from "./bot-account.ts";
import type { ChatRoom } from "./chat-room.ts";
import { parseKeyboard } from "./keyboard.ts";
import { numberIn, type Payload, textIn } from "./payload.ts";
import { readableText } from "./rich-text.ts";

/** What a call does, once it is known to be allowed. */
export type Method = (account: BotAccount, payload: Payload) => Answer;

interface Content {
  readonly text: string;
  readonly wire: Payload;
}

/** The methods that put a new message into a chat. */
export const SENDING: Readonly<Record<string, Method>> = {
  sendmessage: sending((payload) => {
    const text = readableText(textIn(payload, "text"), textIn(payload, "parse_mode"));
    return typeof text === "string" ? { text, wire: { text } } : text;
  }),
  sendlocation: sending((payload) => {
    const location = pointIn(payload);
    if ("ok" in location) return location;
    return { text: `${location.latitude}, ${location.longitude}`, wire: { location } };
  }),
  sendvenue: sending((payload) => {
    const location = pointIn(payload);
    if ("ok" in location) return location;
    const title = textIn(payload, "title") ?? "";
    const address = textIn(payload, "address") ?? "";
    if (title.trim() === "" || address.trim() === "") return refuse(400, "venue title and address must be non-empty");
    return { text: `${title}\n${address}`, wire: { venue: { location, title, address }, location } };
  }),
  sendcontact: sending((payload) => {
    const phone_number = textIn(payload, "phone_number") ?? "";
    const first_name = textIn(payload, "first_name") ?? "";
    if (phone_number.trim() === "") return refuse(400, "phone number must be non-empty");
    if (first_name.trim() === "") return refuse(400, "first name must be non-empty");
    return { text: `${first_name}\n${phone_number}`, wire: { contact: { phone_number, first_name } } };
  }),
};

/** The chat of a call. A bot cannot write first, so a chat that nobody opened is not found. */
export function roomOf(account: BotAccount, payload: Payload): ChatRoom | Refusal {
  const id = numberIn(payload, "chat_id");
  if (id === null) return refuse(400, "chat_id is empty");
  if (account.hasLeft(id)) return refuse(403, "bot is not a member of the supergroup chat");
  return account.room(id) ?? refuse(400, "chat not found");
}

function sending(read: (payload: Payload) => Content | Refusal): Method {
  return (account, payload) => {
    const room = roomOf(account, payload);
    if ("ok" in room) return room;
    const content = read(payload);
    if ("ok" in content) return content;
    const keyboard = parseKeyboard(payload.reply_markup);
    if ("ok" in keyboard) return keyboard;
    const markup = keyboard.kind === "inline" ? { reply_markup: payload.reply_markup } : {};
    const message = { ...account.draft(room, content.text, { ...content.wire, ...markup }), keyboard };
    room.add(message);
    return done(message.wire);
  };
}

function pointIn(payload: Payload): { readonly latitude: number; readonly longitude: number } | Refusal {
  const latitude = numberIn(payload, "latitude");
  const longitude = numberIn(payload, "longitude");
  if (latitude === null || Math.abs(latitude) > 90) return refuse(400, "bad latitude");
  if (longitude === null || Math.abs(longitude) > 180) return refuse(400, "bad longitude");
  return { latitude, longitude };
}
