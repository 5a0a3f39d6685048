import type { IndexShape } from "./schema-shapes.ts";

/** What version 2 adds: the look for overdue cases, every ten seconds, touches those alone. [Note: Found, not searched for] */
export const SECOND_INDEXES: readonly IndexShape[] = [
  { index: "cases_unread_by_due", table: "cases", columns: ["due"], only: { column: "status", below: 1 } },
  { index: "grants_held_back", table: "grants", columns: ["case_id"], only: { column: "released", below: 1 } },
];
