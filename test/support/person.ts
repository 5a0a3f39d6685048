import { hearIn, matches } from "./hearing.ts";
import { type Profile, privateChatOf, userOf } from "./person-profile.ts";
import { unixSeconds } from "./telegram/bot-account.ts";
import { botWords, type ChatMessage, type ChatRoom, plainMessage } from "./telegram/chat-room.ts";
import type { ShownButton } from "./telegram/keyboard.ts";
import { isObject, type Payload } from "./telegram/payload.ts";
import type { TelegramStandIn } from "./telegram-stand-in.ts";
import { transcriptOf } from "./transcript.ts";

/** What she did: the number of the update, and of her message when it was one. */
export interface Act {
  readonly updateId: number;
  readonly messageId: number | null;
}

/** A button and the message that brought it. */
export interface FoundButton {
  readonly message: ChatMessage;
  readonly button: ShownButton;
}

/** How long to wait at most; 5,000 ms when left out. */
export interface Patience {
  readonly withinMs?: number;
}

/** Kinds of updates that carry a Message. */
const MESSAGE_KINDS = ["message", "edited_message", "business_message", "edited_business_message"];

/** Somebody in a private chat with the bot. */
export class Person {
  readonly telegram: TelegramStandIn;
  readonly profile: Profile;
  /** Number of the update of the last thing that she did. */
  lastUpdate = 0;
  #heardUpTo = 0;

  constructor(telegram: TelegramStandIn, profile: Profile) {
    this.telegram = telegram;
    this.profile = profile;
  }

  get id(): number {
    return this.profile.id;
  }

  /** Her chat with the bot. */
  get room(): ChatRoom {
    return this.telegram.chat(this.id);
  }

  /** What stands in the chat now: not what was deleted, and what was edited as it is now. */
  get screen(): readonly ChatMessage[] {
    return this.room.messages;
  }

  /** All buttons that she could press now, newest message first. */
  get buttons(): readonly ShownButton[] {
    return [...this.screen].reverse().flatMap((message) => this.room.buttonsAt(message));
  }

  /** What the bot said or edited since the last thing she did. */
  get heard(): readonly ChatMessage[] {
    return botWords(this.room.log.slice(this.#heardUpTo));
  }

  get transcript(): string {
    return transcriptOf(this.room, this.profile.first_name);
  }

  /** Writes a text. Commands are marked as such, as the apps of Telegram do. */
  async sends(text: string): Promise<Act> {
    const commands = [...text.matchAll(/(?:^|(?<=\s))\/\w+/g)];
    const entities = commands.map((found) => ({ type: "bot_command", offset: found.index, length: found[0].length }));
    return this.#writes(text, entities.length > 0 ? { text, entities } : { text });
  }

  async sharesLocation(latitude: number, longitude: number): Promise<Act> {
    return this.#writes(`${latitude}, ${longitude}`, { location: { latitude, longitude } });
  }

  async sharesContact(phone_number: string): Promise<Act> {
    const { first_name, id } = this.profile;
    return this.#writes(phone_number, { contact: { phone_number, first_name, user_id: id } });
  }

  /**
   * Presses the button on her newest message that has it, or under the input line; waits for it when it is not there.
   *
   * @throws {Error} when none came in time, or when it opens a link; it lists the buttons that there are.
   */
  async presses(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<Act> {
    const { message, button } = await this.room.watch.until(
      () => this.findsButton(({ text }) => matches(pattern, text)),
      withinMs,
      () => `no button like ${pattern}; there is ${this.buttons.map(({ text }) => `[ ${text} ]`).join(" ") || "none"}`,
    );
    return this.pressesButton(message.messageId, button);
  }

  /** The first button, newest message first, that is the wanted one; `null` when there is none. */
  findsButton(isWanted: (button: ShownButton) => boolean): FoundButton | null {
    for (const message of [...this.screen].reverse()) {
      const button = this.room.buttonsAt(message).find(isWanted);
      if (button !== undefined) return { message, button };
    }
    return null;
  }

  /** Presses a button that a message has or once had, even when it was edited or deleted since. */
  async pressesOld(messageId: number, buttonText: string): Promise<Act> {
    const versions = botWords(this.room.log).filter((message) => message.messageId === messageId);
    const buttons = versions.flatMap(({ keyboard }) => keyboard.rows.flat());
    const button = buttons.findLast(({ text }) => text === buttonText);
    if (button === undefined) throw new Error(`message ${messageId} never had a button "${buttonText}"`);
    return this.pressesButton(messageId, button);
  }

  async pressesButton(messageId: number, button: ShownButton): Promise<Act> {
    if (button.does === "text") return this.sends(button.value);
    if (button.does !== "callback") throw new Error(`[ ${button.text} ] asks for ${button.does}: ${button.value}`);
    this.#acts();
    this.room.happened({ kind: "pressed", button, messageId });
    const gone = { message_id: messageId, chat: privateChatOf(this.profile), date: 0 };
    const callback_query = {
      id: this.telegram.account.newCallbackId(),
      from: userOf(this.profile),
      message: this.room.message(messageId)?.wire ?? gone,
      chat_instance: `-${this.id}`,
      data: button.value,
    };
    return { updateId: this.#deliver(this.id, { callback_query }), messageId: null };
  }

  /** Changes a text that she wrote. */
  async edits(messageId: number, text: string): Promise<Act> {
    const before = this.room.message(messageId);
    if (before?.by !== "person") throw new Error(`message ${messageId} is not hers or is gone`);
    this.#acts();
    const wire = { ...before.wire, text, edit_date: unixSeconds(this.telegram.now()) };
    this.room.replace({ ...before, text, wire, edited: true });
    return { updateId: this.#deliver(this.id, { edited_message: wire }), messageId };
  }

  /**
   * Sends an update of any kind: `{ message: { photo: [...] } }`, `{ poll_answer: {...} }`, `{ my_chat_member: {...} }`,
   * `{ message: { chat: { id: -100, type: "supergroup", title: "..." }, text } }`. Number, sender, chat and date are
   * filled in where they are missing.
   */
  async sendsUpdate(part: Payload): Promise<Act> {
    const [kind = "", content] = Object.entries(part)[0] ?? [];
    if (!isObject(content)) throw new Error("an update has one field, and that is an object");
    if (!MESSAGE_KINDS.includes(kind)) {
      this.#acts();
      this.room.happened({ kind: "did", what: kind });
      const who = kind === "poll_answer" || kind === "message_reaction" ? "user" : "from";
      return {
        updateId: this.#deliver(this.id, { [kind]: { [who]: userOf(this.profile), ...content } }),
        messageId: null,
      };
    }
    const what = Object.keys(content).filter((field) => !["chat", "from", "date", "message_id"].includes(field));
    return this.#writes(String(content.text ?? content.caption ?? `(${what.join(", ")})`), content, kind);
  }

  /**
   * Resolves with the first message or edit that matches and came after the last thing she did.
   *
   * @throws {Error} when none came in time; it lists what she did hear.
   */
  hears(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<ChatMessage> {
    return hearIn(this.room, this.#heardUpTo, pattern, withinMs);
  }

  #acts(): void {
    this.#heardUpTo = this.room.log.length;
  }

  #deliver(chatId: number, part: Payload): number {
    this.lastUpdate = this.telegram.deliver(chatId, part);
    return this.lastUpdate;
  }

  #writes(text: string, content: Payload, kind = "message"): Act {
    this.#acts();
    const at = this.telegram.now();
    const wire: Payload = {
      message_id: this.telegram.account.newMessageId(),
      from: userOf(this.profile),
      chat: privateChatOf(this.profile),
      date: unixSeconds(at),
      ...content,
    };
    const chatId = isObject(wire.chat) ? Number(wire.chat.id) : this.id;
    const messageId = Number(wire.message_id);
    this.telegram.chat(chatId).add(plainMessage({ messageId, chatId, by: "person", at, text, wire }));
    return { updateId: this.#deliver(chatId, { [kind]: wire }), messageId };
  }
}
