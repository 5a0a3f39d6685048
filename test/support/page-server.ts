import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { loadPageFiles } from "../../src/http/page-files.ts";
import type { PagePlace } from "../../src/http/page-headers.ts";
import { listen } from "../../src/http/server.ts";

/** Built pages behind the real server, on loopback. */
export interface PageServer {
  /** `http://127.0.0.1:PORT/desk/` */
  readonly url: string;
  close(): void;
}

/**
 * Serves the pages of a folder with the headers that they have in use. There is no interface of the desk behind them.
 *
 * @throws {Error} when the folder holds no built pages.
 */
export async function servePages(
  folder: string,
  place: PagePlace = { apiOrigin: null, isSecure: false },
): Promise<PageServer> {
  const files = loadPageFiles(folder);
  if (files === null) throw new Error("there are no pages in this folder");
  const health = { isReady: async () => true, counts: async () => ({}) };
  const pins = { roots: ["00".repeat(32)], threshold: 1 };
  const server: Server = await listen(
    { telegram: null, desk: null, health, pages: { files, place, pins } },
    "127.0.0.1",
    0,
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
