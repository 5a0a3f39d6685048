import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import { type ChatAddress, chatKey } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { DayNumber } from "../domain/time.ts";
import type { Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/** Platforms let a bot delete messages of the last 48 hours; so much is remembered, at most so many. */
const MOST_MESSAGES = 400;
/** Chats whose ids are at hand without reading. */
const CACHED_CHATS = 5_000;

interface DayTrace {
  readonly day: DayNumber;
  readonly messages: readonly number[];
}

/** Remembers which messages stand in a chat, sealed, so that hide can sweep both sides' after a restart too. */
export class Traces {
  readonly #parts: Parts;
  readonly #cache = new Map<string, DayTrace>();
  /** Ids that were never written: of parcels dropped before they were shown. */
  readonly #loose = new Map<string, readonly number[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The write that keeps these ids beside those of today; null when there is nothing to keep. Staff chats are not swept. */
  async add(chat: ChatAddress, messages: readonly number[]): Promise<Write | null> {
    if (messages.length === 0 || chat.id.startsWith("-")) return null;
    const stored = await this.#storedToday(chat);
    const day = this.#parts.keys.time.today();
    // Looked at after the wait: the talk and the panic path may add to one chat at the same time.
    const known = this.#cached(chat, day) ?? stored;
    const trace = { day, messages: [...new Set([...known, ...messages])].slice(-MOST_MESSAGES) };
    this.#remember(chat, trace);
    return { write: "put-trace", trace: this.#parts.keys.sealTrace(chat, utf8(JSON.stringify(trace.messages))) };
  }

  /** Remembers ids in memory until hide takes them. */
  note(chat: ChatAddress, messages: readonly number[]): void {
    this.#loose.set(chatKey(chat), [...(this.#loose.get(chatKey(chat)) ?? []), ...messages]);
  }

  /** Every message known to stand in the chat, and the write that forgets them. */
  async takeAll(chat: ChatAddress): Promise<{ readonly messages: readonly number[]; readonly forget: Write }> {
    const tags = this.#parts.keys.traceTags(chat);
    const rows = await this.#parts.store.findTraces(tags);
    const stored = rows.flatMap((row) => this.#open(chat, row));
    const cached = this.#cache.get(chatKey(chat))?.messages ?? [];
    const loose = this.#loose.get(chatKey(chat)) ?? [];
    this.#cache.delete(chatKey(chat));
    this.#loose.delete(chatKey(chat));
    return { messages: [...new Set([...stored, ...cached, ...loose])], forget: { write: "erase-traces", tags } };
  }

  async #storedToday(chat: ChatAddress): Promise<readonly number[]> {
    if (this.#cached(chat, this.#parts.keys.time.today())) return [];
    const [tag] = this.#parts.keys.traceTags(chat);
    const rows = tag ? await this.#parts.store.findTraces([tag]) : [];
    return rows.flatMap((row) => this.#open(chat, row));
  }

  #cached(chat: ChatAddress, day: DayNumber): readonly number[] | null {
    const cached = this.#cache.get(chatKey(chat));
    return cached?.day === day ? cached.messages : null;
  }

  #open(chat: ChatAddress, row: Parameters<Parts["keys"]["openTrace"]>[1]): readonly number[] {
    try {
      return JSON.parse(readUtf8(this.#parts.keys.openTrace(chat, row))) as readonly number[];
    } catch (error) {
      this.#parts.log({ event: "fault", at: "hide", code: codeOf(error) });
      return [];
    }
  }

  #remember(chat: ChatAddress, trace: DayTrace): void {
    const key = chatKey(chat);
    this.#cache.delete(key);
    this.#cache.set(key, trace);
    if (this.#cache.size <= CACHED_CHATS) return;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined) this.#cache.delete(oldest);
  }
}
