import type { Engine } from "./engine.ts";
import { caseOf, grantOf, memberOf, referralOf } from "./flags.ts";
import type { MainStore } from "./main-store.ts";
import type { Statement } from "./statement.ts";
import type { Statements } from "./statements.ts";

type DeskReads = Pick<
  MainStore,
  | "waitingCases"
  | "lapsedClaims"
  | "heldBy"
  | "grantsBelowEpoch"
  | "rosterOf"
  | "orgGrantsOf"
  | "findLogin"
  | "findSession"
  | "sessionsOf"
  | "findInvitation"
  | "invitationsOf"
  | "intakes"
  | "phrasesOf"
  | "findReferral"
  | "referralsOf"
  | "referralsOfCase"
  | "overdueReferrals"
  | "messagesOf"
  | "findMessage"
  | "sentSince"
  | "unsettledMessages"
  | "auditTail"
  | "auditBefore"
>;

/** What the desk asks of the database. */
export function deskReads(engine: Engine, on: Statements): DeskReads {
  const first = async <In, Out>(statement: Statement<In, Out>, given: In): Promise<Out | null> =>
    (await engine.rows(statement, given))[0] ?? null;

  return {
    waitingCases: async (at) => {
      const { waitingUnread, waitingUnheard, heldBackUnread, heldBackUnheard } = on.cases;
      const unread = await engine.rows(at.heldBack ? heldBackUnread : waitingUnread, at);
      const unheard = await engine.rows(at.heldBack ? heldBackUnheard : waitingUnheard, at);
      return [...unread, ...unheard]
        .map(caseOf)
        .sort((a, b) => a.due - b.due)
        .slice(0, at.limit);
    },
    lapsedClaims: async (now, limit) => (await engine.rows(on.cases.lapsed, { now, limit })).map(caseOf),
    heldBy: async (memberId) => (await engine.rows(on.cases.heldBy, { memberId })).map(caseOf),
    grantsBelowEpoch: async (orgId, epoch, limit) =>
      (await engine.rows(on.grants.belowEpoch, { orgId, epoch, limit })).map(grantOf),

    rosterOf: async (orgId) => (await engine.rows(on.members.ofOrganisation, { orgId })).map(memberOf),
    orgGrantsOf: (memberId) => engine.rows(on.orgGrants.ofMember, { memberId }),
    findLogin: (memberId) => first(on.logins.find, { memberId }),
    findSession: (sessionId) => first(on.sessions.find, { sessionId }),
    sessionsOf: (memberId) => engine.rows(on.sessions.ofMember, { memberId }),
    findInvitation: (id) => first(on.invitations.find, { id }),
    invitationsOf: (orgId) => engine.rows(on.invitations.ofOrganisation, { orgId }),
    intakes: () => engine.rows(on.intakes.all, {}),
    phrasesOf: async (orgId) =>
      (await engine.rows(on.phrases.ofOrganisation, { orgId })).map((row) => ({
        ...row,
        needs102: row.needs102 === 1,
      })),

    findReferral: async (referralId) =>
      (await engine.rows(on.referrals.find, { referralId })).map(referralOf)[0] ?? null,
    referralsOf: async (orgId, since) =>
      (await engine.rows(on.referrals.ofOrganisation, { orgId, since })).map(referralOf),
    referralsOfCase: async (caseId) => (await engine.rows(on.referrals.ofCase, { caseId })).map(referralOf),
    overdueReferrals: async (now, limit) => (await engine.rows(on.referrals.overdue, { now, limit })).map(referralOf),

    messagesOf: (caseId) => engine.rows(on.messages.ofCase, { caseId }),
    findMessage: (entryId) => first(on.messages.find, { entryId }),
    sentSince: async (caseId, since) => (await first(on.messages.sentSince, { caseId, since }))?.count ?? 0,
    unsettledMessages: (before, limit) => engine.rows(on.messages.unsettled, { before, limit }),

    auditTail: () => first(on.audit.tail, {}),
    auditBefore: (seq, limit) => engine.rows(on.audit.before, { seq, limit }),
  };
}
