import { buildPages } from "./browser.ts";
import { servePages } from "./page-server.ts";
import { tempDir } from "./temp-dir.ts";

/** Pages built for one test file, behind the real server. */
export interface ServedPages {
  /** Address of the desk, with its last stroke. */
  readonly url: string;
  close(): Promise<void>;
}

/** @param worker the stand-in that is behind the pages; a file in test/. */
export async function buildAndServe(worker: string): Promise<ServedPages> {
  const folder = await tempDir();
  await buildPages(folder.path, worker);
  const server = await servePages(folder.path);
  return {
    url: server.url,
    async close() {
      server.close();
      await folder.remove();
    },
  };
}
