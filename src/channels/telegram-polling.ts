import type { Api } from "grammy";
import type { Update } from "grammy/types";
import { codeOf } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import type { Rider } from "./telegram-rider.ts";
import { ALLOWED_UPDATES } from "./telegram-setup.ts";

const POLL_SECONDS = 25;
const LIMIT = 100;
/** Pause before asking again while some updates are still being worked on, or after a failure. */
const PAUSE_MS = 200;
const AFTER_FAILURE_MS = 2_000;
/** An update that fails as often is left behind: it would hold up everybody's, since the offset cannot pass it. */
const MOST_FAILURES = 20;

/**
 * How an update is taken. Resolves when it is kept or was told to be lost; rejects when it must come again.
 *
 * @param rider takes a call back in the answer to the update; a poll has no answer to give.
 */
export type Receive = (update: Update, rider?: Rider) => Promise<void>;

/**
 * Long polling that confirms an update only when it is done with: the offset never passes one that is still in work,
 * so a kill at any moment brings it again. Chats do not wait for each other, and a panic press does not wait for anything.
 */
export class Polling {
  readonly #api: Api;
  readonly #receive: Receive;
  readonly #log: Log;
  readonly #pause: (ms: number) => Promise<void>;
  readonly #inWork = new Set<number>();
  readonly #done = new Set<number>();
  /** Failed, and how often: they must come again, so the offset waits for them too. */
  readonly #failed = new Map<number, number>();
  #confirmed = 0;
  #stopped = false;
  #abort = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(api: Api, receive: Receive, log: Log, pause: (ms: number) => Promise<void>) {
    this.#api = api;
    this.#receive = receive;
    this.#log = log;
    this.#pause = pause;
  }

  start(): void {
    this.#ended = this.#loop();
  }

  /** Asks for nothing more; what was received is finished and confirmed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
    await this.#ended;
    while (this.#inWork.size > 0) await this.#pause(10);
    await this.#api.getUpdates({ offset: this.#offset(), limit: 1, timeout: 0 }).catch(() => {});
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      try {
        const fresh = await this.#poll();
        if (fresh === 0 && this.#inWork.size > 0) await this.#pause(PAUSE_MS);
      } catch (error) {
        if (this.#stopped) return;
        this.#log({ event: "fault", at: "polling", code: codeOf(error) });
        await this.#pause(AFTER_FAILURE_MS);
      }
    }
  }

  async #poll(): Promise<number> {
    const timeout = this.#inWork.size > 0 ? 0 : POLL_SECONDS;
    const asked = { offset: this.#offset(), limit: LIMIT, timeout, allowed_updates: ALLOWED_UPDATES };
    const updates = await this.#api.getUpdates(asked, this.#abort.signal as Parameters<Api["getUpdates"]>[1]);
    const fresh = updates.filter(({ update_id: id }) => !this.#inWork.has(id) && !this.#done.has(id));
    for (const update of fresh) void this.#take(update);
    return fresh.length;
  }

  async #take(update: Update): Promise<void> {
    const id = update.update_id;
    this.#inWork.add(id);
    try {
      await this.#receive(update);
      this.#settle(id);
    } catch (error) {
      this.#log({ event: "fault", at: "polling", code: codeOf(error) });
      const times = (this.#failed.get(id) ?? 0) + 1;
      this.#failed.set(id, times);
      await this.#pause(AFTER_FAILURE_MS);
      if (times >= MOST_FAILURES) this.#settle(id);
    } finally {
      this.#inWork.delete(id);
    }
  }

  #settle(id: number): void {
    this.#failed.delete(id);
    this.#done.add(id);
  }

  /** One more than the last update before the first that is not done. */
  #offset(): number {
    const waiting = Math.min(...this.#inWork, ...this.#failed.keys(), Number.POSITIVE_INFINITY);
    for (const id of [...this.#done].sort((a, b) => a - b)) {
      if (id >= waiting) break;
      this.#confirmed = Math.max(this.#confirmed, id + 1);
      this.#done.delete(id);
    }
    return this.#confirmed;
  }
}
