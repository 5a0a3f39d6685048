import { type Answer, botApiOver, buttonsIn, type ClientFetch, fail, type Payload, refuse, TRUE } from "./bot-api.ts";
import type { TerminalRoom } from "./terminal-room.ts";

/**
 * The Bot API in a terminal: calls become changes of the room, and nothing leaves the process.
 *
 * A call that this cannot do is refused, so that nobody believes it was shown.
 *
 * @param chat the only chat there is; any other is answered as one that blocked the bot.
 * @param complain is told what was asked for and could not be done. No words of a person are in it.
 */
export function terminalFetch(chat: number, room: TerminalRoom, complain: (what: string) => void): ClientFetch {
  return botApiOver((method, payload) => call(chat, room, method, payload), complain);
}

function call(chat: number, room: TerminalRoom, method: string, payload: Payload): Answer {
  if (method === "answerCallbackQuery") return TRUE; // There is no spinner to stop.
  if ("chat_id" in payload && String(payload.chat_id) !== String(chat))
    return fail(403, "this chat is not on this screen");
  switch (method) {
    case "sendMessage":
      return send(chat, room, payload);
    case "editMessageReplyMarkup":
      return edit(room, payload);
    case "deleteMessages":
      room.sweep(Array.isArray(payload.message_ids) ? payload.message_ids.map(Number) : []);
      return TRUE;
    case "deleteMessage":
      return room.sweep([Number(payload.message_id)]) > 0 ? TRUE : fail(400, "message to delete not found");
    default:
      return refuse("the terminal has no such method");
  }
}

function send(chat: number, room: TerminalRoom, payload: Payload): Answer {
  const buttons = buttonsIn(payload.reply_markup);
  if (buttons === null) return refuse("the terminal has no such keyboard");
  if (typeof payload.text !== "string" || payload.text === "") return fail(400, "message text is empty");
  if ("parse_mode" in payload || "entities" in payload) return refuse("the terminal shows plain text only");
  const id = room.say(payload.text, buttons);
  return { ok: true, result: { message_id: id, date: 0, chat: { id: chat, type: "private", first_name: "" } } };
}

function edit(room: TerminalRoom, payload: Payload): Answer {
  const buttons = buttonsIn(payload.reply_markup);
  if (buttons === null) return refuse("the terminal has no such keyboard");
  const message = room.find(Number(payload.message_id));
  if (message === null) return fail(400, "message to edit not found");
  if (JSON.stringify(message.buttons) === JSON.stringify(buttons)) return fail(400, "message is not modified");
  room.redraw(message, buttons);
  return TRUE;
}
