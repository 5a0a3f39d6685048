import { existsSync } from "node:fs";
import { defineConfig } from "vite";

/** Programs that run on Node. Each becomes one file in dist/; packages stay in node_modules, JSON is inlined. */
const PROGRAMS = {
  main: "src/main.ts",
  keys: "scripts/keys.ts",
  desk: "scripts/desk.ts",
  chat: "scripts/chat.ts",
} as const;

const present = Object.entries(PROGRAMS).filter(([, file]) => existsSync(new URL(file, import.meta.url)));

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: "dist",
    emptyOutDir: true,
    target: "node20",
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: Object.fromEntries(present),
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
