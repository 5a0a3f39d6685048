import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type EnvironmentOptions } from "vite";
import { deskCataloguePlugin } from "./scripts/desk-catalogue-plugin.ts";
import { manifestPlugin } from "./scripts/manifest-plugin.ts";

/** Programs that run on Node. Each becomes one file in dist/; packages stay in node_modules, JSON is inlined. */
const PROGRAMS = {
  main: "src/main.ts",
  keys: "scripts/keys.ts",
  chat: "scripts/chat.ts",
} as const;

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const present = Object.entries(PROGRAMS)
  .map(([name, file]) => [name, path(file)] as const)
  .filter(([, file]) => existsSync(file));
const { version } = JSON.parse(readFileSync(path("package.json"), "utf8")) as { readonly version: string };

const programs: EnvironmentOptions = {
  consumer: "server",
  build: {
    ssr: true,
    outDir: path("dist"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(present),
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
};

/** The desk's pages: one HTML, hashed files beside it, nothing inline, so that the strictest headers fit. */
const pages: EnvironmentOptions = {
  consumer: "client",
  build: {
    outDir: path("dist/desk"),
    emptyOutDir: true,
    target: ["chrome120", "firefox121", "safari17"],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { input: path("src/browser/desk/index.html") },
  },
};

/** `vite build` makes dist/ with the programs, then dist/desk with the pages. */
export default defineConfig({
  root: path("src/browser/desk"),
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [deskCataloguePlugin(), manifestPlugin(version)],
  worker: { format: "es", plugins: () => [deskCataloguePlugin()] },
  build: { sourcemap: false, reportCompressedSize: false },
  environments: { ssr: programs, client: pages },
  builder: {
    async buildApp(builder) {
      for (const name of ["ssr", "client"] as const) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
});
