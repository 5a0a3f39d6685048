import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadLocales } from "../src/i18n/load-locales.ts";
import { printTextKeyFile } from "./text-key-file.ts";

// Writes src/i18n/text-keys.ts, so that a misspelt key does not compile.
const root = new URL("..", import.meta.url);
const catalogue = loadLocales(fileURLToPath(new URL("locales", root)));
writeFileSync(new URL("src/i18n/text-keys.ts", root), printTextKeyFile(catalogue));
