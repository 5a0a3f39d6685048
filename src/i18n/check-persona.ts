import { LOCALES } from "../domain/chat.ts";
import { givesAway } from "../domain/desk/cover-words.ts";
import type { LogEvent } from "../domain/log-event.ts";
import type { Catalogue, TextLocale } from "./catalogue.ts";
import { type Messages, messagesOf } from "./messages.ts";

export type PersonaRule = Extract<LogEvent, { event: "persona.broken" }>["rule"];

/** What is wrong with a text of a cover. */
export interface PersonaTrouble {
  readonly key: string;
  readonly rule: PersonaRule;
}

/** Telegram's limits for a bot's name, its description and the short one. */
const MOST: ReadonlyMap<string, number> = new Map([
  ["shop.name", 64],
  ["shop.about", 512],
  ["shop.about-short", 120],
]);

/** The narrowest button of all channels. */
const MOST_ON_BUTTON = 20;

/** As the schema of ready phrases has it. */
const MOST_IN_PHRASE = 1_000;

/** Whatever a text of a shop counts. */
const SAMPLE = { count: 2 };

/**
 * Looks a cover through. One that lacks a text breaks off in the middle of an order, and one that names what it hides
 * gives her away.
 *
 * @param model a cover that is whole: which texts there must be.
 * @returns nothing when it may be worn.
 */
export function checkPersona(words: Catalogue, model: Catalogue): readonly PersonaTrouble[] {
  return (["kk", "ru", "en"] as const).flatMap((locale) => checkLocale(words, model, locale));
}

/**
 * The keys under which `${` stands in a file as it is written: the library that reads it would run that, so this is looked
 * for before.
 */
export function keysWithCode(yaml: string): readonly string[] {
  const found: string[] = [];
  let place: readonly { readonly indent: number; readonly name: string }[] = [];
  for (const line of yaml.split("\n")) {
    const [, blank = "", name = ""] = /^( *)["']?([\w-]+)["']?:/.exec(line) ?? [];
    if (name !== "") place = [...place.filter(({ indent }) => indent < blank.length), { indent: blank.length, name }];
    if (line.includes("${")) found.push(place.map((one) => one.name).join("."));
  }
  return found;
}

function checkLocale(words: Catalogue, model: Catalogue, locale: TextLocale): readonly PersonaTrouble[] {
  const needed = neededKeys(model, locale);
  const missing = needed.filter((key) => !words[locale].has(key));
  const messages = messagesOf(words);
  return [
    ...missing.map((key): PersonaTrouble => ({ key, rule: "missing" })),
    ...[...words[locale]].flatMap(([key, text]) => {
      // Any other key would stand in front of the bot's own text of that name.
      const rule = needed.includes(key) ? brokenRule({ words, messages, locale }, key, text) : "unknown";
      return rule === null ? [] : [{ key, rule }];
    }),
  ];
}

/** A text that is there in one language is needed in each. Staff read the phrases in English, too. */
function neededKeys(model: Catalogue, locale: TextLocale): readonly string[] {
  const ofPersona = LOCALES.flatMap((one) => [...model[one].keys()]).filter((key) => /^(?:shop|phrases)\./.test(key));
  const keys = [...new Set(ofPersona)];
  return locale === "en" ? keys.filter((key) => key.startsWith("phrases.")) : keys;
}

interface Looked {
  readonly words: Catalogue;
  readonly messages: Messages;
  readonly locale: TextLocale;
}

function brokenRule({ words, messages, locale }: Looked, key: string, text: string): PersonaRule | null {
  if (text.trim() === "") return "empty";
  if (givesAway(text) !== null) return "gives-away";
  if ([...text].length > mostOf(words, locale, key)) return "too-long";
  return !/[{}]/.test(text) || isWhole(messages, locale, key) ? null : "malformed"; // Only braces can break one.
}

function mostOf(words: Catalogue, locale: TextLocale, key: string): number {
  const [section, question, option] = key.split(".");
  if (section === "phrases") return MOST_IN_PHRASE;
  const isDoor = question === "doors";
  const isOption = option !== undefined && option !== "ask" && words[locale].has(`shop.${question}.ask`);
  return isDoor || isOption || key === "shop.tell-later" ? MOST_ON_BUTTON : (MOST.get(key) ?? Number.POSITIVE_INFINITY);
}

/** Whether it can be said at all: braces that close, and no place for a word that nobody puts in. */
function isWhole(messages: Messages, locale: TextLocale, key: string): boolean {
  try {
    messages.format(locale, key, SAMPLE);
    return true;
  } catch {
    return false;
  }
}
