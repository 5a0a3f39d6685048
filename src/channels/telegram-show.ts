import { type Api, GrammyError, HttpError } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import type { Button, Outgoing, Show } from "../domain/outgoing.ts";

/**
 * Turns what is to be shown into Bot API calls. Messages to people are silent, cannot be forwarded or saved,
 * and show no preview.
 */
export function telegramShow(api: Api): Show {
  return async (chat, out) => {
    try {
      return await call(api, chat, out);
    } catch (error) {
      throw faultOf(error);
    }
  };
}

async function call(api: Api, chat: ChatAddress, out: Outgoing): Promise<number | null> {
  switch (out.out) {
    case "screen": {
      const message = await api.sendMessage(chat.id, out.text, {
        protect_content: true,
        disable_notification: true,
        link_preview_options: { is_disabled: true },
        ...(out.rows.length > 0 && { reply_markup: keyboard(out.rows) }),
      });
      return message.message_id;
    }
    case "redraw":
      await api
        .editMessageReplyMarkup(chat.id, out.message, { reply_markup: keyboard(out.rows) })
        .catch(ignoreUnchanged);
      return null;
    case "sweep":
      return sweep(api, chat, out.messages);
    case "nudge":
      throw new Fault("channel/refused"); // Here nothing closes after a day: whoever may be written to is written to.
    case "notice": {
      const message = await api.sendMessage(chat.id, out.text, { link_preview_options: { is_disabled: true } });
      return message.message_id;
    }
  }
}

function keyboard(rows: readonly (readonly Button[])[]): InlineKeyboardMarkup {
  return { inline_keyboard: rows.map((row) => row.map(({ label, press }) => ({ text: label, callback_data: press }))) };
}

/** Boxes that look already as wished, pressed twice: not a failure. */
function ignoreUnchanged(error: unknown): void {
  if (error instanceof GrammyError && error.error_code === 400) return;
  throw error;
}

/**
 * All at once; when one of them may not be deleted any more, one by one, so that the others still go.
 *
 * @returns how many stayed, as far as Telegram says it: of several at once it may pass over what is too old.
 */
async function sweep(api: Api, chat: ChatAddress, messages: readonly number[]): Promise<number> {
  try {
    await api.deleteMessages(chat.id, [...messages]);
    return 0;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
  let stayed = 0;
  for (const message of messages) if (!(await isGone(api, chat, message))) stayed += 1;
  return stayed;
}

async function isGone(api: Api, chat: ChatAddress, message: number): Promise<boolean> {
  try {
    await api.deleteMessage(chat.id, message);
    return true;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return error.description.includes("message to delete not found");
  }
}

/** Neither the error nor its text goes on: it holds what we tried to say and, in its address, the token. */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  // Thrown below the Bot API, by a channel that speaks it over something else.
  if (error instanceof HttpError && error.error instanceof Fault) return error.error;
  if (error instanceof GrammyError) {
    const { error_code: status, parameters } = error;
    if (status === 403) return new Fault("channel/blocked", { status });
    if (status === 429) return new Fault("channel/slow-down", { retryMs: (parameters.retry_after ?? 1) * 1_000 });
    // 401 and 404 speak of our token, not of her chat: what waits goes out once the token is right again.
    if (status >= 500 || status === 401 || status === 404) return new Fault("channel/unreachable", { status });
    return new Fault("channel/refused", { status });
  }
  return new Fault("channel/unreachable", { http: error instanceof HttpError });
}
