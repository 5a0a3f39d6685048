import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** `dist/desk/manifest.json`: what the pages consist of, to be compared with what a server hands out. */
export interface PageManifest {
  readonly version: string;
  /** By path inside the folder. `pins.json` is not among them: each deployment has its own. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}

/** Writes the manifest as the last file of the build. */
export function manifestPlugin(version: string): Plugin {
  return {
    name: "page-manifest",
    applyToEnvironment: ({ name }) => name === "client",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const entries = Object.values(bundle).map((file) => {
          const content = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const sha256 = createHash("sha256").update(content).digest("hex");
          return [file.fileName, { sha256, bytes: content.length }] as const;
        });
        entries.sort(([a], [b]) => (a < b ? -1 : 1));
        const manifest: PageManifest = { version, files: Object.fromEntries(entries) };
        this.emitFile({ type: "asset", fileName: "manifest.json", source: `${JSON.stringify(manifest, null, 2)}\n` });
      },
    },
  };
}
