import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import { type ChatAddress, canDelete, chatKey } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import { type DayNumber, HOUR_MS, later, type UnixMs } from "../domain/time.ts";
import type { TraceRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/** Platforms let a bot delete messages of the last 48 hours; so much is remembered, at most so many. */
const DELETABLE_MS = 48 * HOUR_MS;
const MOST_MESSAGES = 400;
/** Chats whose ids are at hand without reading. */
const CACHED_CHATS = 5_000;

/** A message that stands in a chat, and when it was first known, ms. */
export interface Trace {
  readonly id: number;
  readonly at: UnixMs;
}

interface DayTrace {
  readonly day: DayNumber;
  readonly messages: readonly Trace[];
}

/** Everything that is known of a chat when it is swept. */
interface Taken {
  /** What can be deleted. */
  readonly messages: readonly number[];
  /** How many others no platform deletes any more. */
  readonly tooOld: number;
  readonly forget: Write;
}

/** Whether it has stood in the chat for too long to be deleted; of a row that does not say since when, nobody knows. */
export function isTooOld({ at }: Trace, now: UnixMs): boolean {
  return at > 0 && later(at, DELETABLE_MS) < now;
}

/** Remembers which messages stand in a chat, sealed, so that hide and the clock can sweep both sides' after a restart too. */
export class Traces {
  readonly #parts: Parts;
  readonly #cache = new Map<string, DayTrace>();
  /** Ids that were never written: of parcels dropped before they were shown. */
  readonly #loose = new Map<string, readonly number[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The write that keeps these ids beside those of today; null when there is nothing to keep: staff chats are not swept,
   * and where nothing can be deleted there is nothing to remember.
   */
  async add(chat: ChatAddress, messages: readonly number[]): Promise<Write | null> {
    if (messages.length === 0 || chat.id.startsWith("-") || !canDelete(chat.channel)) return null;
    const stored = await this.#storedToday(chat);
    const day = this.#parts.keys.time.today();
    const at = this.#parts.keys.time.now();
    // Looked at after the wait: the talk and the panic path may add to one chat at the same time.
    const known = this.#cached(chat, day) ?? stored;
    const fresh = [...new Set(messages)].filter((id) => !known.some((one) => one.id === id));
    const trace = { day, messages: [...known, ...fresh.map((id) => ({ id, at }))].slice(-MOST_MESSAGES) };
    this.#remember(chat, trace);
    const due = this.#dueOf(trace.messages[0]?.at ?? at);
    return { write: "put-trace", trace: this.#parts.keys.sealTrace(chat, packed(trace.messages), due) };
  }

  /** Remembers ids in memory until hide takes them. */
  note(chat: ChatAddress, messages: readonly number[]): void {
    if (!canDelete(chat.channel)) return;
    this.#loose.set(chatKey(chat), [...(this.#loose.get(chatKey(chat)) ?? []), ...messages]);
  }

  /** Every message known to stand in the chat, and the write that forgets them. */
  async takeAll(chat: ChatAddress): Promise<Taken> {
    const tags = this.#parts.keys.traceTags(chat);
    const rows = await this.#parts.store.findTraces(tags);
    const stored = rows.flatMap((row) => this.open(chat, row));
    const cached = this.#cache.get(chatKey(chat))?.messages ?? [];
    const loose = this.#loose.get(chatKey(chat)) ?? [];
    this.#cache.delete(chatKey(chat));
    this.#loose.delete(chatKey(chat));
    const now = this.#parts.keys.time.now();
    const known = new Map([...stored, ...cached].map((one) => [one.id, one]));
    const tooOld = [...known.values()].filter((one) => isTooOld(one, now)).map(({ id }) => id);
    const young = new Set([...known.keys(), ...loose]);
    for (const id of tooOld) young.delete(id);
    return { messages: [...young], tooOld: tooOld.length, forget: { write: "erase-traces", tags } };
  }

  /** What a row remembers; nothing, and a line in the log, when it does not open. */
  open(chat: ChatAddress, row: TraceRow): readonly Trace[] {
    try {
      const kept = JSON.parse(readUtf8(this.#parts.keys.openTrace(chat, row))) as readonly (
        | number
        | [number, number]
      )[];
      return kept.map((one) =>
        typeof one === "number" ? { id: one, at: 0 as UnixMs } : { id: one[0], at: one[1] as UnixMs },
      );
    } catch (error) {
      this.#parts.log({ event: "fault", at: "hide", code: codeOf(error) });
      return [];
    }
  }

  /** The write that leaves these of a row, after the others were deleted. */
  leave(chat: ChatAddress, row: TraceRow, left: readonly Trace[]): Write {
    this.#cache.delete(chatKey(chat));
    const [oldest] = left;
    if (oldest === undefined) return { write: "erase-traces", tags: [row.tag] };
    const due = this.#dueOf(oldest.at);
    return { write: "put-trace", trace: this.#parts.keys.resealTrace(row, chat, packed(left), due) };
  }

  /** Up to the hour: the moment stands in clear, and nobody need know when she wrote. */
  #dueOf(oldest: UnixMs): UnixMs {
    return (Math.ceil((oldest + this.#parts.patience.sweep) / HOUR_MS) * HOUR_MS) as UnixMs;
  }

  async #storedToday(chat: ChatAddress): Promise<readonly Trace[]> {
    if (this.#cached(chat, this.#parts.keys.time.today())) return [];
    const [tag] = this.#parts.keys.traceTags(chat);
    const rows = tag ? await this.#parts.store.findTraces([tag]) : [];
    return rows.flatMap((row) => this.open(chat, row));
  }

  #cached(chat: ChatAddress, day: DayNumber): readonly Trace[] | null {
    const cached = this.#cache.get(chatKey(chat));
    return cached?.day === day ? cached.messages : null;
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

function packed(messages: readonly Trace[]): Uint8Array {
  return utf8(JSON.stringify(messages.map(({ id, at }) => [id, at])));
}
