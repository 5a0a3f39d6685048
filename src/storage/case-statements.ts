import type { ExpressionBuilder } from "kysely";
import type { CaseId, MemberId, OrganisationId } from "../domain/ids.ts";
import type { DayNumber, UnixMs } from "../domain/time.ts";
import { NO_LEASE } from "./claim-statements.ts";
import type { WaitingAt } from "./main-store.ts";
import { CASE_STATUS, type CaseRow, type CaseStatus } from "./rows.ts";
import type { StatementKit } from "./statement.ts";
import type { Tables } from "./tables.ts";

/** No moment. */
const NONE = 0 as UnixMs;

type OnCase = ExpressionBuilder<Tables, "cases">;

const CASE_COLUMNS = [
  "case_id as caseId",
  "epoch",
  "genesis",
  "head_seq as headSeq",
  "head_hash as headHash",
  "org_hint as orgHint",
  "day",
  "touched_day as touchedDay",
  "status",
  "urgency",
  "due",
  "covert",
  "owner",
  "owner_org as ownerOrg",
  "lease_until as leaseUntil",
  "unheard",
  "escalation",
  "called_102_at as called102At",
  "referral_id as referralId",
  "practice",
  "erase_at as eraseAt",
] as const;

/** The status stands in the text, not in a slot: the planner must see it to take the index of open cases. */
const isOpen = (on: OnCase) => on("status", "<", on.lit(CASE_STATUS.closed));

const isReleasedTo = (orgId: OrganisationId) => (on: OnCase) =>
  on.exists(
    on
      .selectFrom("grants")
      .select("grant_id")
      .whereRef("grants.case_id", "=", "cases.case_id")
      .where("recipient_id", "=", orgId)
      .where("released", "=", 1),
  );

/** Every flag below 1 is 0; written so for the index of grants that are held back. */
const isHeldBack = (on: OnCase) =>
  on.exists(
    on
      .selectFrom("grants")
      .select("grant_id")
      .whereRef("grants.case_id", "=", "cases.case_id")
      .where("released", "<", on.lit(1)),
  );

/** How cases are found. */
export function caseReads({ db, takes }: StatementKit) {
  const cases = db.selectFrom("cases").select(CASE_COLUMNS);
  return {
    find: takes<{ readonly caseId: CaseId }>()((given) => cases.where("case_id", "=", given.caseId)),
    queue: takes<{ readonly orgId: OrganisationId; readonly limit: number }>()((given) =>
      cases
        .where(isOpen)
        .where(isReleasedTo(given.orgId))
        .orderBy("urgency")
        .orderBy("practice")
        .orderBy("due")
        .orderBy("day")
        .orderBy("case_id")
        .limit(given.limit),
    ),
    between: takes<{ readonly orgId: OrganisationId; readonly first: CaseId; readonly last: CaseId }>()((given) =>
      cases
        .where("case_id", ">=", given.first)
        .where("case_id", "<=", given.last)
        .where(isReleasedTo(given.orgId))
        .orderBy("case_id"),
    ),
    toEnd: takes<{
      readonly untouchedBefore: DayNumber;
      readonly closedBefore: DayNumber;
      readonly limit: number;
    }>()((given) =>
      db
        .selectFrom("cases")
        .select("case_id as caseId")
        .where((on) =>
          on.or([
            on.and([isOpen(on), on("touched_day", "<", given.untouchedBefore)]),
            on.and([on("status", "=", on.lit(CASE_STATUS.closed)), on("touched_day", "<", given.closedBefore)]),
          ]),
        )
        .orderBy("touched_day")
        .orderBy("case_id")
        .limit(given.limit),
    ),
  };
}

/** How cases end. */
export function erasureStatements({ db, takes }: StatementKit) {
  return {
    toErase: takes<{ readonly now: UnixMs; readonly limit: number }>()((given) =>
      db
        .selectFrom("cases")
        .select("case_id as caseId")
        .where((on) => on("erase_at", ">", on.lit(NONE)))
        .where("erase_at", "<=", given.now)
        .orderBy("erase_at")
        .orderBy("case_id")
        .limit(given.limit),
    ),
    ask: takes<{ readonly caseId: CaseId; readonly at: UnixMs }>()((given) =>
      db
        .updateTable("cases")
        .set({ erase_at: given.at })
        .where("case_id", "=", given.caseId)
        .where((on) => on("erase_at", "=", on.lit(NONE))),
    ),
    cancel: takes<{ readonly caseId: CaseId }>()((given) =>
      db.updateTable("cases").set({ erase_at: NONE }).where("case_id", "=", given.caseId),
    ),
    erase: takes<{ readonly caseId: CaseId }>()((given) => db.deleteFrom("cases").where("case_id", "=", given.caseId)),
  };
}

/** Every status below `read` is `unread`; written so for its index. [Note: Found, not searched for] */
const isUnread = (on: OnCase) => on("status", "<", on.lit(CASE_STATUS.read));
const isUnheard = (on: OnCase) => on("unheard", ">", on.lit(0));
const isUnderWay = (on: OnCase) => on.between("status", on.lit(CASE_STATUS.read), on.lit(CASE_STATUS.answered));

/** Nobody is called to what is only practice. */
const isReal = (on: OnCase) => on("practice", "<", on.lit(1));

/** Cases in which somebody has to do something, or has taken it on. */
export function waitingReads({ db, takes }: StatementKit) {
  const cases = db.selectFrom("cases").select(CASE_COLUMNS);
  const isLeased = (on: OnCase) => on("lease_until", ">", NO_LEASE);
  const inQueueOrder = (found: typeof cases) =>
    found.orderBy("urgency").orderBy("due").orderBy("day").orderBy("case_id");
  const atStage = (given: WaitingAt) =>
    cases
      .where(isReal)
      .where("escalation", "=", given.stage)
      .where("urgency", "=", given.urgency)
      .where("due", "<=", given.dueBy)
      .orderBy("due")
      .orderBy("case_id")
      .limit(given.limit);
  return {
    /** Two searches, each over its own index: what nobody opened, and what she wrote since. */
    waitingUnread: takes<WaitingAt>()((given) => atStage(given).where(isUnread)),
    waitingUnheard: takes<WaitingAt>()((given) => atStage(given).where(isUnheard).where(isUnderWay)),
    /** The same, where somebody is left whom the case could be given. */
    heldBackUnread: takes<WaitingAt>()((given) => atStage(given).where(isUnread).where(isHeldBack)),
    heldBackUnheard: takes<WaitingAt>()((given) => atStage(given).where(isUnheard).where(isUnderWay).where(isHeldBack)),
    lapsed: takes<{ readonly now: UnixMs; readonly limit: number }>()((given) =>
      cases
        .where(isLeased)
        .where("lease_until", "<=", given.now)
        .where("owner", "is not", null)
        .orderBy("lease_until")
        .orderBy("case_id")
        .limit(given.limit),
    ),
    heldBy: takes<{ readonly memberId: MemberId }>()((given) =>
      inQueueOrder(cases.where(isLeased).where("owner", "=", given.memberId).where(isOpen)),
    ),
  };
}

/** How cases change. */
export function caseWrites({ db, takes }: StatementKit) {
  return {
    add: takes<CaseRow>()((given) =>
      db
        .insertInto("cases")
        .values({
          case_id: given.caseId,
          epoch: given.epoch,
          genesis: given.genesis,
          head_seq: given.headSeq,
          head_hash: given.headHash,
          org_hint: given.orgHint,
          day: given.day,
          touched_day: given.touchedDay,
          status: given.status,
          urgency: given.urgency,
          due: given.due,
          covert: given.covert,
          owner: given.owner,
          owner_org: given.ownerOrg,
          lease_until: given.leaseUntil,
          unheard: given.unheard,
          escalation: given.escalation,
          called_102_at: given.called102At,
          referral_id: given.referralId,
          practice: given.practice,
          erase_at: given.eraseAt,
        })
        .onConflict((on) => on.doNothing()),
    ),
    moveHead: takes<{
      readonly caseId: CaseId;
      readonly epoch: number;
      readonly wasSeq: number;
      readonly wasHash: Uint8Array;
      readonly nowSeq: number;
      readonly nowHash: Uint8Array;
    }>()((given) =>
      db
        .updateTable("cases")
        .set({ head_seq: given.nowSeq, head_hash: given.nowHash })
        .where("case_id", "=", given.caseId)
        .where("epoch", "=", given.epoch)
        .where("head_seq", "=", given.wasSeq)
        .where("head_hash", "=", given.wasHash),
    ),
    setStatus: takes<{ readonly caseId: CaseId; readonly status: CaseStatus; readonly touchedDay: DayNumber }>()(
      (given) =>
        db
          .updateTable("cases")
          .set({ status: given.status, touched_day: given.touchedDay })
          .where("case_id", "=", given.caseId),
    ),
    raise: takes<{ readonly caseId: CaseId; readonly urgency: number; readonly due: UnixMs }>()((given) =>
      db
        .updateTable("cases")
        .set((on) => ({
          urgency: on.case().when("urgency", ">", given.urgency).then(given.urgency).else(on.ref("urgency")).end(),
          due: on.case().when("due", ">", given.due).then(given.due).else(on.ref("due")).end(),
          // More urgent than anybody was told: the search for a reader begins anew.
          escalation: on.case().when("urgency", ">", given.urgency).then(on.lit(0)).else(on.ref("escalation")).end(),
        }))
        .where("case_id", "=", given.caseId),
    ),
  };
}
