import type { IndexShape, TableShape } from "./schema-shapes.ts";

/** Where the version of the schema stands; must exist before it can be read. */
export const MARKS_TABLE: TableShape = { table: "marks", key: ["key"], columns: { key: "text", value: "bytes" } };

/** The schema of version 1. Frozen: a later version is a further migration. */
export const FIRST_TABLES: readonly TableShape[] = [
  {
    table: "cases",
    key: ["case_id"],
    columns: {
      case_id: "bytes",
      epoch: "integer",
      genesis: "bytes",
      head_seq: "integer",
      head_hash: "bytes",
      org_hint: "bytes",
      day: "integer",
      touched_day: "integer",
      status: "integer",
      urgency: "integer",
      due: "ms",
      covert: "integer",
    },
  },
  {
    table: "entries",
    key: ["entry_id"],
    unique: ["case_id", "epoch", "seq"],
    ofCase: true,
    columns: {
      entry_id: "bytes",
      case_id: "bytes",
      epoch: "integer",
      seq: "integer",
      prev: "bytes",
      row: "bytes",
      day: "integer",
    },
  },
  {
    table: "grants",
    key: ["grant_id"],
    unique: ["case_id", "epoch", "recipient_kind", "recipient_id", "recipient_epoch"],
    ofCase: true,
    columns: {
      grant_id: "bytes",
      case_id: "bytes",
      epoch: "integer",
      recipient_kind: "integer",
      recipient_id: "bytes",
      recipient_epoch: "integer",
      row: "bytes",
      released: "integer",
    },
  },
  { table: "links", key: ["tag"], columns: { tag: "bytes", epoch: "integer", version: "integer", row: "bytes" } },
  { table: "states", key: ["tag"], columns: { tag: "bytes", day: "integer", version: "integer", row: "bytes" } },
  { table: "traces", key: ["tag"], columns: { tag: "bytes", day: "integer", row: "bytes" } },
  { table: "outbox", key: ["id"], columns: { id: "bytes", due: "ms", day: "integer", row: "bytes" } },
  { table: "receipts", key: ["id"], columns: { id: "bytes", day: "integer" } },
  { table: "registry", key: ["version"], columns: { version: "integer", file: "bytes" } },
  { table: "charters", key: ["org_id", "version"], columns: { org_id: "bytes", version: "integer", file: "bytes" } },
  {
    table: "members",
    key: ["member_id"],
    columns: { member_id: "bytes", org_id: "bytes", org_grant: "bytes", org_grant_id: "bytes", org_epoch: "integer" },
  },
  {
    table: "routes",
    key: ["org_id"],
    columns: { org_id: "bytes", kind: "text", regions: "text", backup_org_id: "bytes?", staff_chat: "text?" },
  },
];

/** The queue walks open cases in its own order; the jobs find old rows by day; the outbox finds what is due. */
export const FIRST_INDEXES: readonly IndexShape[] = [
  {
    index: "cases_in_queue",
    table: "cases",
    columns: ["urgency", "due", "day", "case_id"],
    only: { column: "status", below: 3 },
  },
  { index: "cases_by_touch", table: "cases", columns: ["touched_day", "status"] },
  { index: "links_by_epoch", table: "links", columns: ["epoch"] },
  { index: "states_by_day", table: "states", columns: ["day"] },
  { index: "traces_by_day", table: "traces", columns: ["day"] },
  { index: "outbox_by_due", table: "outbox", columns: ["due"] },
];
