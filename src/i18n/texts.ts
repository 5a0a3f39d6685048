import { type Channel, LOCALES, type Locale } from "../domain/chat.ts";
import type { Catalogue, TextLocale, TextParams } from "./catalogue.ts";
import { type Messages, messagesOf } from "./messages.ts";
import type { StaffTextKey, TextKey } from "./text-keys.ts";

export interface Texts {
  /** A finished sentence. @throws {Fault} `texts/broken` when key or placeholder is missing: a test finds it before a person does. */
  text(locale: Locale, key: TextKey, params?: TextParams): string;
  /** The same texts as a channel says them: where it has words of its own, such as `whatsapp.traces.forgotten`, those. */
  on(channel: Channel): Texts;
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
  const common: Omit<Texts, "text"> = {
    on: (channel) => (channel === "whatsapp" ? onWhatsApp : plain),
    staffText: (key, params = {}) => messages.format("en", key, params),
    everything: () => LOCALES.flatMap((locale) => [...catalogue[locale].values()]),
    list: messages.list,
  };
  const plain: Texts = { ...common, text: (locale, key, params = {}) => messages.format(locale, key, params) };
  const onWhatsApp: Texts = {
    ...common,
    text(locale, key, params = {}) {
      const own = `whatsapp.${key}`;
      return messages.format(locale, messages.has(locale, own) ? own : key, params);
    },
  };
  return plain;
}
