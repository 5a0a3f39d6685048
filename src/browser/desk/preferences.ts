import type { TextLocale } from "../../i18n/catalogue.ts";
import { DESK_LOCALES } from "../../i18n/desk-texts.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What somebody chose for this device. Nothing about a person or a case is ever among it. */
export interface Preferences {
  readonly locale: TextLocale;
  readonly theme: Theme;
  readonly sound: boolean;
}

/** Where a browser keeps what was chosen; it may refuse. */
export type PreferenceStore = Pick<Storage, "getItem" | "setItem">;

const NAME = "pana-desk-preferences";

/** What was chosen before; else the first language of the browser that we speak, else Russian. */
export function readPreferences(store: PreferenceStore, languages: readonly string[]): Preferences {
  const kept = parseKept(store);
  const spoken = languages.map((tag) => DESK_LOCALES.find((locale) => tag.toLowerCase().startsWith(locale)));
  return {
    locale: DESK_LOCALES.find((one) => one === kept.locale) ?? spoken.find((one) => one !== undefined) ?? "ru",
    theme: THEMES.find((one) => one === kept.theme) ?? "system",
    sound: kept.sound === true,
  };
}

/** A browser that keeps nothing is no reason not to work. */
export function writePreferences(store: PreferenceStore, preferences: Preferences): void {
  try {
    store.setItem(NAME, JSON.stringify(preferences));
  } catch {
    // Full, or forbidden: it is chosen again next time.
  }
}

function parseKept(store: PreferenceStore): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(store.getItem(NAME) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
