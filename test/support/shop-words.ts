import { fileURLToPath } from "node:url";
import { LOCALES } from "../../src/domain/chat.ts";
import { DEFAULT_PERSONA, loadWords } from "../../src/i18n/load-locales.ts";
import type { TextKey } from "../../src/i18n/text-keys.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { counterLines } from "../../src/talks/counter.ts";

const texts = textsOf(loadWords(fileURLToPath(new URL("../../locales", import.meta.url)), DEFAULT_PERSONA));

/** A message in which the shop says this, in either language or in both. */
export function shopSays(...keys: readonly TextKey[]): RegExp {
  const lines = keys.flatMap((key) => LOCALES.map((locale) => texts.text(locale, key)));
  return new RegExp(lines.map(escaped).join("|"));
}

/** What the shop says there in Russian. */
export function saying(key: TextKey): string {
  return texts.text("ru", key);
}

/** The Russian button of the shop. */
export function shopButton(key: TextKey): RegExp {
  return new RegExp(`^${escaped(saying(key))}$`);
}

/** The shop's first words, after hide. */
export const WINDOW = shopSays("shop.window");
/** An order was taken: the alert is kept. */
export const ACCEPTED = shopSays("shop.accepted");
/** Nothing could be kept. */
export const NOT_IN_STOCK = shopSays("shop.not-in-stock");
/** An urgent order was taken. */
export const MARKED_URGENT = shopSays("shop.marked-urgent");
/** Whatever a shop says at its counter. */
export const AT_COUNTER = shopSays("shop.window", ...counterLines());
/** The word for coming back. */
export const RETURN_WORD = saying("shop.return-word");

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
