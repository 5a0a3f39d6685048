import type { CaseId, OrganisationId, OutboxId, Tag } from "../domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";
import type { AuditWrite, ClaimWrite, DeskWrite, ReferralWrite } from "./desk-writes.ts";
import type {
  BridgeRow,
  CaseRow,
  CaseStatus,
  EntryRow,
  GrantRow,
  LinkRow,
  OutboxRow,
  RouteRow,
  Signal,
  StateRow,
  TraceRow,
} from "./rows.ts";

/** The row that a writer had read; null when there was none. A write over anything else is a conflict. */
export type Seen = { readonly tag: Tag; readonly version: number } | null;

/**
 * One change. A turn gathers its changes as values and commits them together,
 * so that talk state, entries and outbox are kept or lost as one.
 */
export type Write =
  | AuditWrite
  | ClaimWrite
  | DeskWrite
  | ReferralWrite
  /** Marks an update as received. If it was there already, nothing of the unit is written. */
  | { readonly write: "add-receipt"; readonly id: Uint8Array; readonly day: DayNumber }
  | { readonly write: "put-link"; readonly link: LinkRow; readonly was: Seen }
  | { readonly write: "put-state"; readonly state: StateRow; readonly was: Seen }
  | { readonly write: "erase-state"; readonly was: { readonly tag: Tag; readonly version: number } }
  /** Whatever version is there: hide must not lose a race. */
  | { readonly write: "erase-states"; readonly tags: readonly Tag[] }
  | { readonly write: "put-trace"; readonly trace: TraceRow }
  | { readonly write: "erase-traces"; readonly tags: readonly Tag[] }
  /** Comes before the entries and grants of the case in a unit: without their case they are a conflict. */
  | { readonly write: "add-case"; readonly item: CaseRow }
  | { readonly write: "add-entry"; readonly entry: EntryRow }
  | {
      readonly write: "move-head";
      readonly caseId: CaseId;
      readonly epoch: number;
      readonly was: { readonly seq: number; readonly hash: Uint8Array };
      readonly now: { readonly seq: number; readonly hash: Uint8Array };
    }
  | { readonly write: "add-grant"; readonly grant: GrantRow }
  | { readonly write: "release-grants"; readonly caseId: CaseId; readonly orgId: OrganisationId }
  | {
      readonly write: "set-status";
      readonly caseId: CaseId;
      readonly status: CaseStatus;
      readonly touchedDay: DayNumber;
    }
  /** Software only raises: neither urgency nor due is ever relaxed. */
  | { readonly write: "raise-urgency"; readonly caseId: CaseId; readonly urgency: number; readonly due: UnixMs }
  | { readonly write: "add-outbox"; readonly item: OutboxRow }
  /** Puts words off. Words that somebody erased meanwhile stay erased: a conflict. */
  | { readonly write: "put-outbox"; readonly item: OutboxRow }
  | { readonly write: "erase-outbox"; readonly id: OutboxId }
  /** Lets a prepared signal go at this moment. There may be none. */
  | { readonly write: "send-signal"; readonly caseId: CaseId; readonly signal: Signal; readonly due: UnixMs }
  /** null: all signals of the case. */
  | { readonly write: "drop-signals"; readonly caseId: CaseId; readonly signal: Signal | null }
  /** Asked for twice it is due when it was asked for first. */
  | { readonly write: "ask-erasure"; readonly caseId: CaseId; readonly at: UnixMs }
  | { readonly write: "cancel-erasure"; readonly caseId: CaseId }
  | { readonly write: "put-bridge"; readonly bridge: BridgeRow; readonly was: Seen }
  | { readonly write: "erase-bridges"; readonly tags: readonly Tag[] }
  | { readonly write: "erase-old-bridges"; readonly before: WeekNumber }
  /** Entries, grants and the case row. Its keys were destroyed first. */
  | { readonly write: "erase-case"; readonly caseId: CaseId }
  | {
      readonly write: "erase-old";
      readonly what: "states" | "traces" | "outbox" | "receipts";
      readonly before: DayNumber;
    }
  | { readonly write: "erase-old-links"; readonly before: WeekNumber }
  | { readonly write: "add-registry"; readonly version: number; readonly file: Uint8Array }
  | {
      readonly write: "add-charter";
      readonly orgId: OrganisationId;
      readonly version: number;
      readonly file: Uint8Array;
    }
  | { readonly write: "put-route"; readonly route: RouteRow }
  | { readonly write: "set-mark"; readonly key: string; readonly value: Uint8Array };

/**
 * What became of a unit of writes.
 * `done`: all kept and durable. `repeat`: its update was received before, nothing written.
 * `conflict`: somebody else wrote first, nothing written; read again and retry.
 */
export type Committed = "done" | "repeat" | "conflict";
