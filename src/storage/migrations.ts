import { Fault } from "../domain/faults.ts";
import type { Dialect } from "./dialect.ts";
import { FIFTH_UNSAMPLED } from "./fifth-schema.ts";
import { FIRST_INDEXES, FIRST_TABLES, MARKS_TABLE } from "./first-schema.ts";
import { FOURTH_COLUMNS, FOURTH_INDEXES, FOURTH_TABLES } from "./fourth-schema.ts";
import { addColumn, createIndex, createTable, dropColumn, dropIndex, unsampled } from "./schema-shapes.ts";
import { SECOND_INDEXES } from "./second-schema.ts";
import {
  MOVE_ORG_GRANTS,
  SECOND_DROPPED,
  THIRD_COLUMNS,
  THIRD_DROPPED,
  THIRD_INDEXES,
  THIRD_TABLES,
} from "./third-schema.ts";

/** The mark that says how many migrations a database has had. */
export const SCHEMA_MARK = "schema_version";

/** One schema for both dialects; what was released is never changed, only followed. */
const MIGRATIONS: readonly ((dialect: Dialect) => readonly string[])[] = [
  (dialect) => [
    ...FIRST_TABLES.map((shape) => createTable(dialect, shape)),
    ...FIRST_INDEXES.map((shape) => createIndex(dialect, shape)),
  ],
  (dialect) => SECOND_INDEXES.map((shape) => createIndex(dialect, shape)),
  (dialect) => [
    ...THIRD_COLUMNS.map((shape) => addColumn(dialect, shape)),
    ...THIRD_TABLES.map((shape) => createTable(dialect, shape)),
    MOVE_ORG_GRANTS,
    ...THIRD_DROPPED.map((column) => dropColumn(dialect, "members", column)),
    ...SECOND_DROPPED.map((index) => dropIndex(dialect, index)),
    ...THIRD_INDEXES.map((shape) => createIndex(dialect, shape)),
  ],
  (dialect) => [
    ...FOURTH_COLUMNS.map((shape) => addColumn(dialect, shape)),
    ...FOURTH_TABLES.map((shape) => createTable(dialect, shape)),
    ...FOURTH_INDEXES.map((shape) => createIndex(dialect, shape)),
  ],
  (dialect) => FIFTH_UNSAMPLED.flatMap(([table, column]) => unsampled(dialect, table, column)),
];

/** Makes the table that {@link SCHEMA_MARK} is read from, if it is not there. */
export function marksTable(dialect: Dialect): string {
  return createTable(dialect, MARKS_TABLE);
}

/** What a database still needs, and the mark it then bears. */
export interface Upgrade {
  readonly sql: readonly string[];
  readonly mark: Uint8Array;
}

/**
 * @param mark the value of {@link SCHEMA_MARK}; null in a new database.
 * @throws {Fault} `store/bad-schema` when a newer program wrote the database, or the mark is not a number.
 */
export function upgradeFrom(dialect: Dialect, mark: Uint8Array | null): Upgrade {
  const newest = MIGRATIONS.length;
  const found = mark === null ? 0 : Number(new TextDecoder().decode(mark));
  if (!Number.isInteger(found) || found < 0 || found > newest) throw new Fault("store/bad-schema", { found, newest });
  return {
    sql: MIGRATIONS.slice(found).flatMap((migration) => migration(dialect)),
    mark: new TextEncoder().encode(String(newest)),
  };
}
