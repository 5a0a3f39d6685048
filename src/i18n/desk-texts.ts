import type { FaultCode } from "../domain/faults.ts";
import type { Catalogue, TextLocale, TextParams } from "./catalogue.ts";
import type { DeskTextKey } from "./desk-text-keys.ts";
import { LANGUAGE_TAG, messagesOf } from "./messages.ts";

/** The words of the desk in one of its three languages. */
export interface DeskTexts {
  readonly locale: TextLocale;
  /** For `Intl` and for the `lang` of the page. */
  readonly tag: string;
  /** A finished sentence. @throws {Fault} `texts/broken` when a placeholder is missing. */
  text(key: DeskTextKey, params?: TextParams): string;
  /** The sentence of a key made from data, like the id of an answer; null where there is none. */
  find(key: string): string | null;
  /** Why something was not done, in a sentence. A code that staff never meet has the general one. */
  fault(code: FaultCode): string;
  /** Items joined as the language does it. */
  list(items: readonly string[]): string;
}

export const DESK_LOCALES = ["kk", "ru", "en"] as const satisfies readonly TextLocale[];

/** Gives the words of one language; changing the language is asking again. */
export function deskTextsOf(catalogue: Catalogue): (locale: TextLocale) => DeskTexts {
  const messages = messagesOf(catalogue);
  const make = (locale: TextLocale): DeskTexts => ({
    locale,
    tag: LANGUAGE_TAG[locale],
    text: (key, params = {}) => messages.format(locale, key, params),
    find: (key) => (messages.has(locale, key) ? messages.format(locale, key, {}) : null),
    fault(code) {
      const key = `fault.${code.replace("/", ".")}`;
      return messages.format(locale, messages.has(locale, key) ? key : "fault.unexpected", {});
    },
    list: (items) => messages.list(locale, items),
  });
  const made = { kk: make("kk"), ru: make("ru"), en: make("en") };
  return (locale) => made[locale];
}
