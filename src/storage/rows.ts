import type { DeclineReason, ReferralState } from "../domain/desk/referral.ts";
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
  /** The member who has claimed it; null: nobody. Counts only until `leaseUntil`. */
  readonly owner: MemberId | null;
  readonly ownerOrg: OrganisationId | null;
  /** 0: no lease. */
  readonly leaseUntil: UnixMs;
  /** Entries of hers that nobody on the staff has seen since the case was last opened. */
  readonly unheard: number;
  /** How far help was called for it since something began to wait: 0 nobody, 1 members, 2 supervisors, 3 backup. */
  readonly escalation: number;
  /** When staff called 102, rounded to the minute; 0: never. */
  readonly called102At: UnixMs;
  /** The referral by which a packet arrived; null: no packet. */
  readonly referralId: ReferralId | null;
  /** She tries out her code phrase: nobody is in danger. */
  readonly practice: boolean;
  /** When it is to be destroyed because she asked for it, ms; 0: she did not. */
  readonly eraseAt: UnixMs;
}

/** What a case has when it is opened: nobody has it, nothing was done. */
export const UNTOUCHED = {
  owner: null,
  ownerOrg: null,
  leaseUntil: 0 as UnixMs,
  unheard: 0,
  escalation: 0,
  called102At: 0 as UnixMs,
  referralId: null,
  practice: false,
  eraseAt: 0 as UnixMs,
} as const;

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
  /** The chat, sealed under the key of the day; null: it is not swept by the clock. */
  readonly address: Uint8Array | null;
  /** When its oldest message must be gone, ms; 0: never. */
  readonly due: UnixMs;
}

/** Which address of a bridged platform is which chat (`address`), and where a bridged chat is answered (`chat`). */
export interface BridgeRow {
  readonly tag: Tag;
  readonly kind: "address" | "chat";
  readonly epoch: WeekNumber;
  readonly version: number;
  readonly row: Uint8Array;
}

/** What a chat under cover is told when something happens: a human opened its case, or nobody did in time. */
export type Signal = "seen" | "nobody";

/** Words on their way out. */
export interface OutboxRow {
  readonly id: OutboxId;
  /** Not before this moment. */
  readonly due: UnixMs;
  readonly day: DayNumber;
  readonly row: Uint8Array;
  /** The case that a signal waits for; null for everything else. */
  readonly caseId: CaseId | null;
  readonly signal: Signal | null;
}

/** Where a member works. Who she is stands in the charter. */
export interface MemberRow {
  readonly memberId: MemberId;
  readonly orgId: OrganisationId;
  /** Her name, sealed to the organisation; null: none was given. */
  readonly name: Uint8Array | null;
  /** What she said last. Whether she is there now: `isOnDuty` of the desk. */
  readonly onDuty: boolean;
  /** When a session of hers was last awake, whether it still is or not; 0: never. */
  readonly seenAt: UnixMs;
}

/** The seed of an organisation's epoch, sealed to a member. */
export interface OrgGrantRow {
  readonly memberId: MemberId;
  readonly orgId: OrganisationId;
  readonly epoch: number;
  readonly grantId: GrantId;
  readonly row: Uint8Array;
}

/** What a member needs to come in from a device of hers. */
export interface LoginRow {
  readonly memberId: MemberId;
  readonly loginPublicKey: Uint8Array;
  /** Her seed under passphrase and device secret. */
  readonly wrapped: Uint8Array;
}

/** A member at work on one device. The token itself is kept by her only. */
export interface SessionRow {
  readonly sessionId: SessionId;
  readonly memberId: MemberId;
  readonly orgId: OrganisationId;
  readonly begunAt: UnixMs;
  readonly seenAt: UnixMs;
  /** The highest counter of a command so far. */
  readonly counter: number;
  readonly publicKey: Uint8Array;
}

/** A one-time link, and what was answered to it. */
export interface InvitationRow {
  readonly id: InvitationId;
  readonly orgId: OrganisationId;
  readonly role: "reader" | "staff" | "admin";
  readonly expiresAt: UnixMs;
  /** Sealed to the organisation. */
  readonly name: Uint8Array;
  /** All four are null until somebody enrolled with it. */
  readonly memberId: MemberId | null;
  /** `sign 32 ‖ auth 32 ‖ box 32`. */
  readonly keys: Uint8Array | null;
  readonly loginPublicKey: Uint8Array | null;
  readonly wrapped: Uint8Array | null;
}

/** What an organisation says of its room. */
export interface IntakeRow {
  readonly orgId: OrganisationId;
  readonly state: "open" | "full" | "closed";
  readonly beds: number | null;
  readonly at: UnixMs;
  /** Which entry of the services it is, and in which town; null: not said. */
  readonly serviceId: string | null;
  readonly town: string | null;
}

/** A ready phrase of an organisation. */
export interface PhraseRow {
  readonly phraseId: PhraseId;
  readonly set: "open" | "covert";
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
  readonly needs102: boolean;
  readonly order: number;
}

/** A referral between two organisations. */
export interface ReferralStored {
  readonly referralId: ReferralId;
  readonly sourceCase: CaseId;
  /** The case of a packet; the source itself when the whole case was sent. */
  readonly targetCase: CaseId;
  readonly fromOrg: OrganisationId;
  readonly toOrg: OrganisationId;
  readonly state: ReferralState;
  readonly packet: boolean;
  readonly declineReason: DeclineReason | null;
  readonly offeredAt: UnixMs;
  readonly due: UnixMs;
  readonly reminders: number;
  readonly version: number;
}

/** What became of words of staff to her. */
export interface MessageRow {
  /** Of the entry that holds the words. */
  readonly entryId: EntryId;
  readonly caseId: CaseId;
  readonly state: "waiting" | "sending" | "sent" | "delivered" | "failed" | "expired";
  /** The code of a failure. */
  readonly reason: string | null;
  readonly at: UnixMs;
}

/** One record of what was done, and by whom. */
export interface AuditRow {
  readonly seq: number;
  readonly record: Uint8Array;
  readonly signature: Uint8Array;
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
