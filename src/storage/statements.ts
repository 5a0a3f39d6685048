import { caseReads, caseWrites } from "./case-statements.ts";
import {
  linkStatements,
  outboxStatements,
  receiptStatements,
  stateStatements,
  traceStatements,
} from "./chat-statements.ts";
import { entryStatements, grantStatements } from "./content-statements.ts";
import { type Dialect, sqlWriter } from "./dialect.ts";
import {
  countStatement,
  markStatements,
  memberStatements,
  publishedStatements,
  routeStatements,
} from "./directory-statements.ts";
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
    cases: { ...caseReads(kit), ...caseWrites(kit) },
    entries: entryStatements(kit),
    grants: grantStatements(kit),
    published: publishedStatements(kit),
    members: memberStatements(kit),
    routes: routeStatements(kit),
    marks: markStatements(kit),
    counts: countStatement(kit),
  };
}
