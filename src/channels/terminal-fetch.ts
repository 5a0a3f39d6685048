import type { RoomButton, TerminalRoom } from "./terminal-room.ts";

/** An answer of the Bot API. @see https://core.telegram.org/bots/api#making-requests */
type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string };

type Payload = Readonly<Record<string, unknown>>;

/** The part of `fetch` that grammY's client uses. */
export type ClientFetch = (
  url: string,
  init: { readonly body?: unknown },
) => Promise<{ readonly json: () => Promise<Answer> }>;

const TRUE: Answer = { ok: true, result: true };

/**
 * The Bot API in a terminal: calls become changes of the room, and nothing leaves the process.
 *
 * A call that this cannot do is refused, so that nobody believes it was shown.
 *
 * @param chat the only chat there is; any other is answered as one that blocked the bot.
 * @param complain is told what was asked for and could not be done. No words of a person are in it.
 */
export function terminalFetch(chat: number, room: TerminalRoom, complain: (what: string) => void): ClientFetch {
  return async (url, { body }) => {
    const method = url.slice(url.lastIndexOf("/") + 1);
    const payload = typeof body === "string" ? (JSON.parse(body) as Payload) : null;
    const answer = payload === null ? refuse("a file cannot be shown") : call(chat, room, method, payload);
    if (!answer.ok && answer.error_code === UNSUPPORTED) complain(`${method}: ${answer.description}`);
    return { json: async () => answer };
  };
}

/** Trying again would be useless: the channel treats it as a refusal. */
const UNSUPPORTED = 405;

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

/** Rows are of no use in a numbered list. null: there is a button that does something else than come back. */
function buttonsIn(markup: unknown): readonly RoomButton[] | null {
  if (markup === undefined) return [];
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return null;
  const buttons = markup.inline_keyboard.flat().map((button: unknown) => {
    if (!isRecord(button)) return null;
    const { text, callback_data: data, ...others } = button;
    const isPlain = typeof text === "string" && typeof data === "string" && Object.keys(others).length === 0;
    return isPlain ? { label: text, data } : null;
  });
  const plain = buttons.filter((button) => button !== null);
  return plain.length === buttons.length ? plain : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function refuse(description: string): Answer {
  return fail(UNSUPPORTED, description);
}

function fail(status: number, description: string): Answer {
  return { ok: false, error_code: status, description };
}
