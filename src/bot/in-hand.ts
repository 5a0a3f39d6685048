/** What is in hand for whom: the same wish of the same chat again is the same wish, however often it is pressed. */
export class InHand {
  readonly #wishes = new Set<string>();

  /** Does the work and gives what came of it; null when the same is in hand already. */
  async once<T>(wish: string, work: () => Promise<T>): Promise<T | null> {
    if (this.#wishes.has(wish)) return null;
    this.#wishes.add(wish);
    try {
      return await work();
    } finally {
      this.#wishes.delete(wish);
    }
  }
}
