import I18n from "telegraf-i18n";

type Meaning = Readonly<Record<"kk" | "ru" | "en", string>>;
type Meanings = Readonly<Record<string, Meaning>>;

/** What covert.yaml holds. */
export interface CovertWords {
  readonly questions: Readonly<Record<string, { readonly means: Meaning; readonly options: Meanings }>>;
  readonly signals: Meanings;
  readonly doors: Meanings;
}

/** `<section>.<id>`, for an option `questions.<question>.options.<option>`, then `means` and the language. */
const PLACE = /^(?:(questions)\.([a-z-]+)(?:\.options\.([a-z-]+))?|(signals|doors)\.([a-z-]+))\.means\.(?:kk|ru|en)$/;

/**
 * Reads covert.yaml.
 *
 * @param directory the folder that it is in.
 * @throws {Error} for a line that belongs nowhere, or a meaning that is not there in every language of the desk.
 */
export function readCovert(directory: string): CovertWords {
  const file = new I18n({ directory, allowMissing: false });
  const keys = file.resourceKeys("covert");
  const lost = keys.filter((key) => !PLACE.test(key));
  if (lost.length > 0) throw new Error(`covert.yaml: not understood: ${lost.join(", ")}`);
  const meaning = (place: string, locale: keyof Meaning) => {
    const text: unknown = file.t("covert", `${place}.means.${locale}`);
    if (typeof text !== "string" || text.trim() === "") throw new Error(`covert.yaml: ${place} means nothing`);
    return text;
  };
  const means = (place: string): Meaning => ({
    kk: meaning(place, "kk"),
    ru: meaning(place, "ru"),
    en: meaning(place, "en"),
  });
  /** The ids that stand there, in the order of the file. */
  const idsIn = (place: string) => [
    ...new Set(keys.flatMap((key) => (key.startsWith(`${place}.`) ? [key.slice(place.length + 1).split(".")[0]] : []))),
  ];
  const meaningsIn = (place: string): Meanings =>
    Object.fromEntries(idsIn(place).map((id) => [id, means(`${place}.${id}`)]));
  const question = (place: string) => ({ means: means(place), options: meaningsIn(`${place}.options`) });
  return {
    questions: Object.fromEntries(idsIn("questions").map((id) => [id, question(`questions.${id}`)])),
    signals: meaningsIn("signals"),
    doors: meaningsIn("doors"),
  };
}

/** The source of src/talks/covert-legend.ts. A test compares it with the file that stands. */
export function printCovertLegendFile({ questions, signals, doors }: CovertWords): string {
  const legend = print({ questions, signals: { ...signals, ...doors } }, "");
  return `// Made by \`npm run texts\` from covert.yaml; not edited by hand.

/** A meaning in the languages of the desk. */
interface Meaning {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

interface LegendQuestion {
  readonly means: Meaning;
  readonly options: Readonly<Record<string, Meaning>>;
}

interface Legend {
  readonly questions: Readonly<Record<string, LegendQuestion>>;
  readonly signals: Readonly<Record<string, Meaning>>;
}

/** What the shop's words mean, by their ids in every persona. */
export const COVERT_LEGEND: Legend = ${legend};
`;
}

/** As the formatter would leave it. */
function print(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const name = (key: string) => (/^[a-z]+$/i.test(key) ? key : JSON.stringify(key));
  const lines = Object.entries(value).map(([key, inner]) => `${deeper}${name(key)}: ${print(inner, deeper)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}
