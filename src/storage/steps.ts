import { sameBytes, type Tag } from "../domain/ids.ts";
import type { Cell, Prepared, Statement } from "./statement.ts";
import type { Statements } from "./statements.ts";
import type { Was } from "./was.ts";
import type { Committed, Seen, Write } from "./writes.ts";

/** One bound statement of a unit. [Note: Touching no row] */
export interface Step {
  readonly statement: Prepared;
  readonly cells: readonly Cell[];
  /** What the whole unit becomes when the statement touches no row; `done`: nothing, go on. */
  readonly ifNone: Committed;
}

/** For every kind of write, the statements it is made of. */
type Recipes = {
  readonly [Name in Write["write"]]: (
    on: Statements,
    write: Extract<Write, { readonly write: Name }>,
  ) => readonly Step[];
};

const RECIPES: Recipes = {
  "add-receipt": (on, write) => [step(on.receipts.add, write, "repeat")],
  "put-link": (on, { link, was }) => putTagged(on.links, link, was),
  "put-state": (on, { state, was }) => putTagged(on.states, state, was),
  "erase-state": (on, { was }) => [must(on.states.erase, { wasTag: was.tag, wasVersion: was.version })],
  "erase-states": (on, { tags }) => eraseAmong(on.states, tags),
  "put-trace": (on, { trace }) => [must(on.traces.put, trace)],
  "erase-traces": (on, { tags }) => eraseAmong(on.traces, tags),
  "add-case": (on, { item }) => [must(on.cases.add, item)],
  "add-entry": (on, { entry }) => [must(on.entries.add, entry)],
  "move-head": (on, { caseId, epoch, was, now }) => [
    must(on.cases.moveHead, { caseId, epoch, wasSeq: was.seq, wasHash: was.hash, nowSeq: now.seq, nowHash: now.hash }),
  ],
  "add-grant": (on, { grant }) => [must(on.grants.add, grant)],
  "release-grants": (on, write) => [may(on.grants.release, write)],
  "set-status": (on, write) => [must(on.cases.setStatus, write)],
  "raise-urgency": (on, write) => [must(on.cases.raise, write)],
  "add-outbox": (on, { item }) => [must(on.outbox.add, item)],
  "put-outbox": (on, { item }) => [must(on.outbox.replace, item)],
  "erase-outbox": (on, write) => [may(on.outbox.erase, write)],
  "send-signal": (on, write) => [may(on.outbox.sendSignal, write)],
  "drop-signals": (on, { caseId, signal }) => [
    signal === null ? may(on.outbox.eraseOf, { caseId }) : may(on.outbox.dropSignal, { caseId, signal }),
  ],
  "ask-erasure": (on, write) => [may(on.erasures.ask, write)],
  "cancel-erasure": (on, write) => [may(on.erasures.cancel, write)],
  "put-bridge": (on, { bridge, was }) => putTagged(on.bridges, bridge, was),
  "erase-bridges": (on, { tags }) => eraseAmong(on.bridges, tags),
  "erase-old-bridges": (on, write) => [may(on.bridges.eraseOld, write)],
  "add-audit": (on, write) => [must(on.audit.add, write)],
  "erase-audit": (on, write) => [may(on.audit.eraseBelow, write)],
  "claim-case": (on, write) => [must(on.claims.claim, write)],
  "renew-claim": (on, write) => [must(on.claims.renew, write)],
  "release-claim": (on, write) => [must(on.claims.release, write)],
  "hand-over": (on, write) => [must(on.claims.handOver, write)],
  "lapse-claim": (on, write) => [must(on.claims.lapse, write)],
  "take-back": (on, write) => [must(on.claims.takeBack, write)],
  "hear-person": (on, write) => [must(on.waiting.hear, write)],
  "mark-heard": (on, write) => [must(on.waiting.heard, write)],
  "set-urgency": (on, write) => [must(on.waiting.setUrgency, write)],
  "set-escalation": (on, write) => [must(on.waiting.escalate, write)],
  "set-called-102": (on, write) => [must(on.waiting.setCalled102, write)],
  "add-message": (on, { message }) => [must(on.messages.add, message)],
  "set-message": (on, write) => {
    const { deliver, fail, set } = on.messages;
    return [may(write.state === "delivered" ? deliver : write.state === "failed" ? fail : set, write)];
  },
  "put-roster": (on, write) => [must(on.members.name, write)],
  "set-duty": (on, write) => [must(on.members.setDuty, write)],
  "erase-roster": (on, write) => [may(on.members.erase, write)],
  "put-org-grant": (on, write) => [must(on.orgGrants.put, write)],
  "erase-org-grants": (on, write) => [may(on.orgGrants.eraseBelow, write)],
  "erase-grant": (on, write) => [must(on.grants.erase, write)],
  "put-login": (on, write) => [must(on.logins.put, write)],
  "erase-login": (on, write) => [may(on.logins.erase, write)],
  "add-session": (on, { session }) => [must(on.sessions.add, session), may(on.members.seen, session)],
  "touch-session": (on, write) => [may(on.sessions.touch, write), may(on.members.seenIn, write)],
  "use-counter": (on, write) => [must(on.sessions.useCounter, write)],
  "erase-session": (on, write) => [may(on.sessions.erase, write)],
  "erase-sessions": (on, write) => [may(on.sessions.eraseOf, write)],
  "erase-old-sessions": (on, write) => [may(on.sessions.eraseOld, write)],
  "add-invitation": (on, { invitation }) => [must(on.invitations.add, invitation)],
  "answer-invitation": (on, write) => [must(on.invitations.answer, write)],
  "erase-invitation": (on, write) => [may(on.invitations.erase, write)],
  "erase-old-invitations": (on, write) => [may(on.invitations.eraseOld, write)],
  "put-intake": (on, { intake }) => [must(on.intakes.put, intake)],
  "put-phrase": (on, { orgId, phrase }) => [must(on.phrases.put, { orgId, ...phrase })],
  "erase-phrase": (on, write) => [must(on.phrases.erase, write)],
  "add-referral": (on, { referral }) => [must(on.referrals.add, referral)],
  "move-referral": (on, write) => [must(on.referrals.move, write)],
  "erase-case": (on, write) => [
    may(on.messages.eraseOf, write),
    may(on.outbox.eraseOf, write),
    may(on.referrals.eraseOf, write),
    may(on.entries.eraseOf, write),
    may(on.grants.eraseOf, write),
    may(on.erasures.erase, write),
  ],
  "erase-old": (on, write) => [may(on[write.what].eraseOld, write)],
  "erase-old-links": (on, write) => [may(on.links.eraseOld, write)],
  "add-registry": (on, write) => [must(on.published.addRegistry, write)],
  "add-charter": (on, write) => [must(on.published.addCharter, write)],
  "put-member": (on, write) => [must(on.members.put, write)],
  "put-route": (on, { route }) => [must(on.routes.put, { ...route, regions: JSON.stringify(route.regions) })],
  "set-mark": (on, write) => [must(on.marks.set, write)],
};

/** The statements of a unit, bound and in order. Both engines run exactly these. */
export function stepsOf(on: Statements, writes: readonly Write[]): readonly Step[] {
  return writes.flatMap((write) => {
    // The compiler cannot see that the recipe found under a name is the one for writes of that name; Recipes says so.
    const recipe: (on: Statements, write: never) => readonly Step[] = RECIPES[write.write];
    return recipe(on, write as never);
  });
}

function step<In, Out>(statement: Statement<In, Out>, given: In, ifNone: Committed): Step {
  return { statement, cells: statement.bind(given), ifNone };
}

/** No row touched is fine. */
function may<In, Out>(statement: Statement<In, Out>, given: In): Step {
  return step(statement, given, "done");
}

/** A row must be touched; otherwise somebody else wrote first. */
function must<In, Out>(statement: Statement<In, Out>, given: In): Step {
  return step(statement, given, "conflict");
}

/** The statements that links and states have in common. */
interface Tagged<Row> {
  readonly add: Statement<Row, unknown>;
  readonly replace: Statement<Row & Was, unknown>;
  readonly erase: Statement<Was, unknown>;
}

/** A row under another tag is a new row: the old one goes, in the same unit. */
function putTagged<Row extends { readonly tag: Tag }>(on: Tagged<Row>, row: Row, was: Seen): readonly Step[] {
  if (was === null) return [must(on.add, row)];
  const seen = { wasTag: was.tag, wasVersion: was.version };
  if (sameBytes(was.tag, row.tag)) return [must(on.replace, { ...row, ...seen })];
  return [must(on.erase, seen), must(on.add, row)];
}

/** An empty list asks for nothing: `in ()` is not SQL. */
function eraseAmong(
  on: { readonly eraseAmong: (count: number) => Statement<readonly Tag[], unknown> },
  tags: readonly Tag[],
): readonly Step[] {
  return tags.length === 0 ? [] : [may(on.eraseAmong(tags.length), tags)];
}
