import type { UnixMs } from "../../../src/domain/time.ts";
import { Watch } from "../watch.ts";
import { type Keyboard, NO_KEYBOARD, type ShownButton } from "./keyboard.ts";
import type { Payload } from "./payload.ts";

/** One message as it stands in a chat. An edit makes a new value; the old one stays in {@link ChatRoom.log}. */
export interface ChatMessage {
  readonly messageId: number;
  readonly chatId: number;
  readonly by: "bot" | "person";
  readonly at: UnixMs;
  /** What can be read: text, or the words of a venue, location or contact, one a line. */
  readonly text: string;
  readonly keyboard: Keyboard;
  readonly edited: boolean;
  /** The Message object of the Bot API. */
  readonly wire: Payload;
}

/** Everything that happened in a chat, in order. */
export type Happening =
  | { readonly kind: "sent"; readonly message: ChatMessage }
  | { readonly kind: "edited"; readonly message: ChatMessage }
  | { readonly kind: "deleted"; readonly messageId: number }
  | { readonly kind: "pressed"; readonly button: ShownButton; readonly messageId: number }
  | { readonly kind: "did"; readonly what: string };

/** One chat: what stands in it and what happened in it. */
export class ChatRoom {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly watch = new Watch();
  readonly #messages = new Map<number, ChatMessage>();
  readonly #log: Happening[] = [];
  #replyKeyboard: { readonly messageId: number; readonly keyboard: Keyboard } | null = null;

  constructor(id: number, type: ChatRoom["type"]) {
    this.id = id;
    this.type = type;
  }

  /** What happened so far, oldest first. */
  get log(): readonly Happening[] {
    return this.#log;
  }

  /** What can be seen now, oldest first. */
  get messages(): readonly ChatMessage[] {
    return [...this.#messages.values()];
  }

  message(messageId: number): ChatMessage | null {
    return this.#messages.get(messageId) ?? null;
  }

  /** The buttons that can be pressed at a message now: its own, or those under the input line that it brought. */
  buttonsAt(message: ChatMessage): readonly ShownButton[] {
    if (message.keyboard.kind === "inline") return message.keyboard.rows.flat();
    return this.#replyKeyboard?.messageId === message.messageId ? this.#replyKeyboard.keyboard.rows.flat() : [];
  }

  add(message: ChatMessage): void {
    this.#messages.set(message.messageId, message);
    const { keyboard, messageId } = message;
    if (keyboard.kind === "reply") this.#replyKeyboard = { messageId, keyboard };
    if (keyboard.kind === "removed") this.#replyKeyboard = null;
    this.happened({ kind: "sent", message });
  }

  replace(message: ChatMessage): void {
    this.#messages.set(message.messageId, message);
    this.happened({ kind: "edited", message });
  }

  /** False when there was no such message. */
  remove(messageId: number): boolean {
    if (!this.#messages.delete(messageId)) return false;
    if (this.#replyKeyboard?.messageId === messageId) this.#replyKeyboard = null;
    this.happened({ kind: "deleted", messageId });
    return true;
  }

  happened(happening: Happening): void {
    this.#log.push(happening);
    this.watch.changed();
  }
}

/** A message with no buttons and no past, to be filled in. */
export function plainMessage(message: Omit<ChatMessage, "keyboard" | "edited">): ChatMessage {
  return { ...message, keyboard: NO_KEYBOARD, edited: false };
}

/** The bot's messages and edits in a piece of the log. */
export function botWords(log: readonly Happening[]): readonly ChatMessage[] {
  return log.flatMap((one) =>
    (one.kind === "sent" || one.kind === "edited") && one.message.by === "bot" ? [one.message] : [],
  );
}
