import type { Catalogue } from "../src/i18n/catalogue.ts";

/** The source of src/i18n/text-keys.ts for these locales. A test compares it with the file that stands. */
export function printTextKeyFile(catalogue: Catalogue): string {
  return [
    "// Made by `npm run texts`; not edited by hand.\n",
    union("TextKey", "Every text for people, from locales/ru.yaml.", [...catalogue.ru.keys()]),
    union("StaffTextKey", "Every text for staff in a terminal or a notice, from locales/en.yaml.", [
      ...catalogue.en.keys(),
    ]),
  ].join("\n");
}

/** The source of src/i18n/desk-text-keys.ts for locales/desk. */
export function printDeskTextKeyFile(catalogue: Catalogue): string {
  const about = "Every text of the desk, from locales/desk/ru.yaml.";
  return [
    "// Made by `npm run texts`; not edited by hand.\n",
    union("DeskTextKey", about, [...catalogue.ru.keys()]),
  ].join("\n");
}

function union(name: string, about: string, keys: readonly string[]): string {
  const lines = [...keys].sort().map((key) => `  | ${JSON.stringify(key)}`);
  return `/** ${about} */\nexport type ${name} =\n${lines.join("\n")};\n`;
}
