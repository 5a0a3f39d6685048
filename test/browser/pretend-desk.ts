import type {
  AuditLine,
  CaseLine,
  DeskEvent,
  DeskRefusal,
  MemberCard,
  OwnSession,
} from "../../src/browser/desk/port.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { OrganisationCard, ReadyPhrase } from "../../src/domain/desk/organisation.ts";
import { PERMISSIONS, type Permission } from "../../src/domain/desk/permission.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import type { ReferralRow } from "../../src/domain/desk/referral.ts";
import type { FaultCode } from "../../src/domain/faults.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { pretendCases } from "./pretend-cases.ts";
import type { PretendCase } from "./pretend-entries.ts";
import { pretendId } from "./pretend-ids.ts";
import { MEMBER, ORG, pretendMembers, pretendOrganisations, pretendPhrases } from "./pretend-people.ts";
import { pretendReferrals } from "./pretend-referrals.ts";

/** How a pretend desk is set up. */
export interface PretendOptions {
  readonly now?: () => number;
  readonly role?: "reader" | "staff" | "admin";
  readonly charter?: OwnSession["charter"];
  readonly auditBroken?: boolean;
}

const LEASE_MS = 15 * MINUTE_MS;

/** Everything that the pretend desk knows, and what its parts share. Changes are made by replacing. */
export class PretendDesk {
  readonly now: () => number;
  readonly role: "reader" | "staff" | "admin";
  readonly charter: OwnSession["charter"];
  readonly auditBroken: boolean;
  readonly cases: Map<string, PretendCase>;
  readonly hearers = new Set<(event: DeskEvent) => void>();
  referrals: readonly ReferralRow[];
  cards: readonly OrganisationCard[];
  members: readonly MemberCard[] = pretendMembers();
  phrases: readonly ReadyPhrase[] = pretendPhrases();
  audit: readonly AuditLine[];
  onDuty = true;
  toMove = 0;

  constructor(options: PretendOptions) {
    this.now = options.now ?? (() => Date.now());
    this.role = options.role ?? "admin";
    this.charter = options.charter ?? "in-force";
    this.auditBroken = options.auditBroken ?? false;
    const now = this.now();
    this.cases = new Map(pretendCases(now).map((one) => [one.row.caseId, one]));
    this.referrals = pretendReferrals(now);
    this.cards = pretendOrganisations(now);
    this.audit = pretendAudit(now);
    for (const referral of this.referrals) this.#tie(referral);
  }

  session(): OwnSession {
    const [organisation] = this.cards;
    if (organisation === undefined) throw new Error("a desk without organisations");
    const now = this.now();
    const may = (Object.keys(PERMISSIONS) as Permission[]).filter((one) =>
      (PERMISSIONS[one] as readonly string[]).includes(this.role),
    );
    return {
      memberId: MEMBER.aigul,
      name: "Айгүл С.",
      role: this.role,
      organisation,
      may,
      onDuty: this.onDuty,
      idleLocksAt: now + 10 * MINUTE_MS,
      endsAt: now + 8 * HOUR_MS,
      news: [],
      charter: this.charter,
    };
  }

  tell(event: DeskEvent): void {
    for (const hear of this.hearers) hear(event);
  }

  /** The case, if there is one and it is hers or free to read. */
  find(caseId: string): PretendCase | DeskRefusal {
    return this.cases.get(caseId) ?? refusal("case/not-found");
  }

  /** The case for something that only its owner may do. */
  findOwned(caseId: string): PretendCase | DeskRefusal {
    const found = this.find(caseId);
    if ("refused" in found) return found;
    if (found.row.status === "closed") return refusal("case/closed");
    return found.row.owner?.memberId === MEMBER.aigul ? found : refusal("case/not-claimed");
  }

  put(opened: PretendCase): PretendCase {
    this.cases.set(opened.row.caseId, opened);
    this.tell({ event: "row", row: opened.row });
    return opened;
  }

  putRow(found: PretendCase, row: Partial<QueueRow>): QueueRow {
    return this.put({ ...found, row: { ...found.row, ...row } }).row;
  }

  claimUntil(): NonNullable<QueueRow["owner"]> {
    return { memberId: MEMBER.aigul, organisation: ORG.hotline, leaseUntil: this.now() + LEASE_MS };
  }

  /** Adds an entry of hers to a case. */
  write(found: PretendCase, body: EntryBody, row: Partial<QueueRow> = {}): PretendCase {
    const seq = (found.lines.at(-1)?.seq ?? 0) + 1;
    const line: CaseLine = {
      ok: true,
      seq,
      entryId: pretendId(`${found.row.caseId} entry ${seq}`),
      at: this.now(),
      author: { kind: "staff", name: "Айгүл С.", organisation: ORG.hotline, isMe: true },
      body,
    };
    this.log(ACTION_OF[body.entry] ?? "write", found.row.caseId);
    return this.put({ ...found, lines: [...found.lines, line], row: { ...found.row, ...row } });
  }

  log(action: string, subject: string): void {
    const seq = (this.audit[0]?.seq ?? 0) + 1;
    const line = { seq, at: this.now(), action, who: "Айгүл С.", subject: subject.slice(0, 8), verified: true };
    this.audit = [line, ...this.audit];
  }

  putReferral(referral: ReferralRow): ReferralRow {
    this.referrals = [...this.referrals.filter(({ referralId }) => referralId !== referral.referralId), referral];
    this.#tie(referral);
    this.tell({ event: "referral", referral });
    return referral;
  }

  putCard(card: OrganisationCard): void {
    this.cards = this.cards.map((one) => (one.id === card.id ? card : one));
    this.tell({ event: "organisation", card });
  }

  #tie(referral: ReferralRow): void {
    for (const id of [referral.sourceCase, referral.targetCase]) {
      const found = id === null ? undefined : this.cases.get(id);
      if (found === undefined) continue;
      const others = found.referrals.filter(({ referralId }) => referralId !== referral.referralId);
      this.cases.set(found.row.caseId, { ...found, referrals: [...others, referral] });
    }
  }
}

export function refusal(refused: FaultCode): DeskRefusal {
  return { refused };
}

/** What the audit calls an entry. */
const ACTION_OF: Readonly<Partial<Record<EntryBody["entry"], string>>> = {
  message: "reply",
  action: "called-102",
  consent: "consent",
  referral: "refer",
  "contact-revoked": "stop-contact",
};

const ACTIONS = [
  "sign-in",
  "open-case",
  "claim",
  "reply",
  "write",
  "urgency",
  "refer",
  "referral-step",
  "close",
] as const;

function pretendAudit(now: number): readonly AuditLine[] {
  return Array.from({ length: 120 }, (_, i) => {
    const action = ACTIONS[i % ACTIONS.length] ?? "write";
    const who = ["Айгүл С.", "Дина К.", "Марат Т."][i % 3] ?? "";
    return {
      seq: 120 - i,
      at: now - i * 7 * MINUTE_MS,
      action,
      who,
      subject: pretendId(`s ${i % 5}`).slice(0, 8),
      verified: true,
    };
  });
}
