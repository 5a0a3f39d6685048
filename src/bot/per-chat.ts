import { Fault } from "../domain/faults.ts";

/**
 * One turn at a time in a chat, chats side by side, and no turn longer than its limit: one that hangs is left behind,
 * and the next goes on. What a late turn still writes is refused by the version of the row it read.
 */
export class PerChat {
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #limitMs: number;
  readonly #after: (ms: number, call: () => void) => () => void;

  /** @param after calls back later and gives a way to call it off: `setTimeout`, or a test's own. */
  constructor(limitMs: number, after: (ms: number, call: () => void) => () => void) {
    this.#limitMs = limitMs;
    this.#after = after;
  }

  /**
   * @param work is told by its argument whether its time is over: then it must keep nothing more.
   * @throws {Fault} `turn/too-slow`; whatever the work throws.
   */
  run<T>(key: string, work: (isOver: () => boolean) => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(() => this.#bounded(work));
    const tail = mine
      .catch(() => {})
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return mine;
  }

  #bounded<T>(work: (isOver: () => boolean) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let over = false;
      const cancel = this.#after(this.#limitMs, () => {
        over = true;
        reject(new Fault("turn/too-slow"));
      });
      work(() => over)
        .then(resolve, reject)
        .finally(cancel);
    });
  }
}
