import { sql } from "kysely";
import type { WeekNumber } from "../domain/time.ts";
import type { BridgeRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";
import type { Was } from "./was.ts";

const ONE = sql.lit(1);

/** Which address of a bridged platform is which chat, and back. [Note: A tag has one date] */
export function bridgeStatements({ db, takes, amongTags }: StatementKit) {
  return {
    newest: amongTags((tags) =>
      db
        .selectFrom("bridges")
        .select(["tag", "kind", "epoch", "version", "row"])
        .where("tag", "in", tags)
        .orderBy("epoch", "desc")
        .limit(ONE),
    ),
    add: takes<BridgeRow>()((given) =>
      db
        .insertInto("bridges")
        .values({ tag: given.tag, kind: given.kind, epoch: given.epoch, version: given.version, row: given.row })
        .onConflict((on) => on.doNothing()),
    ),
    replace: takes<BridgeRow & Was>()((given) =>
      db
        .updateTable("bridges")
        .set({ version: given.version, row: given.row })
        .where("tag", "=", given.wasTag)
        .where("version", "=", given.wasVersion),
    ),
    erase: takes<Was>()((given) =>
      db.deleteFrom("bridges").where("tag", "=", given.wasTag).where("version", "=", given.wasVersion),
    ),
    eraseAmong: amongTags((tags) => db.deleteFrom("bridges").where("tag", "in", tags)),
    eraseOld: takes<{ readonly before: WeekNumber }>()((given) =>
      db.deleteFrom("bridges").where("epoch", "<", given.before),
    ),
  };
}
