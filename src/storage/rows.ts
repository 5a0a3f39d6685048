import type { CaseId, EntryId, GrantId, MemberId, OrganisationId, OutboxId, Tag } from "../domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";

/** How far a case has come, as the queue sees it. The numbers stand in clear in the row. */
export const CASE_STATUS = { unread: 0, read: 1, answered: 2, closed: 3 } as const;
export type CaseStatus = (typeof CASE_STATUS)[keyof typeof CASE_STATUS];

/** What the database holds of a case. Everything a person said is in entries, sealed and locked. */
export interface CaseRow {
  readonly caseId: CaseId;
  readonly epoch: number;
  readonly genesis: Uint8Array;
  readonly headSeq: number;
  readonly headHash: Uint8Array;
  /** The organisation that is asked first. */
  readonly orgHint: OrganisationId;
  readonly day: DayNumber;
  /** The last day on which staff did anything; equals `day` until then. */
  readonly touchedDay: DayNumber;
  readonly status: CaseStatus;
  /** Index into URGENCIES: 0 is immediate. */
  readonly urgency: number;
  /** When a human should have opened it, rounded up to the minute. */
  readonly due: UnixMs;
  readonly covert: boolean;
}

export interface EntryRow {
  readonly entryId: EntryId;
  readonly caseId: CaseId;
  readonly epoch: number;
  readonly seq: number;
  readonly prev: Uint8Array;
  /** Sealed to the case key, then locked under the shred key. */
  readonly row: Uint8Array;
  readonly day: DayNumber;
}

/** Recipient kinds of a grant. */
export const RECIPIENT_KIND = { organisation: 1, team: 2, member: 3 } as const;

export interface GrantRow {
  readonly grantId: GrantId;
  readonly caseId: CaseId;
  readonly epoch: number;
  readonly recipientKind: number;
  readonly recipientId: OrganisationId;
  readonly recipientEpoch: number;
  readonly row: Uint8Array;
  /** A backup's grant is made at creation and released on escalation only. */
  readonly released: boolean;
}

/** What a chat keeps between talks, sealed under a key that needs the chat's address. */
export interface LinkRow {
  readonly tag: Tag;
  readonly epoch: WeekNumber;
  /** Counts up with every write; a write that saw an older one is refused. */
  readonly version: number;
  readonly row: Uint8Array;
}

/** Where a chat stands in a talk. */
export interface StateRow {
  readonly tag: Tag;
  readonly day: DayNumber;
  readonly version: number;
  readonly row: Uint8Array;
}

/** Ids of messages that hide must delete. */
export interface TraceRow {
  readonly tag: Tag;
  readonly day: DayNumber;
  readonly row: Uint8Array;
}

/** Words on their way out. */
export interface OutboxRow {
  readonly id: OutboxId;
  /** Not before this moment. */
  readonly due: UnixMs;
  readonly day: DayNumber;
  readonly row: Uint8Array;
}

export interface MemberRow {
  readonly memberId: MemberId;
  readonly orgId: OrganisationId;
  /** The organisation's seed, sealed to this member. */
  readonly orgGrant: Uint8Array;
  readonly orgGrantId: GrantId;
  readonly orgEpoch: number;
}

/** Who is asked for what. `regions` empty: the whole country. */
export interface RouteRow {
  readonly orgId: OrganisationId;
  readonly kind: "hotline" | "crisis_centre" | "police";
  readonly regions: readonly string[];
  readonly backupOrgId: OrganisationId | null;
  /** Telegram chat of the staff for notices without content; null: none. */
  readonly staffChat: string | null;
}
