import type { OrganisationId } from "../domain/ids.ts";
import type { RouteRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";

/** A file that was published under a version. */
interface Edition {
  readonly version: number;
  readonly file: Uint8Array;
}

/** Signed lists of organisations, and their charters. */
export function publishedStatements({ db, takes }: StatementKit) {
  return {
    registry: takes<object>()(() => db.selectFrom("registry").select(["version", "file"]).orderBy("version", "desc")),
    addRegistry: takes<Edition>()((given) =>
      db
        .insertInto("registry")
        .values({ version: given.version, file: given.file })
        .onConflict((on) => on.doNothing()),
    ),
    charters: takes<{ readonly orgId: OrganisationId }>()((given) =>
      db
        .selectFrom("charters")
        .select(["version", "file"])
        .where("org_id", "=", given.orgId)
        .orderBy("version", "desc"),
    ),
    addCharter: takes<Edition & { readonly orgId: OrganisationId }>()((given) =>
      db
        .insertInto("charters")
        .values({ org_id: given.orgId, version: given.version, file: given.file })
        .onConflict((on) => on.doNothing()),
    ),
  };
}

/** Who is asked for what. Regions travel as JSON. */
export function routeStatements({ db, takes }: StatementKit) {
  return {
    all: takes<object>()(() =>
      db
        .selectFrom("routes")
        .select(["org_id as orgId", "kind", "regions", "backup_org_id as backupOrgId", "staff_chat as staffChat"])
        .orderBy("org_id"),
    ),
    put: takes<Omit<RouteRow, "regions"> & { readonly regions: string }>()((given) => {
      const rest = {
        kind: given.kind,
        regions: given.regions,
        backup_org_id: given.backupOrgId,
        staff_chat: given.staffChat,
      };
      return db
        .insertInto("routes")
        .values({ org_id: given.orgId, ...rest })
        .onConflict((on) => on.column("org_id").doUpdateSet(rest));
    }),
  };
}

/** Single values under a name. */
export function markStatements({ db, takes }: StatementKit) {
  return {
    find: takes<{ readonly key: string }>()((given) =>
      db.selectFrom("marks").select("value").where("key", "=", given.key),
    ),
    set: takes<{ readonly key: string; readonly value: Uint8Array }>()((given) =>
      db
        .insertInto("marks")
        .values({ key: given.key, value: given.value })
        .onConflict((on) => on.column("key").doUpdateSet({ value: given.value })),
    ),
  };
}

/** Rows per table, in one row. */
export function countStatement({ db, takes }: StatementKit) {
  const rowsIn = (table: "cases" | "entries" | "links" | "states" | "outbox") =>
    db
      .selectFrom(table)
      .select((on) => on.fn.countAll<number>().as("n"))
      .$asScalar()
      .$notNull();
  return takes<object>()(() =>
    db.selectNoFrom([
      rowsIn("cases").as("cases"),
      rowsIn("entries").as("entries"),
      rowsIn("links").as("links"),
      rowsIn("states").as("states"),
      rowsIn("outbox").as("outbox"),
    ]),
  );
}
