import { randomBytes, randomInt } from "node:crypto";
import Sqlite, { type Database } from "better-sqlite3";
import { type Deployed, storesOf } from "../../support/running-pana.ts";

type Cell = Uint8Array | string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** A table with rows of cases: its own key, and the column that names the case. */
interface CaseTable {
  readonly name: string;
  readonly key: string;
  readonly caseColumn: string;
}

const MAIN_TABLES: readonly CaseTable[] = [
  { name: "cases", key: "case_id", caseColumn: "case_id" },
  { name: "entries", key: "entry_id", caseColumn: "case_id" },
  { name: "grants", key: "grant_id", caseColumn: "case_id" },
];
const KEY_TABLES: readonly CaseTable[] = [{ name: "keys", key: "id", caseColumn: "id" }];
/** Bytes that name an organisation, which stays. */
const KEPT_COLUMNS = ["org_hint", "recipient_id"];
const ID_BYTES = 16;
const NOISE_BYTES = 4_194_304;
const CACHE_KIB = 524_288;

/**
 * Puts made-up cases behind the real ones until there are so many. Each is one of the real ones over again: the same rows,
 * the same lengths, the same clear columns, but new ids, and random bytes where something sealed stands. The program cannot
 * tell before it tries to open one. The process must not run.
 */
export function fillCases(deployed: Deployed, wanted: number): void {
  const { main, keys } = storesOf(deployed);
  const noise = randomBytes(NOISE_BYTES);
  withFile(main, (db) => {
    const real = idsIn(db);
    const made = sortedIds(wanted - real.length);
    for (const one of MAIN_TABLES) fillTable(db, one, real, made, noise);
    withFile(keys, (keysDb) => {
      for (const one of KEY_TABLES) fillTable(keysDb, one, real, made, noise);
    });
  });
}

/** Without logs and waiting for the disk: what is made here may be lost. */
function withFile(file: string, work: (db: Database) => void): void {
  const db = new Sqlite(file);
  try {
    const mode = db.pragma("journal_mode", { simple: true });
    for (const pragma of [
      "journal_mode = OFF",
      "synchronous = OFF",
      "foreign_keys = OFF",
      `cache_size = -${CACHE_KIB}`,
    ])
      db.pragma(pragma);
    db.transaction(() => work(db))();
    db.pragma(`journal_mode = ${String(mode)}`);
  } finally {
    db.close();
  }
}

function idsIn(db: Database): readonly Buffer[] {
  return db
    .prepare<[], { id: Buffer }>("SELECT case_id AS id FROM cases ORDER BY case_id")
    .all()
    .map(({ id }) => id);
}

/** In order of their keys, rows are put at the end of the table: a hundred times as fast as anywhere. */
function fillTable(
  db: Database,
  table: CaseTable,
  real: readonly Buffer[],
  made: readonly Buffer[],
  noise: Buffer,
): void {
  const patterns = real.map((id) =>
    db.prepare<[Buffer], Row>(`SELECT * FROM ${table.name} WHERE ${table.caseColumn} = ?`).all(id),
  );
  const columns = Object.keys(patterns[0]?.[0] ?? {});
  const slots = columns.map(() => "?").join(", ");
  const insert = db.prepare(`INSERT INTO ${table.name} (${columns.join(", ")}) VALUES (${slots})`);
  const rows = made.flatMap((caseId, i) => {
    const pattern = patterns[i % patterns.length] ?? [];
    return pattern.map((row) => ({
      row,
      caseId,
      key: table.key === table.caseColumn ? caseId : randomBytes(ID_BYTES),
    }));
  });
  rows.sort((a, b) => a.key.compare(b.key));
  for (const { row, caseId, key } of rows) {
    insert.run(
      columns.map((column) => {
        const cell = row[column] ?? null;
        if (column === table.caseColumn) return caseId;
        if (column === table.key) return key;
        return cell instanceof Uint8Array && !KEPT_COLUMNS.includes(column) ? noiseOf(noise, cell.length) : cell;
      }),
    );
  }
}

function sortedIds(count: number): readonly Buffer[] {
  const ids = Array.from({ length: Math.max(0, count) }, () => randomBytes(ID_BYTES));
  return ids.sort((a, b) => a.compare(b));
}

function noiseOf(noise: Buffer, length: number): Buffer {
  const from = randomInt(noise.length - length);
  return noise.subarray(from, from + length);
}
