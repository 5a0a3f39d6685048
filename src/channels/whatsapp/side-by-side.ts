/** A piece of work and those it concerns. */
export interface Work {
  /** What shares a key happens one after the other, in the order given. */
  readonly keys: readonly string[];
  /** Must not throw: its own failure is its own matter. */
  readonly work: () => Promise<void>;
}

/** Does everything at once but for what concerns the same person. Resolves when all is done. */
export async function sideBySide(all: Iterable<Work>): Promise<void> {
  const last = new Map<string, Promise<void>>();
  for (const { keys, work } of all) {
    const before = Promise.all(keys.map((key) => last.get(key) ?? Promise.resolve()));
    const mine = before.then(work);
    for (const key of keys) last.set(key, mine);
  }
  await Promise.all(last.values());
}
