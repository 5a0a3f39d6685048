import Sqlite from "better-sqlite3";

const CACHE_PAGES = -65_536; // In KiB when negative.

interface StateRow {
  readonly updateId: number;
  readonly locked: Buffer | null;
}

/** States and cases in SQLite, durable. Everything of one turn of the event loop is one transaction. */
export function openFloorStore(file: string) {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma(`cache_size = ${CACHE_PAGES}`);
  db.pragma("temp_store = MEMORY");
  db.exec(`
    CREATE TABLE IF NOT EXISTS states (address INTEGER PRIMARY KEY, update_id INTEGER NOT NULL, locked BLOB);
    CREATE TABLE IF NOT EXISTS cases (id INTEGER PRIMARY KEY, hour INTEGER NOT NULL, sealed BLOB NOT NULL);
  `);
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const find = db.prepare<[number], StateRow>("SELECT update_id AS updateId, locked FROM states WHERE address = ?");
  const put = db.prepare(
    "INSERT INTO states (address, update_id, locked) VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET update_id = excluded.update_id, locked = excluded.locked",
  );
  const add = db.prepare("INSERT INTO cases (hour, sealed) VALUES (?, ?)");
  let group: (() => void)[] = [];

  return {
    find: (address: number): StateRow | undefined => find.get(address),
    /** @param locked null: the talk is over, the number of its last update stays. */
    put: (address: number, updateId: number, locked: Buffer | null) => void put.run(address, updateId, locked),
    add: (hour: number, sealed: Buffer) => void add.run(hour, sealed),
    /** Does the work within the open transaction; calls back when that is on the disk. */
    inGroup(work: () => void, durable: () => void): void {
      if (group.length === 0) {
        begin.run();
        setImmediate(() => {
          commit.run();
          const done = group;
          group = [];
          for (const call of done) call();
        });
      }
      work();
      group.push(durable);
    },
  };
}
