import { LOCALES, type Locale } from "../domain/chat.ts";
import type { Catalogue, TextLocale, TextParams } from "./catalogue.ts";
import { type Messages, messagesOf } from "./messages.ts";
import type { StaffTextKey, TextKey } from "./text-keys.ts";

export interface Texts {
  /** A finished sentence. @throws {Fault} `texts/broken` when key or placeholder is missing: a test finds it before a person does. */
  text(locale: Locale, key: TextKey, params?: TextParams): string;
  /** The same for staff, in English. */
  staffText(key: StaffTextKey, params?: TextParams): string;
  /** Every message for people in both languages, as it stands in the files: to know what the bot itself may say. */
  everything(): readonly string[];
  /** Items joined as the language does it: "а, б и в". */
  list(locale: TextLocale, items: readonly string[]): string;
}

/** The words for people, and those for staff outside the desk. */
export function textsOf(catalogue: Catalogue): Texts {
  const messages: Messages = messagesOf(catalogue);
  return {
    text: (locale, key, params = {}) => messages.format(locale, key, params),
    staffText: (key, params = {}) => messages.format("en", key, params),
    everything: () => LOCALES.flatMap((locale) => [...catalogue[locale].values()]),
    list: messages.list,
  };
}
