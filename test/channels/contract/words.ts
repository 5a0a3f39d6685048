import { fileURLToPath } from "node:url";
import type { Locale } from "../../../src/domain/chat.ts";
import type { TextParams } from "../../../src/i18n/catalogue.ts";
import { DEFAULT_PERSONA, loadWords } from "../../../src/i18n/load-locales.ts";
import type { TextKey } from "../../../src/i18n/text-keys.ts";
import { textsOf } from "../../../src/i18n/texts.ts";
import type { ChannelName } from "./abilities.ts";

const texts = textsOf(loadWords(fileURLToPath(new URL("../../../locales", import.meta.url)), DEFAULT_PERSONA));

/** What the bot says and shows in one channel and language. */
export interface Words {
  readonly locale: Locale;
  readonly text: (key: TextKey, params?: TextParams) => string;
  /** Words that hold this sentence. */
  readonly says: (key: TextKey, params?: TextParams) => RegExp;
  /** A button with exactly these words. */
  readonly button: (key: TextKey) => RegExp;
  /** A box with these words, ticked or not. */
  readonly box: (key: TextKey) => RegExp;
}

export function wordsOf(channel: ChannelName, locale: Locale): Words {
  const { text } = texts.on(channel);
  const inIt = (key: TextKey, params?: TextParams) => text(locale, key, params);
  return {
    locale,
    text: inIt,
    says: (key, params) => inLines(inIt(key, params)),
    button: (key) => exactly(inIt(key)),
    box: (key) => new RegExp(`^(?:[☐☑] )?${escaped(inIt(key))}$`),
  };
}

/** However a channel breaks and indents its lines. */
export function inLines(text: string): RegExp {
  return new RegExp(text.split(/\s+/).map(escaped).join("\\s+"));
}

/** Nothing but these words. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${escaped(text)}$`);
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
