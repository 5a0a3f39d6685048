import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { loadPageFiles } from "../../src/http/page-files.ts";
import { pageRoutes } from "../../src/http/pages.ts";
import { buildPages } from "./browser.ts";
import { tempDir } from "./temp-dir.ts";

/** Built pages behind a server of their own, with the headers that they really have. */
export interface ServedPages {
  /** Address of the desk, with its last stroke. */
  readonly url: string;
  /** How often a browser reported that something was stopped. */
  readonly reports: () => number;
  close(): Promise<void>;
}

/** @param worker the stand-in that is behind the pages; a file in test/. */
export async function servePages(worker: string): Promise<ServedPages> {
  const folder = await tempDir();
  await buildPages(folder.path, worker);
  const files = loadPageFiles(folder.path);
  if (files === null) throw new Error("nothing was built");
  const { app, reports } = pageRoutes({
    files,
    place: { apiOrigin: null, isSecure: false },
    pins: { roots: [], threshold: 1 },
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/desk/`,
    reports,
    async close() {
      await new Promise((closed) => server.close(closed));
      await folder.remove();
    },
  };
}
