import type { UserFromGetMe } from "grammy/types";
import type { Clock, UnixMs } from "../../../src/domain/time.ts";
import { type ChatMessage, ChatRoom, plainMessage } from "./chat-room.ts";
import type { Payload } from "./payload.ts";

/** The bot's own user, complete as grammY wants it. */
export const BOT_USER: UserFromGetMe = {
  id: 4242,
  is_bot: true,
  first_name: "Pana",
  username: "pana_stand_in_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_guest_queries: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
};

/** Where updates go: nowhere until asked for (`null`), or to an address of the bot. */
export interface WebhookTarget {
  readonly url: string;
  readonly secretToken: string | null;
}

/** What the service remembers about one bot: its chats, its webhook, which kinds of updates it wants. */
export class BotAccount {
  readonly now: Clock;
  readonly #rooms = new Map<number, ChatRoom>();
  readonly #callbackIds = new Set<string>();
  readonly #left = new Set<number>();
  #lastMessageId = 0;
  webhook: WebhookTarget | null = null;
  /** By language; "" for all that have none of their own. */
  readonly names = new Map<string, string>([["", BOT_USER.first_name]]);
  /** How many pictures were set. */
  pictures = 0;
  /** `null`: the usual kinds. */
  allowedUpdates: readonly string[] | null = null;
  /** Asked to delete several messages it passes over what is too old, as if all were gone; else it refuses them all. */
  passesOverOld = false;
  /** Told of every chat that is opened. */
  onRoom: (room: ChatRoom) => void = () => undefined;

  constructor(now: Clock) {
    this.now = now;
  }

  get rooms(): readonly ChatRoom[] {
    return [...this.#rooms.values()];
  }

  room(id: number): ChatRoom | null {
    return this.#rooms.get(id) ?? null;
  }

  /** The chat, opened when it was not there yet. */
  openRoom(id: number, type: ChatRoom["type"]): ChatRoom {
    const there = this.#rooms.get(id);
    if (there !== undefined) return there;
    const room = new ChatRoom(id, type);
    this.#rooms.set(id, room);
    this.onRoom(room);
    return room;
  }

  /** The bot went out of a group. */
  leave(id: number): void {
    this.#left.add(id);
  }

  hasLeft(id: number): boolean {
    return this.#left.has(id);
  }

  newMessageId(): number {
    this.#lastMessageId += 1;
    return this.#lastMessageId;
  }

  newCallbackId(): string {
    const id = String(9n * 10n ** 17n + BigInt(this.#callbackIds.size));
    this.#callbackIds.add(id);
    return id;
  }

  knowsCallback(id: string): boolean {
    return this.#callbackIds.has(id);
  }

  /** A new message of the bot, not yet put into its chat. */
  draft(room: ChatRoom, text: string, content: Payload): ChatMessage {
    const messageId = this.newMessageId();
    const at = this.now();
    const { id, is_bot, first_name, username } = BOT_USER;
    const wire: Payload = {
      message_id: messageId,
      from: { id, is_bot, first_name, username },
      chat: { id: room.id, type: room.type },
      date: unixSeconds(at),
      ...content,
    };
    return plainMessage({ messageId, chatId: room.id, by: "bot", at, text, wire });
  }
}

/** The Bot API counts whole seconds. */
export function unixSeconds(at: UnixMs): number {
  return Math.floor(at / 1_000);
}
