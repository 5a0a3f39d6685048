import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEFAULT_PERSONA, loadLocales, loadWords } from "../src/i18n/load-locales.ts";
import { printCovertLegendFile, readCovert } from "./covert-legend-file.ts";
import { printDeskTextKeyFile, printTextKeyFile } from "./text-key-file.ts";

// Writes src/i18n/text-keys.ts and desk-text-keys.ts, so that a misspelt key does not compile, and src/talks/covert-legend.ts.
const root = new URL("..", import.meta.url);
const at = (path: string) => fileURLToPath(new URL(path, root));
const write = (file: string, text: string) => writeFileSync(at(`src/${file}`), text);
write("i18n/text-keys.ts", printTextKeyFile(loadWords(at("locales"), DEFAULT_PERSONA)));
write("i18n/desk-text-keys.ts", printDeskTextKeyFile(loadLocales(at("locales/desk"))));
write("talks/covert-legend.ts", printCovertLegendFile(readCovert(at("src/talks"))));
