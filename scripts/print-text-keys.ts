import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEFAULT_PERSONA, loadLocales, loadWords } from "../src/i18n/load-locales.ts";
import { printDeskTextKeyFile, printTextKeyFile } from "./text-key-file.ts";

// Writes src/i18n/text-keys.ts and desk-text-keys.ts, so that a misspelt key does not compile.
const root = new URL("..", import.meta.url);
const load = (folder: string) => loadLocales(fileURLToPath(new URL(folder, root)));
const write = (file: string, text: string) => writeFileSync(new URL(`src/i18n/${file}`, root), text);
write("text-keys.ts", printTextKeyFile(loadWords(fileURLToPath(new URL("locales", root)), DEFAULT_PERSONA)));
write("desk-text-keys.ts", printDeskTextKeyFile(load("locales/desk")));
