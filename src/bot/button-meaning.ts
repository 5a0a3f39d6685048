import { type Door, doorPress, parsePress } from "../app/press.ts";
import { LOCALES, type Locale } from "../domain/chat.ts";
import { DONE, SKIP } from "../talks/hear.ts";

/** For a channel that has other ways than a button to the two doors: which door this button is; null for all others. */
export function doorOf(data: string): Door | null {
  const press = parsePress(data);
  return press?.press === "door" ? press.door : null;
}

/** What the button of a door sends where no screen shows it, and the language is not known. */
export function doorData(door: Door): string {
  return doorPress(door, null);
}

/** The language that this button chooses; null for all others. */
export function localeOf(data: string): Locale | null {
  const press = parsePress(data);
  return press?.press === "option" ? (LOCALES.find((locale) => locale === press.option) ?? null) : null;
}

/** "Done" and "skip", which are drawn beside the options and have no number among them; what stands on them may be typed. */
export function isBesideOptions(data: string): boolean {
  const press = parsePress(data);
  return press?.press === "option" && (press.option === DONE || press.option === SKIP);
}
