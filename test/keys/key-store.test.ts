import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { u32 } from "../../src/crypto/encoding.ts";
import type { KeyEncryptionKey } from "../../src/crypto/kek-wrap.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { setKeyPragmas } from "../../src/keys/key-pragmas.ts";
import { isOnDisk, keysAtHand, random, withFile, wrappedIn } from "./open-keys.ts";

const BORN = 1_780_000_000_000 as UnixMs;
const shred = (id = random(16), key = random(32)) => ({ kind: "shred", id, key, born: BORN }) as const;

describe("the store of keys", () => {
  it("gives back what was added, in a later run too, and null for what was never there", async () => {
    const keys = await keysAtHand();
    const one = shred();
    keys.store().add([one]);
    const later = keys.store({ mayCreate: false });
    expect(later.find("shred", one.id)).toEqual(one.key);
    expect(later.find("reply", one.id)).toBeNull();
    expect(later.find("shred", random(16))).toBeNull();
    expect(later.list("shred")).toEqual([{ id: Buffer.from(one.id), born: BORN }]);
  });

  it("keeps the key that was there first", async () => {
    const store = (await keysAtHand()).store();
    const first = shred();
    store.add([first]);
    store.add([{ ...first, key: random(32) }]);
    expect(store.find("shred", first.id)).toEqual(first.key);
  });

  it("adds all keys of a call or none", async () => {
    const store = (await keysAtHand()).store();
    const good = shred();
    expect(() => store.add([good, shred(random(16), random(31))])).toThrow("crypto/bad-length");
    expect(store.find("shred", good.id)).toBeNull();
  });

  it("holds no key in clear", async () => {
    const keys = await keysAtHand();
    const one = shred();
    keys.store().add([one]);
    expect(isOnDisk(keys.path, one.id)).toBe(true);
    expect(isOnDisk(keys.path, one.key)).toBe(false);
  });

  it("is readable by its owner only, even if it was not before", async () => {
    const keys = await keysAtHand();
    keys.store();
    expect(statSync(keys.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(keys.path)).mode & 0o777).toBe(0o700);
    keys.close();
    chmodSync(keys.path, 0o644);
    keys.store();
    expect(statSync(keys.path).mode & 0o777).toBe(0o600);
  });

  it("says that it is unavailable, and nothing else, when it is closed", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    store.close();
    for (const use of [
      () => store.add([shred()]),
      () => store.find("shred", random(16)),
      () => store.list("shred"),
      () => store.destroy([{ kind: "shred", id: random(16) }]),
      () => store.mark("x"),
      () => store.raiseMark("x", 1),
    ]) {
      expect(use).toThrow("keys/unavailable");
    }
  });
});

describe("the pragmas of keys.db", () => {
  it("are in force: no write-ahead log, deleted bytes overwritten, every write through to the disk", async () => {
    const db = new Sqlite(":memory:");
    expect(() => setKeyPragmas(db)).toThrow("store/bad-pragma"); // A database in memory cannot have this journal.
    db.close();
    const keys = await keysAtHand();
    keys.store();
    withFile(keys.path, (file) => {
      setKeyPragmas(file);
      const answers = ["journal_mode", "secure_delete", "synchronous", "temp_store", "mmap_size"].map((name) =>
        file.pragma(name, { simple: true }),
      );
      expect(answers).toEqual(["delete", 1, 3, 2, 0]);
    });
    expect(existsSync(`${keys.path}-wal`)).toBe(false);
  });

  it("take a file back out of write-ahead mode", async () => {
    const keys = await keysAtHand();
    keys.store();
    keys.close();
    withFile(keys.path, (db) => db.pragma("journal_mode = WAL"));
    keys.store().add([shred()]);
    expect(existsSync(`${keys.path}-wal`)).toBe(false);
  });
});

describe("another key encryption key", () => {
  it("is refused, and not a byte of the file changes", async () => {
    const keys = await keysAtHand();
    keys.store().add([shred(), shred()]);
    keys.close();
    const before = readFileSync(keys.path);
    for (const mayCreate of [true, false]) {
      const kek = random(32) as KeyEncryptionKey;
      expect(() => keys.store({ kek, mayCreate })).toThrow("keys/wrong-kek");
    }
    expect(readFileSync(keys.path).equals(before)).toBe(true);
    expect(keys.store().list("shred")).toHaveLength(2);
  });
});

describe("a store of keys that is missing beside cases", () => {
  it("is not made anew", async () => {
    const keys = await keysAtHand();
    expect(() => keys.store({ mayCreate: false })).toThrow("keys/missing-store");
    expect(existsSync(keys.path)).toBe(false);
  });

  it("is not made anew in an empty file either", async () => {
    const keys = await keysAtHand();
    mkdirSync(dirname(keys.path), { recursive: true });
    writeFileSync(keys.path, "");
    expect(() => keys.store({ mayCreate: false })).toThrow("keys/missing-store");
    expect(statSync(keys.path).size).toBe(0);
    expect(() => keys.store({ mayCreate: true })).not.toThrow();
  });

  it("is not mistaken for one when the file is no database", async () => {
    const keys = await keysAtHand();
    keys.store().add([shred()]);
    keys.close();
    const size = statSync(keys.path).size;
    writeFileSync(keys.path, random(size));
    expect(() => keys.store({ mayCreate: true })).toThrow("keys/unavailable");
    rmSync(keys.path);
    expect(() => keys.store({ mayCreate: false })).toThrow("keys/missing-store");
  });
});

describe("a destroyed key", () => {
  it("is on the disk before, and in no file after, not even wrapped", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    const [one, other] = [shred(), shred()];
    store.add([one, other]);
    const wrapped = wrappedIn(keys.path, "shred", one.id);
    const kept = wrappedIn(keys.path, "shred", other.id);
    expect(isOnDisk(keys.path, wrapped)).toBe(true);

    expect(store.destroy([one])).toBe(1);
    expect(isOnDisk(keys.path, wrapped)).toBe(false);
    expect(isOnDisk(keys.path, wrapped.subarray(1, 40))).toBe(false);
    expect(isOnDisk(keys.path, kept)).toBe(true);
    expect(store.find("shred", one.id)).toBeNull();
    expect(keys.store().find("shred", one.id)).toBeNull();
    expect(store.destroy([one])).toBe(0);
  });

  it("leaves nothing behind among many that come and go in any order", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    const all = Array.from({ length: 400 }, () => shred());
    store.add(all);
    const gone = all.filter((_, i) => i % 3 !== 0);
    const wrapped = gone.map(({ id }) => wrappedIn(keys.path, "shred", id));
    expect(wrapped.filter((bytes) => isOnDisk(keys.path, bytes))).toHaveLength(gone.length);
    for (let from = 0; from < gone.length; from += 40) store.destroy(gone.slice(from, from + 40));
    expect(wrapped.filter((bytes) => isOnDisk(keys.path, bytes))).toHaveLength(0);
    expect(store.list("shred")).toHaveLength(all.length - gone.length);
  });

  it("goes together with the others of its call, or none goes", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    const id = random(16);
    store.add([shred(id), { ...shred(id), kind: "reply" }]);
    const noBytes = { kind: "reply", id: Symbol("no bytes") as unknown as Uint8Array } as const;
    expect(() => store.destroy([{ kind: "shred", id }, noBytes])).toThrow("keys/unavailable");
    expect(store.find("shred", id)).not.toBeNull();
    store.destroy([
      { kind: "shred", id },
      { kind: "reply", id },
    ]);
    expect([store.find("shred", id), store.find("reply", id)]).toEqual([null, null]);
  });
});

describe("a key in the file", () => {
  it("does not open in the place of another, nor when a bit of it was changed", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    const [one, other] = [shred(), shred()];
    store.add([one, other]);
    withFile(keys.path, (db) => {
      const put = db.prepare("UPDATE keys SET wrapped = ? WHERE id = ?");
      put.run(wrappedIn(keys.path, "shred", one.id), other.id);
      const spoilt = Buffer.from(wrappedIn(keys.path, "shred", one.id));
      spoilt[40] = (spoilt[40] ?? 0) ^ 1;
      put.run(spoilt, one.id);
    });
    expect(() => store.find("shred", one.id)).toThrow("crypto/cannot-open");
    expect(() => store.find("shred", other.id)).toThrow("crypto/cannot-open");
  });
});

describe("marks", () => {
  it("only grow, over restarts too", async () => {
    const keys = await keysAtHand();
    let highest = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 30), { minLength: 1, maxLength: 5 }), (values) => {
        const store = keys.store();
        for (const value of values) {
          store.raiseMark("clock", value);
          highest = Math.max(highest, value);
          expect(store.mark("clock")).toBe(highest);
        }
        store.close();
      }),
      { numRuns: 15 },
    );
    expect(keys.store().mark("clock")).toBe(highest);
    expect(keys.store().mark("other")).toBeNull();
  });

  it("that stand as high already write nothing", async () => {
    const keys = await keysAtHand();
    const store = keys.store();
    store.raiseMark("registry", 7);
    const changes = () => readFileSync(keys.path).readUInt32BE(24); // The file change counter of SQLite's header.
    const before = changes();
    store.raiseMark("registry", 7);
    store.raiseMark("registry", 3);
    expect(changes()).toBe(before);
    store.raiseMark("registry", 8);
    expect(changes()).toBe(before + 1);
  });

  it("do not stand in the way of keys of the same name", async () => {
    const store = (await keysAtHand()).store();
    store.raiseMark("clock", 5);
    store.add([{ kind: "state-day", id: u32(5), key: random(32), born: BORN }]);
    expect(store.mark("clock")).toBe(5);
    expect(store.list("state-day")).toHaveLength(1);
  });
});
