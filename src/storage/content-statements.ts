import type { CaseId, GrantId, OrganisationId } from "../domain/ids.ts";
import type { EntryRow, GrantRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";

const GRANT_COLUMNS = [
  "grant_id as grantId",
  "case_id as caseId",
  "epoch",
  "recipient_kind as recipientKind",
  "recipient_id as recipientId",
  "recipient_epoch as recipientEpoch",
  "row",
  "released",
] as const;

/** What a case holds: sealed, locked. */
export function entryStatements({ db, takes }: StatementKit) {
  return {
    ofCase: takes<{ readonly caseId: CaseId; readonly epoch: number }>()((given) =>
      db
        .selectFrom("entries")
        .select(["entry_id as entryId", "case_id as caseId", "epoch", "seq", "prev", "row", "day"])
        .where("case_id", "=", given.caseId)
        .where("epoch", "=", given.epoch)
        .orderBy("seq"),
    ),
    add: takes<EntryRow>()((given) =>
      db
        .insertInto("entries")
        .values({
          entry_id: given.entryId,
          case_id: given.caseId,
          epoch: given.epoch,
          seq: given.seq,
          prev: given.prev,
          row: given.row,
          day: given.day,
        })
        .onConflict((on) => on.doNothing()),
    ),
    eraseOf: takes<{ readonly caseId: CaseId }>()((given) =>
      db.deleteFrom("entries").where("case_id", "=", given.caseId),
    ),
  };
}

/** Who may open a case. */
export function grantStatements({ db, takes }: StatementKit) {
  return {
    ofCase: takes<{ readonly caseId: CaseId }>()((given) =>
      db
        .selectFrom("grants")
        .select(GRANT_COLUMNS)
        .where("case_id", "=", given.caseId)
        .orderBy("epoch")
        .orderBy("recipient_kind")
        .orderBy("recipient_id")
        .orderBy("recipient_epoch"),
    ),
    add: takes<GrantRow>()((given) =>
      db
        .insertInto("grants")
        .values({
          grant_id: given.grantId,
          case_id: given.caseId,
          epoch: given.epoch,
          recipient_kind: given.recipientKind,
          recipient_id: given.recipientId,
          recipient_epoch: given.recipientEpoch,
          row: given.row,
          released: given.released,
        })
        .onConflict((on) => on.doNothing()),
    ),
    release: takes<{ readonly caseId: CaseId; readonly orgId: OrganisationId }>()((given) =>
      db
        .updateTable("grants")
        .set({ released: true })
        .where("case_id", "=", given.caseId)
        .where("recipient_id", "=", given.orgId),
    ),
    belowEpoch: takes<{ readonly orgId: OrganisationId; readonly epoch: number; readonly limit: number }>()((given) =>
      db
        .selectFrom("grants")
        .select(GRANT_COLUMNS)
        .where("recipient_id", "=", given.orgId)
        .where("recipient_epoch", "<", given.epoch)
        .orderBy("recipient_epoch")
        .orderBy("grant_id")
        .limit(given.limit),
    ),
    erase: takes<{ readonly grantId: GrantId }>()((given) =>
      db.deleteFrom("grants").where("grant_id", "=", given.grantId),
    ),
    eraseOf: takes<{ readonly caseId: CaseId }>()((given) =>
      db.deleteFrom("grants").where("case_id", "=", given.caseId),
    ),
  };
}
