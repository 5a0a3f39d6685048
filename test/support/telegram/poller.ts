import { type Answer, done, refuse } from "./answer.ts";
import { numberIn, type Payload } from "./payload.ts";
import type { QueuedUpdate, UpdateQueue } from "./update-queue.ts";

interface OpenPoll {
  readonly limit: number;
  readonly answer: (answer: Answer) => void;
}

/** The other side of `getUpdates`: long polls, confirmation by offset, one poller at a time. */
export class Poller {
  readonly #queue: UpdateQueue;
  #open: OpenPoll | null = null;

  constructor(queue: UpdateQueue) {
    this.#queue = queue;
  }

  /**
   * Answers at once when there is something, else when something comes or the time is over.
   *
   * @param gone aborted when the bot closes the connection: its poll must not swallow updates.
   */
  poll(payload: Payload, gone: AbortSignal): Promise<Answer> {
    this.#queue.acknowledgeBelow(numberIn(payload, "offset") ?? 0);
    this.#finish(
      refuse(409, "terminated by other getUpdates request; make sure that only one bot instance is running"),
    );
    const limit = Math.min(100, numberIn(payload, "limit") ?? 100);
    const seconds = numberIn(payload, "timeout") ?? 0;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#finish(done([])), seconds * 1_000);
      const open: OpenPoll = {
        limit,
        answer: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
      };
      gone.addEventListener("abort", () => {
        if (this.#open !== open) return;
        this.#finish(done([]));
      });
      this.#open = open;
      this.serve();
    });
  }

  /** Answers the open poll if there is something for it. */
  serve(): void {
    if (this.#open === null || this.#queue.ready.length === 0) return;
    const batch = [...this.#queue.ready].sort((a, b) => a.id - b.id).slice(0, this.#open.limit);
    this.#finish(done(batch.map((update) => JSON.parse(update.body) as unknown)));
    for (const update of batch.filter(isCopy)) this.#queue.acknowledge(update);
  }

  /** Ends the open poll with nothing. */
  stop(): void {
    this.#finish(done([]));
  }

  #finish(answer: Answer): void {
    const open = this.#open;
    this.#open = null;
    open?.answer(answer);
  }
}

/** A copy is handed out once: its number is below the offset already, so no offset can confirm it. */
function isCopy(update: QueuedUpdate): boolean {
  return update.isCopy;
}
