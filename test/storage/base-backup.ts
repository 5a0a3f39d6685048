import { execFile } from "node:child_process";
import { chown, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { ServerFiles, TestServer } from "./embedded-postgres.ts";

const run = promisify(execFile);

/**
 * Copies the files of a running server, as backups of whole servers are made.
 *
 * @param folder where they go; it must not be there yet.
 * @see https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export async function baseBackup(server: TestServer, folder: string): Promise<ServerFiles> {
  const url = server.addressOf("postgres");
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("select pg_backup_start('copy', true)");
    await run("cp", ["-a", server.dataDir, folder]);
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    await run("cp", ["-a", join(server.dataDir, "pg_wal"), folder]); // The log up to the end of the backup.
    await rm(join(folder, "postmaster.pid"));
    const label = join(folder, "backup_label");
    await writeFile(label, rows[0]?.labelfile ?? "");
    const { uid, gid } = await stat(join(folder, "PG_VERSION"));
    await chown(label, uid, gid);
  } finally {
    await client.end();
  }
  return { dataDir: folder, password: new URL(url).password };
}
