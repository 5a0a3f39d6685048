import type { Clock, UnixMs } from "../domain/time.ts";
import type { MainStore } from "../storage/main-store.ts";

/** A store, and when it last did not say what became of a unit. */
export interface WatchedStore {
  readonly store: MainStore;
  /** The start counts too: an earlier run may have ended before it was told. */
  readonly lastOutage: () => UnixMs;
}

/**
 * Remembers when a commit failed. Such a unit is in doubt: a database that waits for its stand-by keeps it, shows it to
 * nobody, and lets it appear hours later. [Note: Keys before rows]
 */
export function watchOutages(store: MainStore, clock: Clock): WatchedStore {
  let last = clock();
  return {
    store: {
      ...store,
      commit: (writes) =>
        store.commit(writes).catch((error: unknown) => {
          last = clock();
          throw error;
        }),
    },
    lastOutage: () => last,
  };
}
