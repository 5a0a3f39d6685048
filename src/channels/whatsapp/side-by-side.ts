/** A piece of work and those it concerns. */
export interface Work {
  /** What shares a key happens one after the other, in the order given. */
  readonly keys: readonly string[];
  /** Must not throw: its own failure is its own matter. */
  readonly work: () => Promise<void>;
}

/** No longer does anything wait for what came before: a hide must not stand behind a turn that hangs. */
const PATIENCE_MS = 2_000;

/** Does everything at once but for what concerns the same person, which waits in order, for a while. Resolves when all is done. */
export async function sideBySide(all: Iterable<Work>, pause: (ms: number) => Promise<void> = pauseFor): Promise<void> {
  const last = new Map<string, Promise<void>>();
  const begun: Promise<void>[] = [];
  for (const { keys, work } of all) {
    const earlier = keys.flatMap((key) => last.get(key) ?? []);
    const mine = earlier.length === 0 ? work() : Promise.race([Promise.all(earlier), pause(PATIENCE_MS)]).then(work);
    begun.push(mine);
    for (const key of keys) last.set(key, mine);
  }
  await Promise.all(begun);
}

/** Does not keep the process alive. */
function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
