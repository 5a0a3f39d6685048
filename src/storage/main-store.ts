import type {
  CaseId,
  EntryId,
  InvitationId,
  MemberId,
  OrganisationId,
  OutboxId,
  ReferralId,
  SessionId,
  Tag,
} from "../domain/ids.ts";
import type { DayNumber, UnixMs } from "../domain/time.ts";
import type {
  AuditRow,
  BridgeRow,
  CaseRow,
  EntryRow,
  GrantRow,
  IntakeRow,
  InvitationRow,
  LinkRow,
  LoginRow,
  MemberRow,
  MessageRow,
  OrgGrantRow,
  OutboxRow,
  PhraseRow,
  ReferralStored,
  RouteRow,
  SessionRow,
  StateRow,
  TraceRow,
} from "./rows.ts";
import type { Committed, Write } from "./writes.ts";

/** Where the search for a reader stands, and by when somebody should have come. */
export interface WaitingAt {
  /** How far help was called for; see `escalation` of a case. */
  readonly stage: number;
  readonly urgency: number;
  readonly dueBy: UnixMs;
  readonly limit: number;
  /** Only cases with a grant that is not released. */
  readonly heldBack: boolean;
}

/**
 * Keeps bytes. Knows neither what they mean nor how to open them. One body runs on SQLite and on PostgreSQL.
 *
 * Every method throws {@link Fault} `store/unavailable` when the database cannot be reached, is full or is locked.
 */
export interface MainStore {
  /** All or nothing, durable when it returns. */
  commit(writes: readonly Write[]): Promise<Committed>;

  /** The link under any of these tags (one per live epoch); the newest epoch if there are two. */
  findLink(tags: readonly Tag[]): Promise<LinkRow | null>;
  /** The state under any of these tags (today's, yesterday's); the newest day if there are two. */
  findState(tags: readonly Tag[]): Promise<StateRow | null>;
  findTraces(tags: readonly Tag[]): Promise<readonly TraceRow[]>;

  findCase(caseId: CaseId): Promise<CaseRow | null>;
  /** In order of `seq`. */
  entriesOf(caseId: CaseId, epoch: number): Promise<readonly EntryRow[]>;
  grantsOf(caseId: CaseId): Promise<readonly GrantRow[]>;
  /** Open cases with a released grant for this organisation: urgency, then due, then age. */
  queueOf(orgId: OrganisationId, limit: number): Promise<readonly CaseRow[]>;
  /** Cases whose first letters of the id are these; for a terminal where ids are typed. */
  casesByPrefix(orgId: OrganisationId, prefix: Uint8Array): Promise<readonly CaseRow[]>;
  /** Open and untouched since before `untouchedBefore`, or closed and untouched since before `closedBefore`. */
  casesToEnd(untouchedBefore: DayNumber, closedBefore: DayNumber, limit: number): Promise<readonly CaseId[]>;

  /**
   * Open cases of this urgency in which something waits (nobody opened it, or she wrote since), for which help was
   * called so far and no further, due at `dueBy` or before; the earliest first. Practice never waits.
   */
  waitingCases(at: WaitingAt): Promise<readonly CaseRow[]>;
  /** Claimed cases whose lease is over. */
  lapsedClaims(now: UnixMs, limit: number): Promise<readonly CaseRow[]>;
  /** Open cases that a member has, lapsed or not. */
  heldBy(memberId: MemberId): Promise<readonly CaseRow[]>;
  /** Grants sealed to an older key of the organisation. */
  grantsBelowEpoch(orgId: OrganisationId, epoch: number, limit: number): Promise<readonly GrantRow[]>;

  rosterOf(orgId: OrganisationId): Promise<readonly MemberRow[]>;
  /** Newest epoch first. */
  orgGrantsOf(memberId: MemberId): Promise<readonly OrgGrantRow[]>;
  findLogin(memberId: MemberId): Promise<LoginRow | null>;
  findSession(sessionId: SessionId): Promise<SessionRow | null>;
  sessionsOf(memberId: MemberId): Promise<readonly SessionRow[]>;
  findInvitation(id: InvitationId): Promise<InvitationRow | null>;
  invitationsOf(orgId: OrganisationId): Promise<readonly InvitationRow[]>;
  intakes(): Promise<readonly IntakeRow[]>;
  phrasesOf(orgId: OrganisationId): Promise<readonly PhraseRow[]>;

  findReferral(referralId: ReferralId): Promise<ReferralStored | null>;
  /** Of either side: all that is not over, and what was offered after `since`. */
  referralsOf(orgId: OrganisationId, since: UnixMs): Promise<readonly ReferralStored[]>;
  referralsOfCase(caseId: CaseId): Promise<readonly ReferralStored[]>;
  /** Offered or accepted, and the next step is due. */
  overdueReferrals(now: UnixMs, limit: number): Promise<readonly ReferralStored[]>;

  /** Oldest first. */
  messagesOf(caseId: CaseId): Promise<readonly MessageRow[]>;
  findMessage(entryId: EntryId): Promise<MessageRow | null>;
  sentSince(caseId: CaseId, since: UnixMs): Promise<number>;
  /** Waiting or under way since before that moment. */
  unsettledMessages(before: UnixMs, limit: number): Promise<readonly MessageRow[]>;

  auditTail(): Promise<AuditRow | null>;
  /** Newest first. */
  auditBefore(seq: number, limit: number): Promise<readonly AuditRow[]>;

  /** Cases whose destruction was asked for and is due; the earliest first. */
  casesToErase(now: UnixMs, limit: number): Promise<readonly CaseId[]>;
  /** Traces with a message that must be gone by now; the earliest first. */
  tracesDue(now: UnixMs, limit: number): Promise<readonly TraceRow[]>;
  /** The bridge under any of these tags (one per live epoch); the newest epoch if there are two. */
  findBridge(tags: readonly Tag[]): Promise<BridgeRow | null>;

  outboxDue(now: UnixMs, limit: number): Promise<readonly OutboxRow[]>;
  findOutbox(id: OutboxId): Promise<OutboxRow | null>;

  /** Highest version first. */
  registryFiles(): Promise<readonly { readonly version: number; readonly file: Uint8Array }[]>;
  /** Highest version first. */
  charterFiles(orgId: OrganisationId): Promise<readonly { readonly version: number; readonly file: Uint8Array }[]>;
  findMember(memberId: MemberId): Promise<MemberRow | null>;
  routes(): Promise<readonly RouteRow[]>;
  findMark(key: string): Promise<Uint8Array | null>;

  /** Numbers for health and metrics: rows per table. */
  counts(): Promise<Readonly<Record<"cases" | "entries" | "links" | "states" | "outbox", number>>>;
  /** Whether anything may have been committed since this was last asked, also by another process. Cheap enough to ask each second. */
  hasChanged(): Promise<boolean>;
  /**
   * Moves what was deleted out of the write-ahead log and off the pages.
   * Throws `store/unavailable` while a reader prevents it: try again later.
   */
  tidy(): Promise<void>;
  /** What was begun before is finished first; every later call throws `store/unavailable`. */
  close(): Promise<void>;
}
