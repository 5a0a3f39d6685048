interface Waiter {
  readonly look: () => boolean;
}

/**
 * Waiting without polling and without sleeping: whoever changes something calls {@link Watch.changed},
 * and everyone who waits looks again.
 */
export class Watch {
  readonly #waiters = new Set<Waiter>();

  /** Lets everyone who waits look again. */
  changed(): void {
    for (const waiter of [...this.#waiters]) if (waiter.look()) this.#waiters.delete(waiter);
  }

  /**
   * Resolves with the first value of `look` that is not `null`, now or after a later change.
   *
   * @param withinMs how long to wait at most.
   * @param complain makes the message of the error; called only when the time is over.
   */
  until<T>(look: () => T | null, withinMs: number, complain: () => string): Promise<T> {
    const started = new Error("started here");
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(complain(), { cause: started }));
      }, withinMs);
      const waiter: Waiter = {
        look: () => {
          const found = look();
          if (found === null) return false;
          clearTimeout(timer);
          resolve(found);
          return true;
        },
      };
      if (!waiter.look()) this.#waiters.add(waiter);
    });
  }
}
