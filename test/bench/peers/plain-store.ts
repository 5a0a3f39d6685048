import type { VersionedState } from "@grammyjs/conversations";
import Sqlite from "better-sqlite3";

/** What a team writes first to keep states and cases in SQLite: plain JSON, durable, one commit for each write. */
export function openPlainStore(file: string) {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec(`
    CREATE TABLE IF NOT EXISTS states (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS cases (number TEXT PRIMARY KEY, at INTEGER NOT NULL, told TEXT NOT NULL);
  `);
  const read = db.prepare<[string], { value: string }>("SELECT value FROM states WHERE key = ?");
  const write = db.prepare(
    "INSERT INTO states (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const erase = db.prepare("DELETE FROM states WHERE key = ?");
  const add = db.prepare("INSERT INTO cases (number, at, told) VALUES (?, ?, ?)");
  return {
    states: {
      read: <S>(key: string): VersionedState<S> | undefined => {
        const row = read.get(key);
        return row && (JSON.parse(row.value) as VersionedState<S>);
      },
      write: (key: string, state: unknown) => void write.run(key, JSON.stringify(state)),
      delete: (key: string) => void erase.run(key),
    },
    keepCase: (number: string, told: object) => void add.run(number, Date.now(), JSON.stringify(told)),
  };
}
