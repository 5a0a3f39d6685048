import { bridgeStatements } from "./bridge-statements.ts";
import { caseReads, caseWrites, erasureStatements, waitingReads } from "./case-statements.ts";
import {
  linkStatements,
  outboxStatements,
  receiptStatements,
  stateStatements,
  traceStatements,
} from "./chat-statements.ts";
import { claimStatements, messageStatements, waitingStatements } from "./claim-statements.ts";
import { entryStatements, grantStatements } from "./content-statements.ts";
import { type Dialect, sqlWriter } from "./dialect.ts";
import { countStatement, markStatements, publishedStatements, routeStatements } from "./directory-statements.ts";
import {
  auditStatements,
  intakeStatements,
  phraseStatements,
  referralReads,
  referralWrites,
} from "./house-statements.ts";
import {
  invitationStatements,
  loginStatements,
  memberStatements,
  orgGrantStatements,
  sessionStatements,
} from "./member-statements.ts";
import { statementKit } from "./statement.ts";

/** Everything the main store ever asks of its database. [Note: Built once, bound often] */
export type Statements = ReturnType<typeof buildStatements>;

/** Writes all queries in this dialect; once, when a store is opened. */
export function buildStatements(dialect: Dialect) {
  const kit = statementKit(sqlWriter(dialect));
  return {
    links: linkStatements(kit),
    states: stateStatements(kit),
    traces: traceStatements(kit),
    outbox: outboxStatements(kit),
    receipts: receiptStatements(kit),
    bridges: bridgeStatements(kit),
    erasures: erasureStatements(kit),
    cases: { ...caseReads(kit), ...waitingReads(kit), ...caseWrites(kit) },
    entries: entryStatements(kit),
    grants: grantStatements(kit),
    published: publishedStatements(kit),
    claims: claimStatements(kit),
    waiting: waitingStatements(kit),
    messages: messageStatements(kit),
    members: memberStatements(kit),
    orgGrants: orgGrantStatements(kit),
    logins: loginStatements(kit),
    sessions: sessionStatements(kit),
    invitations: invitationStatements(kit),
    intakes: intakeStatements(kit),
    phrases: phraseStatements(kit),
    referrals: { ...referralReads(kit), ...referralWrites(kit) },
    audit: auditStatements(kit),
    routes: routeStatements(kit),
    marks: markStatements(kit),
    counts: countStatement(kit),
  };
}
