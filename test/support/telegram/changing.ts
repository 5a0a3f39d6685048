import { HOUR_MS } from "../../../src/domain/time.ts";
import { type Answer, done, type Refusal, refuse } from "./answer.ts";
import { type BotAccount, unixSeconds } from "./bot-account.ts";
import type { ChatMessage, ChatRoom } from "./chat-room.ts";
import { type Keyboard, NO_KEYBOARD, parseKeyboard } from "./keyboard.ts";
import { listIn, numberIn, type Payload, textIn } from "./payload.ts";
import { readableText } from "./rich-text.ts";
import { type Method, roomOf } from "./sending.ts";

/** A message can be deleted for 48 hours. @see https://core.telegram.org/bots/api#deletemessage */
export const DELETABLE_MS = 48 * HOUR_MS;
const MAX_DELETED_AT_ONCE = 100;

/** The methods that change or remove messages. */
export const CHANGING: Readonly<Record<string, Method>> = {
  editmessagetext: editing((payload) => {
    const text = readableText(textIn(payload, "text"), textIn(payload, "parse_mode"));
    return typeof text === "string" ? { text } : text;
  }),
  editmessagereplymarkup: editing(() => ({})),
  deletemessage: (account, payload) => {
    const id = numberIn(payload, "message_id");
    return id === null ? refuse(400, "message identifier is not specified") : erase(account, payload, [id]);
  },
  deletemessages: (account, payload) => {
    const ids = (listIn(payload, "message_ids") ?? []).map(Number);
    if (ids.length === 0) return refuse(400, "message identifiers are not specified");
    if (ids.length > MAX_DELETED_AT_ONCE) return refuse(400, "too many message identifiers specified");
    return erase(account, payload, ids);
  },
};

/** One message that is not there is an error; among several it is passed over. One that is too old stops all, or is passed over too. */
function erase(account: BotAccount, payload: Payload, ids: readonly number[]): Answer {
  const room = roomOf(account, payload);
  if ("ok" in room) return room;
  const found = ids.map((id) => room.message(id)).filter((message) => message !== null);
  if (ids.length === 1 && found.length === 0) return refuse(400, "message to delete not found");
  const young = found.filter(({ at }) => account.now() - at < DELETABLE_MS);
  const isPassedOver = account.passesOverOld && ids.length > 1;
  if (young.length < found.length && !isPassedOver) return refuse(400, "message can't be deleted");
  for (const { messageId } of young) room.remove(messageId);
  return done(true);
}

function editing(read: (payload: Payload) => { readonly text?: string } | Refusal): Method {
  return (account, payload) => {
    const room = roomOf(account, payload);
    if ("ok" in room) return room;
    const before = editable(room, payload);
    if ("ok" in before) return before;
    const change = read(payload);
    if ("ok" in change) return change;
    const keyboard = parseKeyboard(payload.reply_markup);
    if ("ok" in keyboard) return keyboard;
    if (keyboard.kind === "reply" || keyboard.kind === "removed") return refuse(400, "inline keyboard expected");
    return applyEdit(account, room, before, change.text ?? before.text, keyboard, payload);
  };
}

function editable(room: ChatRoom, payload: Payload): ChatMessage | Refusal {
  const message = room.message(numberIn(payload, "message_id") ?? 0);
  if (message === null) return refuse(400, "message to edit not found");
  return message.by === "bot" ? message : refuse(400, "message can't be edited");
}

function applyEdit(
  account: BotAccount,
  room: ChatRoom,
  before: ChatMessage,
  text: string,
  keyboard: Keyboard,
  payload: Payload,
): Answer {
  const kept = before.keyboard.kind === "inline" ? before.keyboard : NO_KEYBOARD;
  if (text === before.text && JSON.stringify(keyboard) === JSON.stringify(kept)) {
    return refuse(
      400,
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  const { reply_markup: _old, ...rest } = before.wire;
  const markup = keyboard.kind === "inline" ? { reply_markup: payload.reply_markup } : {};
  const words = "text" in rest ? { text } : {};
  const wire = { ...rest, ...words, ...markup, edit_date: unixSeconds(account.now()) };
  room.replace({ ...before, text, keyboard, wire, edited: true });
  return done(wire);
}
