import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Tables } from "./tables.ts";

/** The two kinds of database that the one body of queries runs on. */
export type Dialect = "sqlite" | "postgres";

/** Writes SQL of this dialect and never runs any: the engines hold the connections. [Note: Built once, bound often] */
export function sqlWriter(dialect: Dialect): Kysely<Tables> {
  const createDriver = () => new DummyDriver();
  if (dialect === "sqlite") {
    return new Kysely<Tables>({
      dialect: {
        createDriver,
        createAdapter: () => new SqliteAdapter(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }
  return new Kysely<Tables>({
    dialect: {
      createDriver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
