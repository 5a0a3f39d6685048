import { Fault } from "../domain/faults.ts";
import type { MainStore } from "./main-store.ts";
import { openPostgresStore } from "./postgres-store.ts";
import { openSqliteStore } from "./sqlite-store.ts";

/**
 * Opens the main store that the setting names.
 *
 * @param databaseUrl `sqlite:path/to/main.db` or `postgres://…`. @secret
 * @throws {Fault} `store/unavailable`, also for any other scheme; `store/bad-pragma`, `store/bad-schema`.
 */
export async function openMainStore(databaseUrl: string): Promise<MainStore> {
  if (databaseUrl.startsWith("sqlite:")) return openSqliteStore(databaseUrl.slice("sqlite:".length));
  if (/^postgres(ql)?:/.test(databaseUrl)) return openPostgresStore(databaseUrl);
  throw new Fault("store/unavailable", { unknownScheme: true });
}
