import { type CreateTableBuilder, sql } from "kysely";
import { type Dialect, sqlWriter } from "./dialect.ts";

/** What a column holds; `?`: or nothing. `ms` needs 64 bits. */
type ColumnKind = "bytes" | "integer" | "ms" | "text" | "bytes?" | "integer?" | "text?";

/** A table as a migration describes it. */
export interface TableShape {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly key: readonly string[];
  readonly unique?: readonly string[];
  /** The case that a row belongs to must exist. */
  readonly ofCase?: boolean;
}

/** An index as a migration describes it. */
export interface IndexShape {
  readonly index: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** Over rows in which the number of this column is below, or above, that one only. */
  readonly only?:
    | { readonly column: string; readonly below: number }
    | { readonly column: string; readonly above: number };
}

/** A column that a later version adds: empty, or 0, in the rows that are there. */
export interface ColumnShape {
  readonly table: string;
  readonly column: string;
  readonly kind: "bytes?" | "text?" | "integer" | "ms";
}

const TYPE_NAMES = {
  sqlite: { bytes: "blob", integer: "integer", ms: "integer", text: "text" },
  postgres: { bytes: "bytea", integer: "integer", ms: "bigint", text: "text" },
} as const;

/** `create table if not exists …`. [Note: No order of arrival] */
export function createTable(dialect: Dialect, shape: TableShape): string {
  const types: Readonly<Record<string, (typeof TYPE_NAMES)[Dialect]["bytes" | "integer" | "ms" | "text"]>> =
    TYPE_NAMES[dialect];
  let builder: CreateTableBuilder<string, string> = sqlWriter(dialect).schema.createTable(shape.table).ifNotExists();
  for (const [name, kind] of Object.entries(shape.columns)) {
    const optional = kind.endsWith("?");
    const type = types[optional ? kind.slice(0, -1) : kind] ?? "text";
    builder = builder.addColumn(name, type, (column) => (optional ? column : column.notNull()));
  }
  builder = builder.addPrimaryKeyConstraint(`${shape.table}_key`, [...shape.key]);
  if (shape.unique !== undefined) builder = builder.addUniqueConstraint(`${shape.table}_once`, [...shape.unique]);
  if (shape.ofCase === true) {
    builder = builder.addForeignKeyConstraint(`${shape.table}_of_case`, ["case_id"], "cases", ["case_id"]);
  }
  return (dialect === "sqlite" ? builder.modifyEnd(sql`without rowid, strict`) : builder).compile().sql;
}

/** `create index …`. */
export function createIndex(dialect: Dialect, shape: IndexShape): string {
  const builder = sqlWriter(dialect)
    .schema.createIndex(shape.index)
    .on(shape.table)
    .columns([...shape.columns]);
  const { only } = shape;
  if (only === undefined) return builder.compile().sql;
  const narrowed =
    "below" in only ? builder.where(only.column, "<", only.below) : builder.where(only.column, ">", only.above);
  return narrowed.compile().sql;
}

/** `alter table … add column …`. */
export function addColumn(dialect: Dialect, { table, column, kind }: ColumnShape): string {
  const types = TYPE_NAMES[dialect];
  const isOptional = kind === "bytes?" || kind === "text?";
  const type = kind === "bytes?" ? types.bytes : kind === "text?" ? types.text : types[kind];
  return sqlWriter(dialect)
    .schema.alterTable(table)
    .addColumn(column, type, (made) => (isOptional ? made : made.notNull().defaultTo(0)))
    .compile().sql;
}

/** `alter table … drop column …`. */
export function dropColumn(dialect: Dialect, table: string, column: string): string {
  return sqlWriter(dialect).schema.alterTable(table).dropColumn(column).compile().sql;
}

/** `alter table … alter column … set statistics 0`, where a server samples columns: PostgreSQL only. */
export function unsampled(dialect: Dialect, table: string, column: string): readonly string[] {
  return dialect === "sqlite" ? [] : [`alter table "${table}" alter column "${column}" set statistics 0`];
}

/** `drop index …`. */
export function dropIndex(dialect: Dialect, index: string): string {
  return sqlWriter(dialect).schema.dropIndex(index).compile().sql;
}
