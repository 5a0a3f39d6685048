import { join } from "node:path";
import { type DeskTexts, deskTextsOf } from "../../src/i18n/desk-texts.ts";
import { loadLocales } from "../../src/i18n/load-locales.ts";

/** The words of the desk in Russian, as the pages have them. */
export const russian: DeskTexts = deskTextsOf(loadLocales(join(import.meta.dirname, "../../locales/desk")))("ru");
