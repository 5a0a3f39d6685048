import type { CaseOutcome, EntryBody, RecipientKind } from "../../domain/case-contents.ts";
import type { Channel } from "../../domain/chat.ts";
import type { Standing } from "../../domain/desk/case-requests.ts";
import type { OrganisationCard, ReadyPhrase } from "../../domain/desk/organisation.ts";
import type { Permission } from "../../domain/desk/permission.ts";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import type { DeclineReason, ReferralOutcome, ReferralRow } from "../../domain/desk/referral.ts";
import type { FaultCode } from "../../domain/faults.ts";
import type { Urgency } from "../../domain/urgency.ts";

/**
 * Everything that the pages ask of the Worker, which alone holds keys and the session. Pages know no key, no token and
 * no route. Every call may be refused with a {@link DeskRefusal}; none of them throws anything else.
 */
export interface DeskPort {
  readonly door: DoorPort;
  readonly queue: QueuePort;
  readonly cases: CasePort;
  readonly referrals: ReferralPort;
  readonly house: HousePort;
}

/** Why a call was not done. `code` chooses the sentence; `retryAt` (ms) is set where waiting helps. */
export interface DeskRefusal {
  readonly refused: FaultCode;
  readonly retryAt?: number;
}
export type Done<T = object> = ({ readonly refused?: never } & T) | DeskRefusal;

/** A member of staff on this device: her key is wrapped on the server, her device secret in IndexedDB. */
export interface KnownMember {
  readonly memberId: string;
  /** What she called herself on this device. */
  readonly label: string;
  readonly organisation: string;
}

/** Who is at work. Held in memory only. */
export interface OwnSession {
  readonly memberId: string;
  readonly name: string;
  readonly role: "reader" | "staff" | "admin";
  readonly organisation: OrganisationCard;
  readonly may: readonly Permission[];
  readonly onDuty: boolean;
  /** Locks by itself, ms. */
  readonly idleLocksAt: number;
  readonly endsAt: number;
  /** What changed in her organisation since she was here last: compared before she works. */
  readonly news: readonly {
    readonly what: "member-added" | "member-removed" | "key-changed" | "recovery-used";
    readonly who: string;
    readonly at: number;
  }[];
  /** `renew`: a button for administrators; `overdue`, `expired`: a red banner. */
  readonly charter: "in-force" | "renew" | "overdue" | "expired";
}

/** What was found out about the place that serves the desk, before anything is typed. */
export interface Welcome {
  readonly demo: boolean;
  readonly known: readonly KnownMember[];
  /** In the demo only: one click makes one of these at home on this device. */
  readonly demoMembers: readonly {
    readonly label: string;
    readonly organisation: string;
    readonly kind: OrganisationCard["kind"];
  }[];
  /** The pinned root, 6 × 5 digits, for the footer. */
  readonly rootFingerprint: string;
}

export interface DoorPort {
  welcome(): Promise<Done<{ readonly welcome: Welcome }>>;
  /** One click, in the demo only: brings the member to this device and unlocks. */
  enterDemo(index: number): Promise<Done<{ readonly session: OwnSession }>>;
  /** A member file made by the ceremony, brought to this device. */
  bringFile(text: string, passphrase: string): Promise<Done<{ readonly session: OwnSession }>>;
  /** The code of an enrolment sheet (QR or typed): another device of a member. */
  bringSheet(code: string, label: string): Promise<Done<{ readonly member: KnownMember }>>;
  /** What a one-time link is for. Does not use it up. */
  lookAtInvitation(
    token: string,
  ): Promise<
    Done<{ readonly organisation: string; readonly kind: string; readonly role: string; readonly expiresAt: number }>
  >;
  /** How good a passphrase is, without sending it anywhere: `too-short` (< 15), `common`, `good`. */
  weighPassphrase(text: string): Promise<"too-short" | "common" | "good">;
  /** Makes her keys on this device. She works once an administrator has compared the fingerprint. */
  enrol(
    token: string,
    label: string,
    passphrase: string,
  ): Promise<Done<{ readonly fingerprint: string; readonly sheet: EnrolmentSheet }>>;
  /** Takes a second or more. */
  unlock(memberId: string, passphrase: string): Promise<Done<{ readonly session: OwnSession }>>;
  /** Forgets keys and token; the device stays known. */
  lock(): Promise<void>;
  /** Ends all sessions of this member, on all devices. */
  signOutEverywhere(): Promise<Done>;
  /** Removes the device secret and everything kept here. */
  forgetDevice(memberId: string): Promise<Done>;
  changePassphrase(old: string, next: string): Promise<Done>;
  /** Keeps the session awake; called on activity, at most once a minute. */
  touch(): Promise<Done<{ readonly idleLocksAt: number }>>;
}

/** Printed once and kept on paper: brings another device in. */
export interface EnrolmentSheet {
  /** 80 letters and digits in 16 groups of 5. */
  readonly code: string;
  /** What the QR holds: the desk's address with the code behind `#`. */
  readonly qr: string;
}

/** What the live stream says. */
export type DeskEvent =
  | { readonly event: "row"; readonly row: QueueRow }
  | { readonly event: "gone"; readonly caseId: string }
  | { readonly event: "delivery"; readonly caseId: string; readonly delivery: Delivery }
  | { readonly event: "referral"; readonly referral: ReferralRow }
  | { readonly event: "organisation"; readonly card: OrganisationCard }
  /** Something was missed: read everything again. */
  | { readonly event: "reset" }
  | { readonly event: "connection"; readonly state: "live" | "lost" }
  /** Locked by idleness, by the absolute limit, by a changed charter, or signed out elsewhere. */
  | { readonly event: "locked"; readonly why: "idle" | "limit" | "charter" | "signed-out" };

export interface QueuePort {
  read(): Promise<Done<{ readonly rows: readonly QueueRow[]; readonly now: number }>>;
  /** Opens the stream and keeps it open; `hear` is called until the answer is called. */
  listen(hear: (event: DeskEvent) => void): () => void;
  claim(caseId: string): Promise<Done<{ readonly row: QueueRow }>>;
  release(caseId: string): Promise<Done<{ readonly row: QueueRow }>>;
  handOver(caseId: string, toMember: string): Promise<Done<{ readonly row: QueueRow }>>;
  takeBack(caseId: string): Promise<Done<{ readonly row: QueueRow }>>;
  setDuty(on: boolean): Promise<Done>;
}

/** Who wrote an entry, as far as signatures tell. */
export interface EntryAuthor {
  readonly kind: "bot" | "staff" | "person";
  /** Of staff: name inside the own organisation, null in others. */
  readonly name: string | null;
  readonly organisation: string | null;
  readonly isMe: boolean;
}

/** One line of a case. What does not verify is shown as such, never hidden, never read out. */
export type CaseLine =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly entryId: string;
      readonly at: number;
      readonly author: EntryAuthor;
      readonly body: EntryBody;
    }
  | { readonly ok: false; readonly seq: number; readonly entryId: string; readonly code: FaultCode };

/** What became of a message to the person. */
export interface Delivery {
  readonly entryId: string;
  readonly state: "waiting" | "sending" | "sent" | "delivered" | "failed" | "expired";
  readonly reason: FaultCode | null;
}

export interface OpenedCase {
  readonly row: QueueRow;
  readonly lines: readonly CaseLine[];
  /** Entries are missing that were seen here before. */
  readonly shorterThanSeen: boolean;
  readonly deliveries: readonly Delivery[];
  readonly referrals: readonly ReferralRow[];
  /** Organisations with her consent on record, by id. */
  readonly consents: readonly {
    readonly kind: RecipientKind;
    readonly organisation: string;
    readonly unclear: boolean;
  }[];
  /**
   * How she may be written to, and what it means for the next message: `push` goes at once, `pull` waits for her. `covert`,
   * `covert-waits`: the same in a shop's words. `under-cover`: an open case; it waits until the chat is no shop any more.
   */
  readonly contact: {
    readonly way: "push" | "pull" | "never" | "ended" | "covert" | "covert-waits" | "under-cover";
    readonly phone: string | null;
    readonly maxLength: number;
    /** Where she last wrote from, by the bot's word; null: an older case does not say. */
    readonly channel: Channel | null;
    /**
     * Where the platform lets nothing through some time after her last word: `endsAt`, ms, as far as the entries tell.
     * `knocks`: then she is told, without content and once a day at most, that an answer waits. null: no such end.
     */
    readonly window: { readonly endsAt: number; readonly knocks: boolean } | null;
  };
  /** Of a covert case: the shop that she sees. `says`: its questions, signals and doors, by their ids in the legend. */
  readonly shop: Standing["shop"];
  /** The language she chose. */
  readonly locale: "kk" | "ru";
}

/** Changes made with the case open. Each answers with the case as it then is. */
type Changed = Promise<Done<{ readonly opened: OpenedCase }>>;

export interface CasePort {
  /** Only what she claimed, or may read anyway. Written to the audit. */
  open(caseId: string): Changed;
  /**
   * `phrase`: the ready phrase the words began as, if any. `secondPress`: she was warned that a word gives the person
   * away, and means it.
   */
  reply(
    caseId: string,
    text: string,
    phrase: string | null,
    secondPress?: boolean,
  ): Promise<Done<{ readonly opened: OpenedCase; readonly went: "sent" | "waiting" }>>;
  note(caseId: string, text: string): Changed;
  setUrgency(caseId: string, urgency: Urgency, reason: string): Changed;
  called102(
    caseId: string,
    call: {
      readonly at: number;
      readonly place: string | null;
      readonly consent: "in-case" | "told-now" | "life-in-danger";
      readonly words: string | null;
    },
  ): Changed;
  /** Her yes to one more recipient, in her words. */
  recordConsent(
    caseId: string,
    consent: { readonly kind: RecipientKind; readonly organisation: string; readonly words: string },
  ): Changed;
  /** Ends every way to write to her. */
  stopContact(caseId: string, reason: string): Changed;
  close(caseId: string, outcome: CaseOutcome, reason: string): Changed;
  /** Destroys the keys of the case at once; bans nobody. */
  shredSpam(caseId: string): Promise<Done>;
  /** Nearest services for a place in the case, with what they said of their intake; straight-line km. */
  nearest(caseId: string): Promise<
    Done<{
      readonly near: readonly {
        readonly id: string;
        readonly name: string;
        readonly km: number | null;
        readonly intake: OrganisationCard["intake"];
        readonly beds: number | null;
        readonly organisation: string | null;
        readonly checked: string;
      }[];
      readonly place: string | null;
    }>
  >;
}

export interface ReferralPort {
  read(): Promise<Done<{ readonly incoming: readonly ReferralRow[]; readonly outgoing: readonly ReferralRow[] }>>;
  /** `entries`: ids of the entries for the packet; null: the whole case. `why`: needed for a full or closed receiver. */
  offer(
    caseId: string,
    to: string,
    entries: readonly string[] | null,
    why: string | null,
  ): Promise<Done<{ readonly opened: OpenedCase }>>;
  accept(referralId: string): Promise<Done<{ readonly referral: ReferralRow }>>;
  decline(referralId: string, reason: DeclineReason): Promise<Done<{ readonly referral: ReferralRow }>>;
  withdraw(referralId: string): Promise<Done<{ readonly referral: ReferralRow }>>;
  arrived(referralId: string): Promise<Done<{ readonly referral: ReferralRow }>>;
  didNotArrive(referralId: string): Promise<Done<{ readonly referral: ReferralRow }>>;
  close(referralId: string, outcome: ReferralOutcome): Promise<Done<{ readonly referral: ReferralRow }>>;
}

/** A member of the own organisation as its page shows her. */
export interface MemberCard {
  readonly memberId: string;
  readonly name: string;
  readonly role: "reader" | "staff" | "admin";
  readonly standing: "active" | "retired" | "waiting-for-comparison";
  readonly fingerprint: string;
  readonly onDuty: boolean;
  readonly isMe: boolean;
}

/** One line of the audit, without content. */
export interface AuditLine {
  readonly seq: number;
  readonly at: number;
  readonly action: string;
  readonly who: string;
  /** A pseudonym of the case; two lines with the same one are about the same case. */
  readonly subject: string;
  readonly verified: boolean;
}

export interface HousePort {
  /** `fingerprints`: of the keys in the verified charters, by id; an organisation that is not there cannot be sealed to. */
  organisations(): Promise<
    Done<{ readonly cards: readonly OrganisationCard[]; readonly fingerprints: Readonly<Record<string, string>> }>
  >;
  setIntake(state: "open" | "full" | "closed", beds: number | null): Promise<Done>;
  phrases(): Promise<Done<{ readonly phrases: readonly ReadyPhrase[] }>>;
  keepPhrase(phrase: ReadyPhrase): Promise<Done>;
  erasePhrase(phraseId: string): Promise<Done>;
  members(): Promise<
    Done<{ readonly members: readonly MemberCard[]; readonly rotation: { readonly left: number } | null }>
  >;
  /** A one-time link, good for 72 hours. */
  invite(
    name: string,
    role: "reader" | "staff" | "admin",
  ): Promise<Done<{ readonly link: string; readonly expiresAt: number }>>;
  /** After the fingerprint was compared by voice: signs the next charter with her in it. */
  admit(memberId: string): Promise<Done>;
  /** Ends her sessions, changes the organisation's key and begins to move the cases to it; `progress` is told how many are left. */
  remove(memberId: string, progress: (left: number) => void): Promise<Done>;
  /** Goes on with moving cases to the newest key. */
  moveCases(progress: (left: number) => void): Promise<Done>;
  renewCharter(): Promise<Done>;
  /** Makes a recovery key: three sheets of which any two are enough. It counts once the charter carries it. */
  makeRecoveryKit(): Promise<
    Done<{ readonly sheets: readonly [string, string, string]; readonly fingerprint: string }>
  >;
  audit(before: number | null): Promise<Done<{ readonly lines: readonly AuditLine[]; readonly broken: boolean }>>;
}
