import { IntlMessageFormat } from "intl-messageformat";
import { Fault } from "../domain/faults.ts";
import type { Catalogue, TextLocale, TextParams } from "./catalogue.ts";

/** Formats any text of a catalogue; which keys there are is for those who use it to know. */
export interface Messages {
  has(locale: TextLocale, key: string): boolean;
  /** @throws {Fault} `texts/broken` when key or placeholder is missing. */
  format(locale: TextLocale, key: string, params: TextParams): string;
  /** Items joined as the language does it. */
  list(locale: TextLocale, items: readonly string[]): string;
}

/** For `Intl`: dates, plurals and lists of the country. */
export const LANGUAGE_TAG: Readonly<Record<TextLocale, string>> = { kk: "kk-KZ", ru: "ru-KZ", en: "en" };

/** Messages are compiled once each, on first use: compiling costs twenty times more than formatting. */
export function messagesOf(catalogue: Catalogue): Messages {
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

  return {
    has: (locale, key) => catalogue[locale].has(key),
    format(locale, key, params) {
      try {
        return String(compile(locale, key).format(params));
      } catch (cause) {
        throw cause instanceof Fault ? cause : new Fault("texts/broken", {}, cause);
      }
    },
    list(locale, items) {
      const format = lists.get(locale) ?? new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" });
      lists.set(locale, format);
      return format.format(items);
    },
  };
}
