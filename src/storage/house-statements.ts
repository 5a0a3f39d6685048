import { MOST_REMINDERS } from "../domain/desk/referral.ts";
import type { CaseId, OrganisationId, PhraseId, ReferralId } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { AuditRow, IntakeRow, PhraseRow, ReferralStored } from "./rows.ts";
import type { StatementKit } from "./statement.ts";

/** What organisations say of their room. */
export function intakeStatements({ db, takes }: StatementKit) {
  return {
    all: takes<object>()(() =>
      db
        .selectFrom("intakes")
        .select(["org_id as orgId", "state", "beds", "at", "service_id as serviceId", "town"])
        .orderBy("org_id"),
    ),
    put: takes<IntakeRow>()((given) => {
      const rest = {
        state: given.state,
        beds: given.beds,
        at: given.at,
        service_id: given.serviceId,
        town: given.town,
      };
      return db
        .insertInto("intakes")
        .values({ org_id: given.orgId, ...rest })
        .onConflict((on) => on.column("org_id").doUpdateSet(rest));
    }),
  };
}

/** Ready phrases. */
export function phraseStatements({ db, takes }: StatementKit) {
  return {
    ofOrganisation: takes<{ readonly orgId: OrganisationId }>()((given) =>
      db
        .selectFrom("phrases")
        .select(["phrase_id as phraseId", "in_set as set", "kk", "ru", "en", "needs_102 as needs102", "place as order"])
        .where("org_id", "=", given.orgId)
        .orderBy("in_set")
        .orderBy("place")
        .orderBy("phrase_id"),
    ),
    put: takes<PhraseRow & { readonly orgId: OrganisationId }>()((given) => {
      const rest = {
        in_set: given.set,
        kk: given.kk,
        ru: given.ru,
        en: given.en,
        needs_102: given.needs102,
        place: given.order,
      };
      return db
        .insertInto("phrases")
        .values({ org_id: given.orgId, phrase_id: given.phraseId, ...rest })
        .onConflict((on) => on.columns(["org_id", "phrase_id"]).doUpdateSet(rest));
    }),
    erase: takes<{ readonly orgId: OrganisationId; readonly phraseId: PhraseId }>()((given) =>
      db.deleteFrom("phrases").where("org_id", "=", given.orgId).where("phrase_id", "=", given.phraseId),
    ),
  };
}

/** A referral is over when nobody has to do anything about it any more. */
const OVER = ["declined", "closed", "withdrawn", "not-arrived"] as const;

/** How referrals are found. */
export function referralReads({ db, takes }: StatementKit) {
  const referrals = db
    .selectFrom("referrals")
    .select([
      "referral_id as referralId",
      "source_case as sourceCase",
      "target_case as targetCase",
      "from_org as fromOrg",
      "to_org as toOrg",
      "state",
      "packet",
      "decline_reason as declineReason",
      "offered_at as offeredAt",
      "due",
      "reminders",
      "version",
    ]);
  return {
    find: takes<{ readonly referralId: ReferralId }>()((given) =>
      referrals.where("referral_id", "=", given.referralId),
    ),
    ofOrganisation: takes<{ readonly orgId: OrganisationId; readonly since: UnixMs }>()((given) =>
      referrals
        .where((on) => on.or([on("from_org", "=", given.orgId), on("to_org", "=", given.orgId)]))
        .where((on) => on.or([on("offered_at", ">", given.since), on("state", "not in", [...OVER])]))
        .orderBy("due")
        .orderBy("referral_id"),
    ),
    ofCase: takes<{ readonly caseId: CaseId }>()((given) =>
      referrals
        .where((on) => on.or([on("source_case", "=", given.caseId), on("target_case", "=", given.caseId)]))
        .orderBy("offered_at")
        .orderBy("referral_id"),
    ),
    overdue: takes<{ readonly now: UnixMs; readonly limit: number }>()((given) =>
      referrals
        .where("due", "<=", given.now)
        .where("state", "in", ["offered", "accepted"])
        .where("reminders", "<", MOST_REMINDERS)
        .orderBy("due")
        .orderBy("referral_id")
        .limit(given.limit),
    ),
  };
}

/** How referrals change. */
export function referralWrites({ db, takes }: StatementKit) {
  return {
    add: takes<ReferralStored>()((given) =>
      db
        .insertInto("referrals")
        .values({
          referral_id: given.referralId,
          source_case: given.sourceCase,
          target_case: given.targetCase,
          from_org: given.fromOrg,
          to_org: given.toOrg,
          state: given.state,
          packet: given.packet,
          decline_reason: given.declineReason,
          offered_at: given.offeredAt,
          due: given.due,
          reminders: given.reminders,
          version: given.version,
        })
        .onConflict((on) => on.doNothing()),
    ),
    move: takes<{
      readonly referralId: ReferralId;
      readonly wasVersion: number;
      readonly state: ReferralStored["state"];
      readonly declineReason: ReferralStored["declineReason"];
      readonly due: UnixMs;
      readonly reminders: number;
    }>()((given) =>
      db
        .updateTable("referrals")
        .set((on) => ({
          state: given.state,
          decline_reason: given.declineReason,
          due: given.due,
          reminders: given.reminders,
          version: on("version", "+", 1),
        }))
        .where("referral_id", "=", given.referralId)
        .where("version", "=", given.wasVersion),
    ),
    /** Of the case that they came from: what became of a packet is worth knowing after the packet has ended. */
    eraseOf: takes<{ readonly caseId: CaseId }>()((given) =>
      db.deleteFrom("referrals").where("source_case", "=", given.caseId),
    ),
  };
}

/** What was done, in order. */
export function auditStatements({ db, takes }: StatementKit) {
  const records = db.selectFrom("audit").select(["seq", "record", "signature"]);
  return {
    tail: takes<object>()(() => records.orderBy("seq", "desc").limit(1)),
    before: takes<{ readonly seq: number; readonly limit: number }>()((given) =>
      records.where("seq", "<", given.seq).orderBy("seq", "desc").limit(given.limit),
    ),
    add: takes<AuditRow>()((given) =>
      db
        .insertInto("audit")
        .values({ seq: given.seq, record: given.record, signature: given.signature })
        .onConflict((on) => on.doNothing()),
    ),
    eraseBelow: takes<{ readonly below: number }>()((given) => db.deleteFrom("audit").where("seq", "<", given.below)),
  };
}
