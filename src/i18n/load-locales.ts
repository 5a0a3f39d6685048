import I18n from "telegraf-i18n";
import { Fault } from "../domain/faults.ts";
import type { Catalogue, TextLocale } from "./catalogue.ts";

/**
 * Reads locales/*.yaml. Node only; a page gets its catalogue at build time.
 *
 * The strings are static: the library would run `${…}` as code, so a test refuses it.
 *
 * @param directory folder with kk.yaml, ru.yaml, en.yaml.
 * @throws {Fault} `texts/broken` when the folder cannot be read.
 */
export function loadLocales(directory: string): Catalogue {
  try {
    const i18n = new I18n({ directory, defaultLanguage: "ru", allowMissing: false });
    const read = (locale: TextLocale) =>
      new Map(i18n.resourceKeys(locale).map((key) => [key, i18n.t(locale, key)] as const));
    return { kk: read("kk"), ru: read("ru"), en: read("en") };
  } catch (cause) {
    throw new Fault("texts/broken", {}, cause);
  }
}

/** The cover that a deployment comes with, unless it names another. */
export const DEFAULT_PERSONA = "pharmacy";

/** Where a cover's files are. */
export function personaFolder(directory: string, persona: string): string {
  return `${directory}/personas/${persona}`;
}

/**
 * The words of a cover alone.
 *
 * @param directory folder with `personas/`.
 * @param persona name of a folder in it.
 * @throws {Fault} `texts/broken` when it cannot be read.
 */
export function loadPersona(directory: string, persona: string): Catalogue {
  return loadLocales(personaFolder(directory, persona));
}

/**
 * All words for people: those of the bot, and under `shop` and `phrases` those of the cover it wears.
 *
 * @param directory folder with kk.yaml, ru.yaml, en.yaml and `personas/`.
 * @param persona name of a folder in `personas/`.
 * @throws {Fault} `texts/broken` when a folder cannot be read.
 */
export function loadWords(directory: string, persona: string): Catalogue {
  const words = loadLocales(directory);
  const shop = loadPersona(directory, persona);
  const both = (locale: TextLocale) => new Map([...words[locale], ...shop[locale]]);
  return { kk: both("kk"), ru: both("ru"), en: both("en") };
}
