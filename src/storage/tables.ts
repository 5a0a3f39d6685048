import type { ColumnType } from "kysely";
import type {
  CaseId,
  EntryId,
  GrantId,
  InvitationId,
  MemberId,
  OrganisationId,
  OutboxId,
  PhraseId,
  ReferralId,
  SessionId,
  Tag,
} from "../domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";
import type {
  BridgeRow,
  CaseStatus,
  IntakeRow,
  InvitationRow,
  MessageRow,
  OutboxRow,
  PhraseRow,
  ReferralStored,
  RouteRow,
} from "./rows.ts";

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
    readonly owner: MemberId | null;
    readonly owner_org: OrganisationId | null;
    readonly lease_until: UnixMs;
    readonly unheard: number;
    readonly escalation: number;
    readonly called_102_at: UnixMs;
    readonly referral_id: ReferralId | null;
    readonly practice: Flag;
    readonly erase_at: UnixMs;
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
  readonly traces: {
    readonly tag: Tag;
    readonly day: DayNumber;
    readonly row: Uint8Array;
    readonly address: Uint8Array | null;
    readonly due: UnixMs;
  };
  readonly bridges: {
    readonly tag: Tag;
    readonly kind: BridgeRow["kind"];
    readonly epoch: WeekNumber;
    readonly version: number;
    readonly row: Uint8Array;
  };
  readonly outbox: {
    readonly id: OutboxId;
    readonly due: UnixMs;
    readonly day: DayNumber;
    readonly row: Uint8Array;
    readonly case_id: CaseId | null;
    readonly signal: OutboxRow["signal"];
  };
  readonly receipts: { readonly id: Uint8Array; readonly day: DayNumber };
  readonly registry: { readonly version: number; readonly file: Uint8Array };
  readonly charters: { readonly org_id: OrganisationId; readonly version: number; readonly file: Uint8Array };
  readonly members: {
    readonly member_id: MemberId;
    readonly org_id: OrganisationId;
    readonly name: Uint8Array | null;
    readonly on_duty: Flag;
    readonly seen_at: UnixMs;
  };
  readonly org_grants: {
    readonly member_id: MemberId;
    readonly org_id: OrganisationId;
    readonly epoch: number;
    readonly grant_id: GrantId;
    readonly row: Uint8Array;
  };
  readonly logins: {
    readonly member_id: MemberId;
    readonly login_public_key: Uint8Array;
    readonly wrapped: Uint8Array;
  };
  readonly sessions: {
    readonly session_id: SessionId;
    readonly member_id: MemberId;
    readonly org_id: OrganisationId;
    readonly begun_at: UnixMs;
    readonly seen_at: UnixMs;
    readonly counter: number;
    readonly public_key: Uint8Array;
  };
  readonly invitations: {
    readonly id: InvitationId;
    readonly org_id: OrganisationId;
    readonly role: InvitationRow["role"];
    readonly expires_at: UnixMs;
    readonly name: Uint8Array;
    readonly member_id: MemberId | null;
    readonly keys: Uint8Array | null;
    readonly login_public_key: Uint8Array | null;
    readonly wrapped: Uint8Array | null;
  };
  readonly intakes: {
    readonly org_id: OrganisationId;
    readonly state: IntakeRow["state"];
    readonly beds: number | null;
    readonly at: UnixMs;
    readonly service_id: string | null;
    readonly town: string | null;
  };
  readonly phrases: {
    readonly org_id: OrganisationId;
    readonly phrase_id: PhraseId;
    readonly in_set: PhraseRow["set"];
    readonly kk: string;
    readonly ru: string;
    readonly en: string;
    readonly needs_102: Flag;
    readonly place: number;
  };
  readonly referrals: {
    readonly referral_id: ReferralId;
    readonly source_case: CaseId;
    readonly target_case: CaseId;
    readonly from_org: OrganisationId;
    readonly to_org: OrganisationId;
    readonly state: ReferralStored["state"];
    readonly packet: Flag;
    readonly decline_reason: ReferralStored["declineReason"];
    readonly offered_at: UnixMs;
    readonly due: UnixMs;
    readonly reminders: number;
    readonly version: number;
  };
  readonly messages: {
    readonly entry_id: EntryId;
    readonly case_id: CaseId;
    readonly state: MessageRow["state"];
    readonly reason: string | null;
    readonly at: UnixMs;
  };
  readonly audit: { readonly seq: number; readonly record: Uint8Array; readonly signature: Uint8Array };
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
