import { type ChatAddress, chatKey } from "../domain/chat.ts";
import { type Clock, SECOND_MS, type UnixMs } from "../domain/time.ts";

/** How long a message waits for the rest of a phrase. */
export const HALVES_WINDOW_MS = 20 * SECOND_MS;
/** A phrase comes in two messages or three. */
const MOST_MESSAGES = 3;
/** UTF-16 units. Whoever writes in pieces writes short ones. */
const MOST_CHARS = 500;
const MOST_CHATS = 5_000;

interface Written {
  readonly updateId: string;
  readonly words: string;
  /** The phrase that it completed: said, and no half of another one any more. */
  readonly completed: string | null;
  readonly at: UnixMs;
}

/** Whether a text holds a phrase. */
type IsPhrase = (text: string) => boolean;

/**
 * The last short messages of each chat, for a phrase that was sent in pieces. In memory only, for twenty seconds, and
 * gone when she hides. [Note: A phrase in pieces]
 */
export class PhraseHalves {
  readonly #chats = new Map<string, readonly Written[]>();
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  /**
   * Hears a message. The same update again is answered alike as long as it is remembered.
   *
   * @returns the words that hold a phrase, as she wrote them, one message a line; `null` when there is none.
   */
  hear(chat: ChatAddress, updateId: string, words: string, isPhrase: IsPhrase): string | null {
    this.forgetOld();
    const all = this.#chats.get(chatKey(chat)) ?? [];
    const again = all.find((one) => one.updateId === updateId);
    if (again?.completed) return again.completed;
    if (isPhrase(words)) {
      this.forget(chat);
      return words;
    }
    const others = all.filter((one) => one !== again && one.completed === null);
    const completed = inPieces(
      others.slice(1 - MOST_MESSAGES).map((one) => one.words),
      words,
      isPhrase,
    );
    const mine = { updateId, words, completed, at: again?.at ?? this.#now() };
    this.#remember(chat, completed === null ? [...others, mine] : [mine]);
    return completed;
  }

  forget(chat: ChatAddress): void {
    this.#chats.delete(chatKey(chat));
  }

  /** Called by the clock too, so that nothing waits in memory for the next message. */
  forgetOld(): void {
    const since = this.#now() - HALVES_WINDOW_MS;
    for (const [key, all] of this.#chats) {
      const [first] = all;
      if (first !== undefined && first.at > since) continue;
      const left = all.filter(({ at }) => at > since);
      if (left.length === 0) this.#chats.delete(key);
      else if (left.length < all.length) this.#chats.set(key, left);
    }
  }

  #remember(chat: ChatAddress, all: readonly Written[]): void {
    const key = chatKey(chat);
    this.#chats.delete(key);
    this.#chats.set(key, all.filter(({ words }) => words.length <= MOST_CHARS).slice(-MOST_MESSAGES));
    if (this.#chats.size <= MOST_CHATS) return;
    const [oldest] = this.#chats.keys();
    if (oldest !== undefined) this.#chats.delete(oldest);
  }
}

/** The last two messages, in either order; then all three; then the first and the last. */
function inPieces(before: readonly string[], words: string, isPhrase: IsPhrase): string | null {
  const last = before.at(-1);
  if (last === undefined || words.length > MOST_CHARS) return null;
  const pairs = [last, ...before.slice(0, -1)].map((one) => [one, words]);
  const ways = before.length < 2 ? pairs : [pairs[0] ?? [], [...before, words], ...pairs.slice(1)];
  const way = ways.find((lines) => isPhrase(lines.join("\n")) || isPhrase(lines.toReversed().join("\n")));
  return way?.join("\n") ?? null;
}
