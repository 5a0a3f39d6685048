import type { Permission } from "../../domain/desk/permission.ts";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import type { OpenedCase, OwnSession } from "./port.ts";

/** Everything that can be begun on a case page. */
export const CASE_STEPS = [
  "open",
  "claim",
  "release",
  "hand-over",
  "take-back",
  "reply",
  "note",
  "urgency",
  "called-102",
  "consent",
  "refer",
  "stop-contact",
  "spam",
  "false-alarm",
  "close",
  "print",
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** Whose a case is at the moment. A lapsed lease is nobody's: the server lets anyone claim it. */
export type Ownership = "mine" | "other" | "nobody";

export function ownershipOf(session: OwnSession, row: QueueRow, now: number): Ownership {
  if (row.owner === null) return "nobody";
  if (row.owner.memberId === session.memberId) return "mine";
  return row.owner.leaseUntil > now ? "other" : "nobody";
}

const NEEDS: Readonly<Record<CaseStep, Permission>> = {
  open: "case.read",
  claim: "case.claim",
  release: "case.claim",
  "hand-over": "case.claim",
  "take-back": "case.take-back",
  reply: "case.reply",
  note: "case.write",
  urgency: "case.write",
  "called-102": "case.write",
  consent: "case.write",
  refer: "referral.offer",
  "stop-contact": "case.write",
  spam: "case.shred-spam",
  "false-alarm": "case.close",
  close: "case.close",
  print: "case.read",
};

/** Which steps a page offers. The server decides again; this only keeps from offering what it would refuse. */
export function stepsOf(
  session: OwnSession,
  row: QueueRow,
  way: OpenedCase["contact"]["way"] | null,
  now: number,
): ReadonlySet<CaseStep> {
  const whose = ownershipOf(session, row, now);
  const open = (step: CaseStep): boolean => {
    if (!session.may.includes(NEEDS[step])) return false;
    if (row.status === "closed") return step === "open" || step === "print";
    switch (step) {
      case "open":
      case "print":
        return whose === "mine" || session.role !== "staff";
      case "claim":
        return whose === "nobody";
      case "take-back":
        return whose === "other";
      case "reply":
        return whose === "mine" && way !== null && way !== "never" && way !== "ended";
      case "stop-contact":
        return whose === "mine" && way !== "ended";
      case "refer":
        return whose === "mine" && !row.covert;
      case "false-alarm":
        return whose === "mine" && (row.covert || row.practice);
      case "called-102":
      case "close":
      case "consent":
      case "hand-over":
      case "note":
      case "release":
      case "spam":
      case "urgency":
        return whose === "mine";
    }
  };
  return new Set(CASE_STEPS.filter(open));
}
