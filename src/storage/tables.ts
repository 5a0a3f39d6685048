import type { ColumnType } from "kysely";
import type { CaseId, EntryId, GrantId, MemberId, OrganisationId, OutboxId, Tag } from "../domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";
import type { CaseStatus, RouteRow } from "./rows.ts";

/** Yes or no, kept as 1 or 0: neither driver takes a boolean for it. */
type Flag = ColumnType<number, boolean, boolean>;

/** The columns, as the queries see them. What each one means is said once, at the rows of rows.ts. */
export interface Tables {
  readonly cases: {
    readonly case_id: CaseId;
    readonly epoch: number;
    readonly genesis: Uint8Array;
    readonly head_seq: number;
    readonly head_hash: Uint8Array;
    readonly org_hint: OrganisationId;
    readonly day: DayNumber;
    readonly touched_day: DayNumber;
    readonly status: CaseStatus;
    readonly urgency: number;
    readonly due: UnixMs;
    readonly covert: Flag;
  };
  readonly entries: {
    readonly entry_id: EntryId;
    readonly case_id: CaseId;
    readonly epoch: number;
    readonly seq: number;
    readonly prev: Uint8Array;
    readonly row: Uint8Array;
    readonly day: DayNumber;
  };
  readonly grants: {
    readonly grant_id: GrantId;
    readonly case_id: CaseId;
    readonly epoch: number;
    readonly recipient_kind: number;
    readonly recipient_id: OrganisationId;
    readonly recipient_epoch: number;
    readonly row: Uint8Array;
    readonly released: Flag;
  };
  readonly links: {
    readonly tag: Tag;
    readonly epoch: WeekNumber;
    readonly version: number;
    readonly row: Uint8Array;
  };
  readonly states: {
    readonly tag: Tag;
    readonly day: DayNumber;
    readonly version: number;
    readonly row: Uint8Array;
  };
  readonly traces: { readonly tag: Tag; readonly day: DayNumber; readonly row: Uint8Array };
  readonly outbox: { readonly id: OutboxId; readonly due: UnixMs; readonly day: DayNumber; readonly row: Uint8Array };
  readonly receipts: { readonly id: Uint8Array; readonly day: DayNumber };
  readonly registry: { readonly version: number; readonly file: Uint8Array };
  readonly charters: { readonly org_id: OrganisationId; readonly version: number; readonly file: Uint8Array };
  readonly members: {
    readonly member_id: MemberId;
    readonly org_id: OrganisationId;
    readonly org_grant: Uint8Array;
    readonly org_grant_id: GrantId;
    readonly org_epoch: number;
  };
  readonly routes: {
    readonly org_id: OrganisationId;
    readonly kind: RouteRow["kind"];
    /** A JSON list of strings. */
    readonly regions: string;
    readonly backup_org_id: OrganisationId | null;
    readonly staff_chat: string | null;
  };
  readonly marks: { readonly key: string; readonly value: Uint8Array };
}
