import { type ChatAddress, chatKey, type Locale } from "../domain/chat.ts";
import type { Cover, Link } from "../domain/link.ts";

const MOST_CHATS = 20_000;

/** What the panic path must know of a chat. */
export interface KnownChat {
  readonly locale: Locale | null;
  readonly cover: Cover | null;
  /** @secret */
  readonly personalPhrase: string | null;
  /** @secret */
  readonly duressPhrase: string | null;
}

export const UNKNOWN_CHAT: KnownChat = { locale: null, cover: null, personalPhrase: null, duressPhrase: null };

/** Remembers chats seen lately, in memory only, so that the panic path can answer them without a database. */
export class RecentChats {
  readonly #chats = new Map<string, KnownChat>();

  get(chat: ChatAddress): KnownChat {
    return this.#chats.get(chatKey(chat)) ?? UNKNOWN_CHAT;
  }

  /** What a link says. */
  learn(chat: ChatAddress, { locale, cover, personalPhrase, duressPhrase }: Link): KnownChat {
    return this.set(chat, { locale, cover, personalPhrase, duressPhrase });
  }

  set(chat: ChatAddress, known: Partial<KnownChat>): KnownChat {
    const key = chatKey(chat);
    const now = { ...this.get(chat), ...known };
    this.#chats.delete(key);
    this.#chats.set(key, now);
    if (this.#chats.size > MOST_CHATS) {
      const [oldest] = this.#chats.keys();
      if (oldest !== undefined) this.#chats.delete(oldest);
    }
    return now;
  }
}
