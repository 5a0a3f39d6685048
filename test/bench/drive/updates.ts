import type { ApiMessage } from "./bot-api.ts";

const MS_PER_SECOND = 1_000;
const FIRST_UPDATE = 1_000;
const FIRST_PRESS = 9e17;

/** Who writes. */
export interface Writer {
  readonly chat: number;
  readonly name: string;
}

/** Makes updates as Telegram posts them, with everything in them that a bot has to read past. */
export class Updates {
  #count: number;

  /** @param after updates are numbered from behind it. */
  constructor(after: number) {
    this.#count = FIRST_UPDATE + after;
  }

  text({ chat, name }: Writer, messageId: number, text: string): string {
    return JSON.stringify({
      update_id: this.#next(),
      message: {
        message_id: messageId,
        from: personOf(chat, name),
        chat: chatOf(chat, name),
        date: Math.floor(Date.now() / MS_PER_SECOND),
        text,
        ...(text.startsWith("/") && {
          entities: [{ offset: 0, length: text.split(" ", 1)[0]?.length ?? 0, type: "bot_command" }],
        }),
      },
    });
  }

  press({ chat, name }: Writer, message: ApiMessage, data: string): string {
    const update = this.#next();
    return JSON.stringify({
      update_id: update,
      callback_query: {
        id: String(FIRST_PRESS + update * 1_000),
        from: personOf(chat, name),
        message,
        chat_instance: `-77${chat}`,
        data,
      },
    });
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

function personOf(id: number, name: string) {
  return { id, is_bot: false, first_name: name, last_name: "Bench", username: `user_${id}`, language_code: "ru" };
}

function chatOf(id: number, name: string) {
  return { id, first_name: name, last_name: "Bench", username: `user_${id}`, type: "private" };
}
