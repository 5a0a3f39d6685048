import { sql } from "kysely";
import type { CaseId, OutboxId } from "../domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../domain/time.ts";
import type { LinkRow, OutboxRow, Signal, StateRow, TraceRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";
import type { Was } from "./was.ts";

/** Stands in the text: SQLite plans a query anew each time that a number of rows is bound. [Note: Built once, bound often] */
const ONE = sql.lit(1);

/** What a chat keeps between talks. [Note: A tag has one date] */
export function linkStatements({ db, takes, amongTags }: StatementKit) {
  return {
    newest: amongTags((tags) =>
      db
        .selectFrom("links")
        .select(["tag", "epoch", "version", "row"])
        .where("tag", "in", tags)
        .orderBy("epoch", "desc")
        .limit(ONE),
    ),
    add: takes<LinkRow>()((given) =>
      db
        .insertInto("links")
        .values({ tag: given.tag, epoch: given.epoch, version: given.version, row: given.row })
        .onConflict((on) => on.doNothing()),
    ),
    replace: takes<LinkRow & Was>()((given) =>
      db
        .updateTable("links")
        .set({ version: given.version, row: given.row })
        .where("tag", "=", given.wasTag)
        .where("version", "=", given.wasVersion),
    ),
    erase: takes<Was>()((given) =>
      db.deleteFrom("links").where("tag", "=", given.wasTag).where("version", "=", given.wasVersion),
    ),
    eraseOld: takes<{ readonly before: WeekNumber }>()((given) =>
      db.deleteFrom("links").where("epoch", "<", given.before),
    ),
  };
}

/** Where a chat stands in a talk. [Note: A tag has one date] */
export function stateStatements({ db, takes, amongTags }: StatementKit) {
  return {
    newest: amongTags((tags) =>
      db
        .selectFrom("states")
        .select(["tag", "day", "version", "row"])
        .where("tag", "in", tags)
        .orderBy("day", "desc")
        .limit(ONE),
    ),
    add: takes<StateRow>()((given) =>
      db
        .insertInto("states")
        .values({ tag: given.tag, day: given.day, version: given.version, row: given.row })
        .onConflict((on) => on.doNothing()),
    ),
    replace: takes<StateRow & Was>()((given) =>
      db
        .updateTable("states")
        .set({ version: given.version, row: given.row })
        .where("tag", "=", given.wasTag)
        .where("version", "=", given.wasVersion),
    ),
    erase: takes<Was>()((given) =>
      db.deleteFrom("states").where("tag", "=", given.wasTag).where("version", "=", given.wasVersion),
    ),
    eraseAmong: amongTags((tags) => db.deleteFrom("states").where("tag", "in", tags)),
    eraseOld: takes<{ readonly before: DayNumber }>()((given) =>
      db.deleteFrom("states").where("day", "<", given.before),
    ),
  };
}

const TRACE_COLUMNS = ["tag", "day", "row", "address", "due"] as const;

/** Ids of messages that hide must delete. [Note: A tag has one date] */
export function traceStatements({ db, takes, amongTags }: StatementKit) {
  return {
    among: amongTags((tags) => db.selectFrom("traces").select(TRACE_COLUMNS).where("tag", "in", tags).orderBy("day")),
    due: takes<{ readonly now: UnixMs; readonly limit: number }>()((given) =>
      db
        .selectFrom("traces")
        .select(TRACE_COLUMNS)
        .where((on) => on("due", ">", on.lit(0 as UnixMs)))
        .where("due", "<=", given.now)
        .orderBy("due")
        .orderBy("tag")
        .limit(given.limit),
    ),
    put: takes<TraceRow>()((given) =>
      db
        .insertInto("traces")
        .values({ tag: given.tag, day: given.day, row: given.row, address: given.address, due: given.due })
        .onConflict((on) => on.column("tag").doUpdateSet({ row: given.row, address: given.address, due: given.due })),
    ),
    eraseAmong: amongTags((tags) => db.deleteFrom("traces").where("tag", "in", tags)),
    eraseOld: takes<{ readonly before: DayNumber }>()((given) =>
      db.deleteFrom("traces").where("day", "<", given.before),
    ),
  };
}

/** Words on their way out. */
export function outboxStatements({ db, takes }: StatementKit) {
  const items = db.selectFrom("outbox").select(["id", "due", "day", "row", "case_id as caseId", "signal"]);
  return {
    due: takes<{ readonly now: UnixMs; readonly limit: number }>()((given) =>
      items.where("due", "<=", given.now).orderBy("due").orderBy("id").limit(given.limit),
    ),
    find: takes<{ readonly id: OutboxId }>()((given) => items.where("id", "=", given.id)),
    add: takes<OutboxRow>()((given) =>
      db
        .insertInto("outbox")
        .values({
          id: given.id,
          due: given.due,
          day: given.day,
          row: given.row,
          case_id: given.caseId,
          signal: given.signal,
        })
        .onConflict((on) => on.doNothing()),
    ),
    sendSignal: takes<{ readonly caseId: CaseId; readonly signal: Signal; readonly due: UnixMs }>()((given) =>
      db
        .updateTable("outbox")
        .set({ due: given.due })
        .where("case_id", "=", given.caseId)
        .where("signal", "=", given.signal),
    ),
    dropSignal: takes<{ readonly caseId: CaseId; readonly signal: Signal }>()((given) =>
      db.deleteFrom("outbox").where("case_id", "=", given.caseId).where("signal", "=", given.signal),
    ),
    eraseOf: takes<{ readonly caseId: CaseId }>()((given) =>
      db.deleteFrom("outbox").where("case_id", "=", given.caseId),
    ),
    replace: takes<OutboxRow>()((given) =>
      db.updateTable("outbox").set({ due: given.due, day: given.day, row: given.row }).where("id", "=", given.id),
    ),
    erase: takes<{ readonly id: OutboxId }>()((given) => db.deleteFrom("outbox").where("id", "=", given.id)),
    eraseOld: takes<{ readonly before: DayNumber }>()((given) =>
      db.deleteFrom("outbox").where("day", "<", given.before),
    ),
  };
}

/** Which updates were received before. */
export function receiptStatements({ db, takes }: StatementKit) {
  return {
    add: takes<{ readonly id: Uint8Array; readonly day: DayNumber }>()((given) =>
      db
        .insertInto("receipts")
        .values({ id: given.id, day: given.day })
        .onConflict((on) => on.doNothing()),
    ),
    eraseOld: takes<{ readonly before: DayNumber }>()((given) =>
      db.deleteFrom("receipts").where("day", "<", given.before),
    ),
  };
}
