import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildProgram } from "../../support/program.ts";

const PEERS = ["raw-calls", "floor", "grammy-conversations", "classic"] as const;
/** A yardstick by the name of its file. */
export type Peer = (typeof PEERS)[number];

/** Pana and the yardsticks as JavaScript in one folder, so that no bot carries a compiler with it. */
export async function buildBots(folder: string): Promise<void> {
  await buildProgram(folder);
  const input = Object.fromEntries(
    PEERS.map((peer) => [peer, fileURLToPath(new URL(`../peers/${peer}.ts`, import.meta.url))]),
  );
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: true,
      outDir: `${folder}/peers`,
      target: "node20",
      minify: false,
      rolldownOptions: { input, output: { format: "es", entryFileNames: "[name].js" } },
    },
  });
}
