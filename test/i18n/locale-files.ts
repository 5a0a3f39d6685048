import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { LOCALES, type Locale } from "../../src/domain/chat.ts";
import { DEFAULT_PERSONA, loadWords } from "../../src/i18n/load-locales.ts";

const ROOT = join(import.meta.dirname, "../..");
export const LOCALES_FOLDER = join(ROOT, "locales");
export const catalogue = loadWords(LOCALES_FOLDER, DEFAULT_PERSONA);

/** One text for people, with its name. */
export interface Line {
  readonly locale: Locale;
  readonly key: string;
  readonly message: string;
}

export const lines: readonly Line[] = LOCALES.flatMap((locale) =>
  [...catalogue[locale]].map(([key, message]) => ({ locale, key, message })),
);

export function fileText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** A place for a word in a message. `plural` names its forms. */
export interface Placeholder {
  readonly name: string;
  readonly plural: readonly string[] | null;
}

/** What stands between braces, in the order of names. */
export function placeholdersOf({ locale, message }: Line): readonly Placeholder[] {
  const parsed = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst();
  const found = parsed.flatMap((element): readonly Placeholder[] => {
    if (!isArgument(element.type) || !("value" in element)) return [];
    const isPlural = "options" in element && element.type !== SELECT;
    return [{ name: element.value, plural: isPlural ? Object.keys(element.options) : null }];
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** A choice between words, which is the same in every language. In the parser's numbering. */
const SELECT = 5;

/** In the parser's numbering 0 is plain text, 7 is "#" and 8 a tag; the rest stand for a value. */
function isArgument(type: number): boolean {
  return type !== 0 && type !== 7 && type !== 8;
}
