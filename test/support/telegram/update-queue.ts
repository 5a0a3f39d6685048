import { Watch } from "../watch.ts";
import type { Payload } from "./payload.ts";

/** An update that waits to be acknowledged. */
export interface QueuedUpdate {
  readonly id: number;
  readonly body: string;
  /** Updates of one lane are delivered one after the other. */
  readonly lane: string;
  /** Sent once more on purpose. */
  readonly isCopy: boolean;
}

/** Kinds that are only sent when asked for. @see https://core.telegram.org/bots/api#getupdates */
const ONLY_WHEN_ASKED = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

/** All updates that were not acknowledged yet, and a memory of those that were. */
export class UpdateQueue {
  readonly watch = new Watch();
  readonly #all = new Map<number, QueuedUpdate>();
  #waiting: readonly QueuedUpdate[] = [];
  #lastId: number;
  #copies = 0;
  #paused = false;
  /** Told when there may be something to deliver. */
  onReady: () => void = () => undefined;

  constructor(firstId: number) {
    this.#lastId = firstId - 1;
  }

  /** What may be delivered now, oldest first. */
  get ready(): readonly QueuedUpdate[] {
    return this.#paused ? [] : this.#waiting;
  }

  get pendingCount(): number {
    return this.#waiting.length;
  }

  /** How many updates are done with; copies do not count. */
  get acknowledgedCount(): number {
    return this.#all.size - this.#waiting.filter(({ isCopy }) => !isCopy).length;
  }

  /** Gives the update a number and keeps it. Kinds that the bot did not ask for are numbered and dropped. */
  add(lane: string, part: Payload, allowed: readonly string[] | null): number {
    this.#lastId += 1;
    const id = this.#lastId;
    const kind = Object.keys(part)[0] ?? "";
    const everything = allowed === null || allowed.length === 0;
    if (everything ? ONLY_WHEN_ASKED.has(kind) : !allowed.includes(kind)) return id;
    const queued = { id, body: JSON.stringify({ update_id: id, ...part }), lane, isCopy: false };
    this.#all.set(id, queued);
    this.#change([...this.#waiting, queued]);
    return id;
  }

  /** Delivers an update once more, beside all others. @throws {Error} when it was never there. */
  repeat(id: number): void {
    const original = this.#all.get(id);
    if (original === undefined) throw new Error(`there was no update ${id}`);
    this.#copies += 1;
    this.#change([...this.#waiting, { ...original, lane: `copy ${this.#copies}`, isCopy: true }]);
  }

  isAcknowledged(id: number): boolean {
    return this.#waiting.every((update) => update.id !== id);
  }

  acknowledge(update: QueuedUpdate): void {
    this.#change(this.#waiting.filter((one) => one !== update));
  }

  acknowledgeBelow(offset: number): void {
    if (this.#waiting.some(({ id, isCopy }) => id < offset && !isCopy)) {
      this.#change(this.#waiting.filter(({ id, isCopy }) => id >= offset || isCopy));
    }
  }

  dropAll(): void {
    this.#change([]);
  }

  pause(): void {
    this.#paused = true;
  }

  /** @param reversed the newest first: what a bot must bear from a webhook. */
  resume(reversed: boolean): void {
    this.#paused = false;
    this.#change(reversed ? [...this.#waiting].reverse() : this.#waiting);
  }

  #change(waiting: readonly QueuedUpdate[]): void {
    this.#waiting = waiting;
    this.watch.changed();
    this.onReady();
  }
}
