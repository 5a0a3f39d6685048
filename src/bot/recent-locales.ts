import { type ChatAddress, chatKey, type Locale } from "../domain/chat.ts";

const MOST_CHATS = 20_000;

/** Remembers in memory which language a chat uses, so that the panic path can speak it without a database. */
export class RecentLocales {
  readonly #locales = new Map<string, Locale>();

  get(chat: ChatAddress): Locale | null {
    return this.#locales.get(chatKey(chat)) ?? null;
  }

  set(chat: ChatAddress, locale: Locale | null): void {
    const key = chatKey(chat);
    this.#locales.delete(key);
    if (locale === null) return;
    this.#locales.set(key, locale);
    if (this.#locales.size <= MOST_CHATS) return;
    const [oldest] = this.#locales.keys();
    if (oldest !== undefined) this.#locales.delete(oldest);
  }
}
