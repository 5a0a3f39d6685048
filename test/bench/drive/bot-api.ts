import { type Answer, HttpDoor } from "./http-door.ts";

/** One button of an inline keyboard. */
export interface ApiButton {
  readonly text: string;
  readonly callback_data?: string;
}

/** A message as the Bot API gives it back; it goes along with every press of its buttons. */
export interface ApiMessage {
  readonly message_id: number;
  readonly from: typeof BOT;
  readonly chat: { readonly id: number; readonly type: "private" | "supergroup" };
  readonly date: number;
  readonly text: string;
  readonly reply_markup?: Keyboard;
}

export interface Keyboard {
  readonly inline_keyboard: readonly (readonly ApiButton[])[];
}

/** Whoever looks at the chats. */
export interface Onlooker {
  /** A new message. */
  readonly sent: (message: ApiMessage) => void;
  /** Other buttons under a message. @returns the message as it is now; null when there is none of that number. */
  readonly redrawn: (chat: number, message: number, keyboard: Keyboard | undefined) => ApiMessage | null;
  readonly badCall: (what: string) => void;
}

const BOT = { id: 4242, is_bot: true, first_name: "Bot", username: "bench_bot" } as const;
const MS_PER_SECOND = 1_000;
const GOOD = 200;
const BAD = 400;
const STRANGER = 401;

type Body = Readonly<Record<string, unknown>>;

/**
 * The Bot API as far as load needs it: it takes calls in JSON or as a form, numbers messages, and gives each back whole.
 * It is not strict: the stand-in under test/support is, and costs too much to keep up with the fastest bot.
 */
export class BotApi {
  readonly token = "4242:bench-token-of-no-worth";
  readonly #door: HttpDoor;
  readonly #prefix = `/bot${this.token}/`;
  readonly #onlooker: Onlooker;
  #messages = 0;
  #calls = 0;

  constructor(onlooker: Onlooker) {
    this.#onlooker = onlooker;
    this.#door = new HttpDoor((path, head, body) => this.#take(path, head, body));
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.#door.port}`;
  }

  /** Calls so far, of any method. */
  get calls(): number {
    return this.#calls;
  }

  open(): Promise<void> {
    return this.#door.open();
  }

  close(): Promise<void> {
    return this.#door.close();
  }

  /** The number of the next message; those of persons count along. */
  nextMessage(): number {
    this.#messages += 1;
    return this.#messages;
  }

  #take(path: string, head: string, bytes: Buffer): ReturnType<Answer> {
    this.#calls += 1;
    if (!path.startsWith(this.#prefix)) {
      this.#onlooker.badCall(`a stranger's call: ${path}`);
      return { status: STRANGER, json: refusal(STRANGER) };
    }
    const body = parseBody(head, bytes);
    const result = body === null ? null : this.#perform(path.slice(this.#prefix.length), body);
    if (result !== null) return { status: GOOD, json: `{"ok":true,"result":${result}}` };
    this.#onlooker.badCall(`refused: ${path.slice(this.#prefix.length)}`);
    return { status: BAD, json: refusal(BAD) };
  }

  #perform(method: string, body: Body): string | null {
    switch (method) {
      case "sendMessage":
        return this.#send(body);
      case "editMessageReplyMarkup":
        return this.#redraw(body);
      case "getMe":
        return JSON.stringify({ ...BOT, can_join_groups: false, supports_inline_queries: false });
      default:
        return "true";
    }
  }

  #send(body: Body): string | null {
    const { chat_id, text, reply_markup } = body;
    const chat = Number(chat_id);
    if (!Number.isSafeInteger(chat) || typeof text !== "string" || text === "") return null;
    const keyboard = keyboardOf(reply_markup);
    const message: ApiMessage = {
      message_id: this.nextMessage(),
      from: BOT,
      chat: { id: chat, type: chat < 0 ? "supergroup" : "private" },
      date: Math.floor(Date.now() / MS_PER_SECOND),
      text,
      ...(keyboard && { reply_markup: keyboard }),
    };
    const json = JSON.stringify(message);
    this.#onlooker.sent(message);
    return json;
  }

  #redraw({ chat_id, message_id, reply_markup }: Body): string | null {
    const message = this.#onlooker.redrawn(Number(chat_id), Number(message_id), keyboardOf(reply_markup));
    return message === null ? null : JSON.stringify(message);
  }
}

function refusal(code: number): string {
  return `{"ok":false,"error_code":${code},"description":"refused"}`;
}

function parseBody(head: string, bytes: Buffer): Body | null {
  if (bytes.length === 0) return {};
  if (/multipart\/form-data/i.test(head)) return {}; // A picture of the bot: nothing that anybody waits for.
  const text = bytes.toString("utf8");
  if (/\r\ncontent-type:[ \t]*application\/x-www-form-urlencoded/i.test(head))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}

/** In a form the keyboard is JSON inside a field. */
function keyboardOf(value: unknown): Keyboard | undefined {
  const keyboard: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return typeof keyboard === "object" && keyboard !== null && "inline_keyboard" in keyboard
    ? (keyboard as Keyboard)
    : undefined;
}
