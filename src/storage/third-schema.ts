import type { ColumnShape, IndexShape, TableShape } from "./schema-shapes.ts";

/** What version 3 adds for the desk: who has a case, and what waits in it; names and duty of members. */
export const THIRD_COLUMNS: readonly ColumnShape[] = [
  { table: "cases", column: "owner", kind: "bytes?" },
  { table: "cases", column: "owner_org", kind: "bytes?" },
  { table: "cases", column: "lease_until", kind: "ms" },
  { table: "cases", column: "unheard", kind: "integer" },
  { table: "cases", column: "escalation", kind: "integer" },
  { table: "cases", column: "called_102_at", kind: "ms" },
  { table: "cases", column: "referral_id", kind: "bytes?" },
  { table: "members", column: "name", kind: "bytes?" },
  { table: "members", column: "on_duty", kind: "integer" },
  { table: "members", column: "seen_at", kind: "ms" },
];

export const THIRD_TABLES: readonly TableShape[] = [
  {
    table: "org_grants",
    key: ["member_id", "epoch"],
    columns: { member_id: "bytes", org_id: "bytes", epoch: "integer", grant_id: "bytes", row: "bytes" },
  },
  { table: "logins", key: ["member_id"], columns: { member_id: "bytes", login_public_key: "bytes", wrapped: "bytes" } },
  {
    table: "sessions",
    key: ["session_id"],
    columns: {
      session_id: "bytes",
      member_id: "bytes",
      org_id: "bytes",
      begun_at: "ms",
      seen_at: "ms",
      counter: "ms",
      public_key: "bytes",
    },
  },
  {
    table: "invitations",
    key: ["id"],
    columns: {
      id: "bytes",
      org_id: "bytes",
      role: "text",
      expires_at: "ms",
      name: "bytes",
      member_id: "bytes?",
      keys: "bytes?",
      login_public_key: "bytes?",
      wrapped: "bytes?",
    },
  },
  {
    table: "intakes",
    key: ["org_id"],
    columns: { org_id: "bytes", state: "text", beds: "integer?", at: "ms", service_id: "text?", town: "text?" },
  },
  {
    table: "phrases",
    key: ["org_id", "phrase_id"],
    columns: {
      org_id: "bytes",
      phrase_id: "bytes",
      in_set: "text",
      kk: "text",
      ru: "text",
      en: "text",
      needs_102: "integer",
      place: "integer",
    },
  },
  {
    table: "referrals",
    key: ["referral_id"],
    columns: {
      referral_id: "bytes",
      source_case: "bytes",
      target_case: "bytes",
      from_org: "bytes",
      to_org: "bytes",
      state: "text",
      packet: "integer",
      decline_reason: "text?",
      offered_at: "ms",
      due: "ms",
      reminders: "integer",
      version: "integer",
    },
  },
  {
    table: "messages",
    key: ["entry_id"],
    ofCase: true,
    columns: { entry_id: "bytes", case_id: "bytes", state: "text", reason: "text?", at: "ms" },
  },
  { table: "audit", key: ["seq"], columns: { seq: "integer", record: "bytes", signature: "bytes" } },
];

/** What the desk and its jobs look for, so that they touch those rows alone. [Note: Found, not searched for] */
export const THIRD_INDEXES: readonly IndexShape[] = [
  {
    index: "cases_unread_at_stage",
    table: "cases",
    columns: ["escalation", "urgency", "due"],
    only: { column: "status", below: 1 },
  },
  {
    index: "cases_unheard_at_stage",
    table: "cases",
    columns: ["escalation", "urgency", "due"],
    only: { column: "unheard", above: 0 },
  },
  { index: "cases_claimed", table: "cases", columns: ["lease_until"], only: { column: "lease_until", above: 0 } },
  { index: "grants_by_epoch", table: "grants", columns: ["recipient_id", "recipient_epoch"] },
  { index: "messages_of_case", table: "messages", columns: ["case_id"] },
  { index: "messages_by_state", table: "messages", columns: ["state", "at"] },
  { index: "referrals_from", table: "referrals", columns: ["from_org"] },
  { index: "referrals_to", table: "referrals", columns: ["to_org"] },
  { index: "referrals_of_source", table: "referrals", columns: ["source_case"] },
  { index: "referrals_of_target", table: "referrals", columns: ["target_case"] },
  { index: "sessions_of", table: "sessions", columns: ["member_id"] },
  { index: "members_of", table: "members", columns: ["org_id"] },
];

/** The grants of members move to a table with one row for each epoch. */
export const MOVE_ORG_GRANTS =
  "insert into org_grants (member_id, org_id, epoch, grant_id, row) " +
  "select member_id, org_id, org_epoch, org_grant_id, org_grant from members";

/** Found by stage from now on. */
export const SECOND_DROPPED = ["cases_unread_by_due"] as const;

/** Columns of `members` that are empty of meaning after {@link MOVE_ORG_GRANTS}. */
export const THIRD_DROPPED = ["org_grant", "org_grant_id", "org_epoch"] as const;
