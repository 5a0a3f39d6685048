import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import type { StaffTextKey, TextKey } from "./text-keys.ts";

/** en is for staff only. */
export type TextLocale = Locale | "en";
export type TextParams = Readonly<Record<string, string | number>>;

/** Raw ICU messages by locale and key. Made from locales/ in Node, or at build time for a page. */
export type Catalogue = Readonly<Record<TextLocale, ReadonlyMap<string, string>>>;

export interface Texts {
  /** A finished sentence. @throws {Fault} `texts/broken` when key or placeholder is missing: a test finds it before a person does. */
  text(locale: Locale, key: TextKey, params?: TextParams): string;
  /** The same for staff, in English. */
  staffText(key: StaffTextKey, params?: TextParams): string;
  /** Items joined as the language does it: "а, б и в". */
  list(locale: TextLocale, items: readonly string[]): string;
}

const LANGUAGE_TAG: Readonly<Record<TextLocale, string>> = { kk: "kk-KZ", ru: "ru-KZ", en: "en" };

/** Messages are compiled once each, on first use: compiling costs twenty times more than formatting. */
export function textsOf(catalogue: Catalogue): Texts {
  const compiled = new Map<string, IntlMessageFormat>();
  const lists = new Map<TextLocale, Intl.ListFormat>();

  function compile(locale: TextLocale, key: string): IntlMessageFormat {
    const name = `${locale} ${key}`;
    const ready = compiled.get(name);
    if (ready) return ready;
    const message = catalogue[locale].get(key);
    if (message === undefined) throw new Fault("texts/broken");
    const format = new IntlMessageFormat(message, LANGUAGE_TAG[locale], undefined, { ignoreTag: true });
    compiled.set(name, format);
    return format;
  }

  function format(locale: TextLocale, key: string, params: TextParams): string {
    try {
      return String(compile(locale, key).format(params));
    } catch (cause) {
      throw cause instanceof Fault ? cause : new Fault("texts/broken", {}, cause);
    }
  }

  return {
    text: (locale, key, params = {}) => format(locale, key, params),
    staffText: (key, params = {}) => format("en", key, params),
    list(locale, items) {
      const format = lists.get(locale) ?? new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" });
      lists.set(locale, format);
      return format.format(items);
    },
  };
}
