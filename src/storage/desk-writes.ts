import type {
  CaseId,
  EntryId,
  GrantId,
  InvitationId,
  MemberId,
  OrganisationId,
  PhraseId,
  ReferralId,
  SessionId,
} from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type {
  AuditRow,
  IntakeRow,
  InvitationRow,
  LoginRow,
  MessageRow,
  OrgGrantRow,
  PhraseRow,
  ReferralStored,
  SessionRow,
} from "./rows.ts";

/** The next record of what was done. A number that is taken is a conflict: somebody else wrote first. */
export type AuditWrite =
  | ({ readonly write: "add-audit" } & AuditRow)
  | { readonly write: "erase-audit"; readonly below: number };

/**
 * Who has a case, and what waits in it. A claim counts until its lease is over; each of these finds the case as the
 * writer believes it to be, or the unit is a conflict.
 */
export type ClaimWrite =
  /** Only an open case that is free, lapsed or hers already. */
  | {
      readonly write: "claim-case";
      readonly caseId: CaseId;
      readonly memberId: MemberId;
      readonly orgId: OrganisationId;
      readonly until: UnixMs;
      readonly now: UnixMs;
    }
  | {
      readonly write: "renew-claim";
      readonly caseId: CaseId;
      readonly memberId: MemberId;
      readonly until: UnixMs;
      readonly now: UnixMs;
    }
  | { readonly write: "release-claim"; readonly caseId: CaseId; readonly memberId: MemberId }
  | {
      readonly write: "hand-over";
      readonly caseId: CaseId;
      readonly from: MemberId;
      readonly to: MemberId;
      readonly until: UnixMs;
      readonly now: UnixMs;
    }
  | { readonly write: "lapse-claim"; readonly caseId: CaseId; readonly memberId: MemberId; readonly now: UnixMs }
  /** By a supervisor, whoever has it. */
  | { readonly write: "take-back"; readonly caseId: CaseId }
  /** She wrote. If nothing waited before, `due` is when somebody should have read it. */
  | { readonly write: "hear-person"; readonly caseId: CaseId; readonly due: UnixMs }
  | { readonly write: "mark-heard"; readonly caseId: CaseId }
  /** By staff: either way. */
  | { readonly write: "set-urgency"; readonly caseId: CaseId; readonly urgency: number; readonly due: UnixMs }
  | { readonly write: "set-escalation"; readonly caseId: CaseId; readonly was: number; readonly now: number }
  | { readonly write: "set-called-102"; readonly caseId: CaseId; readonly at: UnixMs }
  | { readonly write: "add-message"; readonly message: MessageRow }
  | {
      readonly write: "set-message";
      readonly caseId: CaseId;
      readonly entryId: EntryId;
      readonly state: MessageRow["state"];
      readonly reason: string | null;
    };

/** Members, their devices and sessions, and what their organisation says of itself. */
export type DeskWrite =
  /** Names her organisation; what is known of her name and duty stays. */
  | { readonly write: "put-member"; readonly memberId: MemberId; readonly orgId: OrganisationId }
  | {
      readonly write: "put-roster";
      readonly memberId: MemberId;
      readonly orgId: OrganisationId;
      readonly name: Uint8Array;
    }
  | {
      readonly write: "set-duty";
      readonly memberId: MemberId;
      readonly orgId: OrganisationId;
      readonly onDuty: boolean;
    }
  | { readonly write: "erase-roster"; readonly memberId: MemberId }
  | ({ readonly write: "put-org-grant" } & OrgGrantRow)
  | { readonly write: "erase-org-grants"; readonly orgId: OrganisationId; readonly epochBelow: number }
  | { readonly write: "erase-grant"; readonly grantId: GrantId }
  | ({ readonly write: "put-login" } & LoginRow)
  | { readonly write: "erase-login"; readonly memberId: MemberId }
  | { readonly write: "add-session"; readonly session: SessionRow }
  | { readonly write: "touch-session"; readonly sessionId: SessionId; readonly seenAt: UnixMs }
  /** Must be higher than the last one. */
  | { readonly write: "use-counter"; readonly sessionId: SessionId; readonly counter: number }
  | { readonly write: "erase-session"; readonly sessionId: SessionId }
  | { readonly write: "erase-sessions"; readonly memberId: MemberId }
  | { readonly write: "erase-old-sessions"; readonly begunBefore: UnixMs; readonly seenBefore: UnixMs }
  | { readonly write: "add-invitation"; readonly invitation: InvitationRow }
  /** Once only. */
  | {
      readonly write: "answer-invitation";
      readonly id: InvitationRow["id"];
      readonly memberId: MemberId;
      readonly keys: Uint8Array;
      readonly loginPublicKey: Uint8Array;
      readonly wrapped: Uint8Array;
      readonly name: Uint8Array;
    }
  | { readonly write: "erase-invitation"; readonly id: InvitationId }
  | { readonly write: "erase-old-invitations"; readonly expiredBefore: UnixMs }
  | { readonly write: "put-intake"; readonly intake: IntakeRow }
  | { readonly write: "put-phrase"; readonly orgId: OrganisationId; readonly phrase: PhraseRow }
  | { readonly write: "erase-phrase"; readonly orgId: OrganisationId; readonly phraseId: PhraseId };

/** A referral and its steps; a step names the version it saw. */
export type ReferralWrite =
  | { readonly write: "add-referral"; readonly referral: ReferralStored }
  | {
      readonly write: "move-referral";
      readonly referralId: ReferralId;
      readonly wasVersion: number;
      readonly state: ReferralStored["state"];
      readonly declineReason: ReferralStored["declineReason"];
      readonly due: UnixMs;
      readonly reminders: number;
    };
