import type { ColumnShape, IndexShape, TableShape } from "./schema-shapes.ts";

/** What version 4 adds for covers, erasure and bridges. */
export const FOURTH_COLUMNS: readonly ColumnShape[] = [
  { table: "cases", column: "practice", kind: "integer" },
  { table: "cases", column: "erase_at", kind: "ms" },
  { table: "outbox", column: "case_id", kind: "bytes?" },
  { table: "outbox", column: "signal", kind: "text?" },
  { table: "traces", column: "address", kind: "bytes?" },
  { table: "traces", column: "due", kind: "ms" },
];

export const FOURTH_TABLES: readonly TableShape[] = [
  {
    table: "bridges",
    key: ["tag"],
    columns: { tag: "bytes", kind: "text", epoch: "integer", version: "integer", row: "bytes" },
  },
];

export const FOURTH_INDEXES: readonly IndexShape[] = [
  { index: "cases_to_erase", table: "cases", columns: ["erase_at"], only: { column: "erase_at", above: 0 } },
  { index: "outbox_of_case", table: "outbox", columns: ["case_id"] },
  { index: "traces_due", table: "traces", columns: ["due"], only: { column: "due", above: 0 } },
  { index: "bridges_by_epoch", table: "bridges", columns: ["epoch"] },
];
