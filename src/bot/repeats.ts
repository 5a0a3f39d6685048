const REMEMBERED = 20_000;

/**
 * The same update twice at once, or again soon after: worked on once, answered alike. In memory only; what came before
 * a restart is known from the receipts in the database.
 */
export class Repeats {
  readonly #known = new Map<number, Promise<void>>();

  /** A failed update is forgotten, so that it can come again. */
  once(id: number, work: () => Promise<void>): Promise<void> {
    const known = this.#known.get(id);
    if (known) return known;
    const mine = work().catch((error: unknown) => {
      this.#known.delete(id);
      throw error;
    });
    this.#known.set(id, mine);
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value ?? id);
    return mine;
  }
}
