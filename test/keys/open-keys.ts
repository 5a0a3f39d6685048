import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach } from "vitest";
import type { KeyEncryptionKey } from "../../src/crypto/kek-wrap.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import type { RandomBytes } from "../../src/domain/ids.ts";
import { KEY_KIND, type KeyKind } from "../../src/keys/key-kinds.ts";
import { KeyService } from "../../src/keys/key-service.ts";
import { KeyStore, type KeyStoreOptions } from "../../src/keys/key-store.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { type TestClock, testClock } from "../support/test-house.ts";

export const sodium = await loadSodium();
export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** keys.db in a fresh folder, with everything that was opened on it. */
export interface KeysAtHand {
  readonly path: string;
  readonly clock: TestClock;
  /** Opens the file once more, as another process or a next run would. */
  readonly store: (change?: Partial<KeyStoreOptions>) => KeyStore;
  readonly service: (clock?: TestClock) => KeyService;
  readonly close: () => void;
}

const open: { readonly keys: KeysAtHand; readonly folder: TempDir }[] = [];

/** For the test that is running; closed and removed after it. */
export async function keysAtHand(now?: number): Promise<KeysAtHand> {
  const folder = await tempDir();
  const keys = inFolder(folder.path, now);
  open.push({ keys, folder });
  return keys;
}

afterEach(async () => {
  for (const { keys, folder } of open.splice(0)) {
    keys.close();
    await folder.remove();
  }
});

function inFolder(folder: string, now?: number): KeysAtHand {
  const path = join(folder, "keys", "keys.db");
  const clock = testClock(now);
  const kek = random(32) as KeyEncryptionKey;
  const stores: KeyStore[] = [];
  const store = (change: Partial<KeyStoreOptions> = {}) => {
    const opened = KeyStore.open(path, { sodium, random, kek, mayCreate: true, ...change });
    stores.push(opened);
    return opened;
  };
  return {
    path,
    clock,
    store,
    service: (other = clock) =>
      new KeyService({ sodium, random, clock: other.now, store: store(), ledgerPath: `${path}.ledger` }),
    close: () => {
      for (const each of stores.splice(0)) each.close();
    },
  };
}

/** The bytes of a key as they lie in the file, to be searched for later. */
export function wrappedIn(path: string, kind: KeyKind, id: Uint8Array): Buffer {
  return withFile(path, (db) => {
    const row = db
      .prepare<[number, Uint8Array], { wrapped: Buffer }>("SELECT wrapped FROM keys WHERE kind = ? AND id = ?")
      .get(KEY_KIND[kind], id);
    if (!row) throw new Error("there is no such key");
    return row.wrapped;
  });
}

/** Whether these bytes stand in the file or in its journal. */
export function isOnDisk(path: string, needle: Uint8Array): boolean {
  return ["", "-journal", "-wal", "-shm"]
    .map((ending) => path + ending)
    .some((file) => existsSync(file) && readFileSync(file).includes(Buffer.from(needle)));
}

/** Looks into the file past the store. */
export function withFile<T>(path: string, look: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(path);
  try {
    return look(db);
  } finally {
    db.close();
  }
}
