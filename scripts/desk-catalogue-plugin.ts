import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { loadLocales } from "../src/i18n/load-locales.ts";

const NAME = "virtual:desk-catalogue";
const FOLDER = fileURLToPath(new URL("../locales/desk", import.meta.url));

/** Puts the words of the desk into the page: `import { catalogue } from "virtual:desk-catalogue"`. */
export function deskCataloguePlugin(): Plugin {
  return {
    name: "desk-catalogue",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      for (const file of readdirSync(FOLDER)) this.addWatchFile(join(FOLDER, file));
      const { kk, ru, en } = loadLocales(FOLDER);
      // Once as text: JSON.parse of a literal starts faster than the same object as code.
      const text = JSON.stringify({ kk: [...kk], ru: [...ru], en: [...en] });
      return `const words = JSON.parse(${JSON.stringify(text)});
export const catalogue = { kk: new Map(words.kk), ru: new Map(words.ru), en: new Map(words.en) };`;
    },
  };
}
