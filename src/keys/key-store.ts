import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite, { type Database, type Statement } from "better-sqlite3";
import { type KeyEncryptionKey, unwrapKey, wrapKey } from "../crypto/kek-wrap.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import type { RandomBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { KEY_KIND, type KeyKind } from "./key-kinds.ts";
import { setKeyPragmas } from "./key-pragmas.ts";

/** Which key is meant. */
export interface KeyName {
  readonly kind: KeyKind;
  readonly id: Uint8Array;
}

/** One key to be kept. */
export interface NewKey extends KeyName {
  /** @secret 32 bytes. */
  readonly key: Uint8Array;
  readonly born: UnixMs;
}

export interface KeyStoreOptions {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly kek: KeyEncryptionKey;
  /** Only for a deployment that has no cases yet. [Note: No new store over old cases] */
  readonly mayCreate: boolean;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keys (kind INT, id BLOB, gen INT, born INT, wrapped BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS marks (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID;
`;
const GENERATION = 1;
const BUSY_TIMEOUT_MS = 5_000;
const CHECK_ID = new Uint8Array(16);
const TOP_ID = new Uint8Array(16);

/**
 * keys.db: 32-byte keys, each wrapped under the key encryption key, in a file and on a volume of its own.
 * A row deleted here is a case, a week of addresses or a day of states that nobody can open any more.
 *
 * All methods throw {@link Fault} `keys/unavailable` when the file is gone, full or locked.
 */
export class KeyStore {
  readonly #db: Database;
  readonly #options: KeyStoreOptions;
  /** Asked for at every row of a case; to parse its SQL each time costs more than to run it. */
  readonly #find: Statement<[kind: number, id: Uint8Array], { readonly wrapped: Uint8Array }>;

  private constructor(db: Database, options: KeyStoreOptions) {
    this.#db = db;
    this.#options = options;
    this.#find = db.prepare("SELECT wrapped FROM keys WHERE kind = ? AND id = ?");
  }

  /**
   * @throws {Fault} `keys/missing-store`: no file, or an empty one, and none may be made; `keys/wrong-kek`; `store/bad-pragma`.
   */
  static open(path: string, options: KeyStoreOptions): KeyStore {
    if (!existsSync(path) && !options.mayCreate) throw new Fault("keys/missing-store");
    return guarded(() => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      closeSync(openSync(path, "a", 0o600)); // The journal beside it inherits the mode.
      chmodSync(path, 0o600);
      const db = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
      try {
        setKeyPragmas(db);
        if (!options.mayCreate && !hasTables(db)) throw new Fault("keys/missing-store");
        db.exec(SCHEMA);
        const store = new KeyStore(db, options);
        store.#checkKek();
        return store;
      } catch (cause) {
        db.close();
        throw cause;
      }
    });
  }

  /** Durable when it returns. A key that is there already stays as it is. */
  add(keys: readonly NewKey[]): void {
    guarded(() => {
      const insert = this.#db.prepare(
        "INSERT INTO keys (kind, id, gen, born, wrapped) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      );
      this.#db.transaction(() => {
        for (const { kind, id, key, born } of keys)
          insert.run(KEY_KIND[kind], id, GENERATION, born, this.#wrap(kind, id, key));
      })();
    });
  }

  /** The key, or null when it was never there or is destroyed. */
  find(kind: KeyKind, id: Uint8Array): Uint8Array | null {
    return guarded(() => {
      const row = this.#find.get(KEY_KIND[kind], id);
      return row === undefined ? null : this.#unwrap(kind, id, row.wrapped);
    });
  }

  /** Every key of a kind, with its birth. */
  list(kind: KeyKind): readonly { readonly id: Uint8Array; readonly born: UnixMs }[] {
    return guarded(() =>
      this.#db
        .prepare<[number], { id: Uint8Array; born: UnixMs }>("SELECT id, born FROM keys WHERE kind = ? ORDER BY id")
        .all(KEY_KIND[kind]),
    );
  }

  /**
   * All of them or none, and gone from the file when it returns: what is deleted is overwritten. Destroying twice is no fault.
   *
   * @returns how many were there.
   */
  destroy(names: readonly KeyName[]): number {
    if (names.length === 0) return 0;
    return guarded(() => {
      const remove = this.#db.prepare("DELETE FROM keys WHERE kind = ? AND id = ?");
      const all = () => names.reduce((gone, { kind, id }) => gone + remove.run(KEY_KIND[kind], id).changes, 0);
      return this.#db.transaction(all)();
    });
  }

  /** Makes one write to the disk of everything the work changes here; if it throws, nothing was changed. */
  together<T>(work: () => T): T {
    return guarded(() => this.#db.transaction(work).immediate());
  }

  /** A number that must outlive restarts; null when it was never set. */
  mark(name: string): number | null {
    return guarded(
      () => this.#db.prepare<[string], { v: number }>("SELECT v FROM marks WHERE k = ?").get(name)?.v ?? null,
    );
  }

  /** Marks only grow. One that stands as high already costs no write to the disk. */
  raiseMark(name: string, value: number): void {
    guarded(() =>
      this.#db
        .prepare(
          "INSERT INTO marks (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v WHERE excluded.v > v",
        )
        .run(name, value),
    );
  }

  /** 32 bytes that go with a number, the highest that was raised so far; null when none was. */
  top(kind: KeyKind): { readonly number: number; readonly value: Uint8Array } | null {
    return guarded(() => {
      const row = this.#db
        .prepare<[number, Uint8Array], { born: number; wrapped: Uint8Array }>(
          "SELECT born, wrapped FROM keys WHERE kind = ? AND id = ?",
        )
        .get(KEY_KIND[kind], TOP_ID);
      return row === undefined ? null : { number: row.born, value: this.#unwrap(kind, TOP_ID, row.wrapped) };
    });
  }

  /** Like a mark, the number only grows, and the value goes with it. Wrapped as keys are: nobody without the key encryption key forges one. */
  raiseTop(kind: KeyKind, number: number, value: Uint8Array): void {
    guarded(() =>
      this.#db
        .prepare(
          "INSERT INTO keys (kind, id, gen, born, wrapped) VALUES (?, ?, ?, ?, ?) " +
            "ON CONFLICT (kind, id) DO UPDATE SET born = excluded.born, wrapped = excluded.wrapped " +
            "WHERE excluded.born > born",
        )
        .run(KEY_KIND[kind], TOP_ID, GENERATION, number, this.#wrap(kind, TOP_ID, value)),
    );
  }

  close(): void {
    this.#db.close();
  }

  #wrap(kind: KeyKind, id: Uint8Array, key: Uint8Array): Uint8Array {
    const { sodium, random, kek } = this.#options;
    return wrapKey(sodium, random, kek, { kind: KEY_KIND[kind], id }, key);
  }

  #unwrap(kind: KeyKind, id: Uint8Array, wrapped: Uint8Array): Uint8Array {
    const { sodium, kek } = this.#options;
    return unwrapKey(sodium, kek, { kind: KEY_KIND[kind], id }, wrapped);
  }

  /** Under another key encryption key no key would open; better to say so at once. */
  #checkKek(): void {
    try {
      if (this.find("check", CHECK_ID) !== null) return;
    } catch (cause) {
      if (codeOf(cause) !== "crypto/cannot-open") throw cause;
      throw new Fault("keys/wrong-kek", {}, cause);
    }
    if (!this.#options.mayCreate) throw new Fault("keys/missing-store");
    this.add([{ kind: "check", id: CHECK_ID, key: this.#options.random(32), born: 0 as UnixMs }]);
  }
}

function hasTables(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'keys'").get() !== undefined;
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof Fault ? cause : new Fault("keys/unavailable", {}, cause);
  }
}
