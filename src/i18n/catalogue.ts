import type { Locale } from "../domain/chat.ts";

/** en is for staff only. */
export type TextLocale = Locale | "en";
export type TextParams = Readonly<Record<string, string | number>>;

/** Raw ICU messages by locale and key. Made from locales/ in Node, or at build time for a page. */
export type Catalogue = Readonly<Record<TextLocale, ReadonlyMap<string, string>>>;
