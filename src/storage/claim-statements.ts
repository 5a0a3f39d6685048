import { type ExpressionBuilder, sql } from "kysely";
import type { CaseId, EntryId, MemberId, OrganisationId } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { CASE_STATUS, type MessageRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";
import type { Tables } from "./tables.ts";

/** Stands in the text, not in a slot: the planner must see it. */
export const NO_LEASE = sql.lit(0 as UnixMs);

interface OfMember {
  readonly caseId: CaseId;
  readonly memberId: MemberId;
}

/** Who has a case. Each finds the case as the writer believes it to be, or touches none. */
export function claimStatements({ db, takes }: StatementKit) {
  const cases = () => db.updateTable("cases");
  return {
    claim: takes<OfMember & { readonly orgId: OrganisationId; readonly until: UnixMs; readonly now: UnixMs }>()(
      (given) =>
        cases()
          .set({ owner: given.memberId, owner_org: given.orgId, lease_until: given.until })
          .where("case_id", "=", given.caseId)
          .where((on) => on("status", "<", on.lit(CASE_STATUS.closed)))
          .where((on) =>
            on.or([on("owner", "is", null), on("lease_until", "<=", given.now), on("owner", "=", given.memberId)]),
          ),
    ),
    renew: takes<OfMember & { readonly until: UnixMs; readonly now: UnixMs }>()((given) =>
      cases()
        .set({ lease_until: given.until })
        .where("case_id", "=", given.caseId)
        .where("owner", "=", given.memberId)
        .where("lease_until", ">", given.now),
    ),
    release: takes<OfMember>()((given) =>
      cases()
        .set({ owner: null, owner_org: null, lease_until: NO_LEASE })
        .where("case_id", "=", given.caseId)
        .where("owner", "=", given.memberId),
    ),
    handOver: takes<{
      readonly caseId: CaseId;
      readonly from: MemberId;
      readonly to: MemberId;
      readonly until: UnixMs;
      readonly now: UnixMs;
    }>()((given) =>
      cases()
        .set({ owner: given.to, lease_until: given.until })
        .where("case_id", "=", given.caseId)
        .where("owner", "=", given.from)
        .where("lease_until", ">", given.now),
    ),
    lapse: takes<OfMember & { readonly now: UnixMs }>()((given) =>
      cases()
        .set({ owner: null, owner_org: null, lease_until: NO_LEASE })
        .where("case_id", "=", given.caseId)
        .where("owner", "=", given.memberId)
        .where("lease_until", "<=", given.now),
    ),
    takeBack: takes<{ readonly caseId: CaseId }>()((given) =>
      cases().set({ owner: null, owner_org: null, lease_until: NO_LEASE }).where("case_id", "=", given.caseId),
    ),
  };
}

/** Nobody opened it, or nobody heard what she wrote since. */
const waits = (on: ExpressionBuilder<Tables, "cases">) =>
  on.or([on("status", "=", on.lit(CASE_STATUS.unread)), on("unheard", ">", on.lit(0))]);

/** What waits in a case, and how far help was called for it. */
export function waitingStatements({ db, takes }: StatementKit) {
  const cases = () => db.updateTable("cases");
  return {
    hear: takes<{ readonly caseId: CaseId; readonly due: UnixMs }>()((given) =>
      cases()
        .set((on) => ({
          unheard: on("unheard", "+", 1),
          // A new wait begins: so does the search for a reader.
          escalation: on.case().when(waits(on)).then(on.ref("escalation")).else(on.lit(0)).end(),
          // Something waited already: its deadline stays, or comes nearer.
          due: on
            .case()
            .when(on.and([waits(on), on("due", "<", given.due)]))
            .then(on.ref("due"))
            .else(given.due)
            .end(),
        }))
        .where("case_id", "=", given.caseId),
    ),
    heard: takes<{ readonly caseId: CaseId }>()((given) =>
      cases()
        .set((on) => ({ unheard: on.lit(0), escalation: on.lit(0) }))
        .where("case_id", "=", given.caseId),
    ),
    setUrgency: takes<{ readonly caseId: CaseId; readonly urgency: number; readonly due: UnixMs }>()((given) =>
      cases()
        .set((on) => ({ urgency: given.urgency, due: given.due, escalation: on.lit(0) }))
        .where("case_id", "=", given.caseId),
    ),
    escalate: takes<{ readonly caseId: CaseId; readonly was: number; readonly now: number }>()((given) =>
      cases()
        .set({ escalation: given.now })
        .where("case_id", "=", given.caseId)
        .where("escalation", "=", given.was)
        .where((on) => on("status", "<", on.lit(CASE_STATUS.closed)))
        .where(waits),
    ),
    setCalled102: takes<{ readonly caseId: CaseId; readonly at: UnixMs }>()((given) =>
      cases().set({ called_102_at: given.at }).where("case_id", "=", given.caseId),
    ),
  };
}

interface Fate {
  readonly entryId: EntryId;
  readonly state: MessageRow["state"];
  readonly reason: string | null;
}

/** What became of words of staff. */
export function messageStatements({ db, takes }: StatementKit) {
  const messages = db
    .selectFrom("messages")
    .select(["entry_id as entryId", "case_id as caseId", "state", "reason", "at"]);
  return {
    ofCase: takes<{ readonly caseId: CaseId }>()((given) =>
      messages.where("case_id", "=", given.caseId).orderBy("at").orderBy("entry_id"),
    ),
    sentSince: takes<{ readonly caseId: CaseId; readonly since: UnixMs }>()((given) =>
      db
        .selectFrom("messages")
        .select((on) => on.fn.countAll<number>().as("count"))
        .where("case_id", "=", given.caseId)
        .where("at", ">", given.since),
    ),
    unsettled: takes<{ readonly before: UnixMs; readonly limit: number }>()((given) =>
      messages
        .where("state", "in", ["waiting", "sending"])
        .where("at", "<", given.before)
        .orderBy("at")
        .orderBy("entry_id")
        .limit(given.limit),
    ),
    add: takes<MessageRow>()((given) =>
      db
        .insertInto("messages")
        .values({
          entry_id: given.entryId,
          case_id: given.caseId,
          state: given.state,
          reason: given.reason,
          at: given.at,
        })
        .onConflict((on) => on.doNothing()),
    ),
    find: takes<{ readonly entryId: EntryId }>()((given) => messages.where("entry_id", "=", given.entryId)),
    /** What was delivered, failed or expired stays so. */
    set: takes<Fate>()((given) =>
      db
        .updateTable("messages")
        .set({ state: given.state, reason: given.reason })
        .where("entry_id", "=", given.entryId)
        .where("state", "in", ["waiting", "sending"]),
    ),
    /** What a platform took may still not reach her. */
    fail: takes<Fate>()((given) =>
      db
        .updateTable("messages")
        .set({ state: given.state, reason: given.reason })
        .where("entry_id", "=", given.entryId)
        .where("state", "in", ["waiting", "sending", "sent"]),
    ),
    /** Shown is shown, whatever was believed before. */
    deliver: takes<Fate>()((given) =>
      db
        .updateTable("messages")
        .set({ state: given.state, reason: given.reason })
        .where("entry_id", "=", given.entryId),
    ),
    eraseOf: takes<{ readonly caseId: CaseId }>()((given) =>
      db.deleteFrom("messages").where("case_id", "=", given.caseId),
    ),
  };
}
