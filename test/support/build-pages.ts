import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createBuilder, type Plugin } from "vite";

// Builds the pages of the desk, as `npm run build` does, into the folder of the first argument.
// With a second argument that file is the Worker: a stand-in that holds no key and speaks to no server.
const [, , folder, worker] = process.argv;
if (folder === undefined) throw new Error("where to?");

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function otherWorker(file: string): Plugin {
  return {
    name: "other-worker",
    enforce: "pre",
    resolveId: (id) => (id.endsWith("/worker.ts?worker&url") ? `${resolve(file)}?worker&url` : null),
  };
}

const builder = await createBuilder({
  configFile: resolve(ROOT, "vite.config.ts"),
  logLevel: "error",
  plugins: worker === undefined ? [] : [otherWorker(worker)],
  environments: { client: { build: { outDir: resolve(folder) } } },
});
const { client } = builder.environments;
if (client === undefined) throw new Error("there are no pages to build");
await builder.build(client);
