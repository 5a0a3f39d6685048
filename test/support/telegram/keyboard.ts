import { type Refusal, refuse } from "./answer.ts";
import { isObject, type Payload } from "./payload.ts";

/** The Bot API allows 1 to 64 bytes. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const MAX_CALLBACK_BYTES = 64;

/** A button as the person sees it. `value` is the callback data, the address, or the text that a press sends. */
export interface ShownButton {
  readonly text: string;
  readonly does: "callback" | "text" | "link" | "location" | "contact" | "other";
  readonly value: string;
}

/** What hangs under a message (`inline`), or what the message does to the keyboard under the input line. */
export interface Keyboard {
  readonly kind: "none" | "inline" | "reply" | "removed";
  readonly rows: readonly (readonly ShownButton[])[];
}

export const NO_KEYBOARD: Keyboard = { kind: "none", rows: [] };

/** Reads `reply_markup` as strictly as the real service does where bots usually go wrong. */
export function parseKeyboard(markup: unknown): Keyboard | Refusal {
  if (markup === undefined || markup === null) return NO_KEYBOARD;
  if (!isObject(markup)) return refuse(400, "object expected as reply markup");
  if (markup.inline_keyboard !== undefined) return parseRows("inline", markup.inline_keyboard, inlineButton);
  if (markup.keyboard !== undefined) return parseRows("reply", markup.keyboard, replyButton);
  if (markup.remove_keyboard === true) return { kind: "removed", rows: [] };
  if (markup.force_reply === true) return NO_KEYBOARD;
  return refuse(400, "can't parse reply keyboard markup JSON object");
}

type ReadButton = (button: unknown) => ShownButton | Refusal;

function parseRows(kind: "inline" | "reply", rows: unknown, read: ReadButton): Keyboard | Refusal {
  if (!Array.isArray(rows)) return refuse(400, "field of the keyboard must be of type Array");
  const shown: ShownButton[][] = [];
  for (const row of rows as readonly unknown[]) {
    if (!Array.isArray(row)) return refuse(400, "every row of the keyboard must be of type Array");
    const line: ShownButton[] = [];
    for (const one of row as readonly unknown[]) {
      const button = read(one);
      if ("ok" in button) return button;
      line.push(button);
    }
    if (line.length > 0) shown.push(line);
  }
  return shown.length === 0 ? NO_KEYBOARD : { kind, rows: shown };
}

const OTHER_ACTIONS = [
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
] as const;

function inlineButton(button: unknown): ShownButton | Refusal {
  const text = captionOf(button);
  if (!isObject(button) || text === null) return refuse(400, "inline keyboard button text must be non-empty");
  if (button.callback_data !== undefined) return callbackButton(text, button.callback_data);
  if (typeof button.url === "string") return linkButton(text, button.url);
  if (isObject(button.web_app)) return linkButton(text, String(button.web_app.url));
  if (OTHER_ACTIONS.some((action) => button[action] !== undefined)) return { text, does: "other", value: "" };
  return refuse(400, "text buttons are unallowed in the inline keyboard");
}

function callbackButton(text: string, data: unknown): ShownButton | Refusal {
  const bytes = typeof data === "string" ? Buffer.byteLength(data) : 0;
  if (typeof data !== "string" || bytes === 0 || bytes > MAX_CALLBACK_BYTES) return refuse(400, "BUTTON_DATA_INVALID");
  return { text, does: "callback", value: data };
}

function linkButton(text: string, url: string): ShownButton | Refusal {
  return /^(https?|tg|mailto|tel):/i.test(url) ? { text, does: "link", value: url } : refuse(400, "BUTTON_URL_INVALID");
}

function replyButton(button: unknown): ShownButton | Refusal {
  const text = captionOf(button);
  if (text === null) return refuse(400, "keyboard button text must be non-empty");
  const wants: Payload = isObject(button) ? button : {};
  if (wants.request_location === true) return { text, does: "location", value: text };
  if (wants.request_contact === true) return { text, does: "contact", value: text };
  return { text, does: "text", value: text };
}

function captionOf(button: unknown): string | null {
  const text = isObject(button) ? button.text : button;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}
