import { type ChatAddress, chatKey } from "../domain/chat.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";

const WINDOW_MS = 10 * MINUTE_MS;
/** Twenty messages of full length in ten minutes; short ones cost less. */
const MAX_CHARACTERS = 20 * 4_096;
/** More updates than a person can press in ten minutes. */
const MAX_UPDATES = 300;
const MAX_CHATS = 20_000;

interface Window {
  readonly since: UnixMs;
  characters: number;
  updates: number;
  told: boolean;
}

/** What to do with one more update of a chat: take it, say once that it is too much, or stay silent. */
export type FloodVerdict = "take" | "tell" | "drop";

/** Counts in memory only. Panic, hide and code phrase never come here. */
export class Flood {
  readonly #windows = new Map<string, Window>();

  judge(chat: ChatAddress, characters: number, now: UnixMs): FloodVerdict {
    const window = this.#windowOf(chatKey(chat), now);
    window.characters += characters;
    window.updates += 1;
    if (window.characters <= MAX_CHARACTERS && window.updates <= MAX_UPDATES) return "take";
    if (window.told) return "drop";
    window.told = true;
    return "tell";
  }

  #windowOf(key: string, now: UnixMs): Window {
    const open = this.#windows.get(key);
    if (open && now - open.since < WINDOW_MS && now >= open.since) return open;
    const fresh = { since: now, characters: 0, updates: 0, told: false };
    this.#windows.delete(key);
    this.#windows.set(key, fresh);
    if (this.#windows.size > MAX_CHATS) this.#windows.delete(this.#windows.keys().next().value ?? key);
    return fresh;
  }
}
