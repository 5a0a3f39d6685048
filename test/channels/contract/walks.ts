import { RETURN_WORD } from "../../support/shop-words.ts";
import type { Setting } from "./channels.ts";
import { inLines, type Words, wordsOf } from "./words.ts";

/** Her words for coming back, in the language of {@link RUSSIAN}. */
export { RETURN_WORD };

/** Presses, and waits for what comes then. */
export async function goes({ her }: Setting, button: RegExp, next: RegExp): Promise<void> {
  await her.presses(button);
  await her.hears(next);
}

/** From nothing to the question for whom, in a language. */
export async function toWhom(at: Setting, words: Words): Promise<void> {
  await at.her.sends("/start");
  await at.her.hears(words.says("first-contact.language.ask"));
  await goes(at, words.button(`first-contact.language.${words.locale}`), words.says("first-contact.for-whom.ask"));
}

/** From nothing to the question whether it is safe. */
export async function toSafety(at: Setting, words: Words = russian(at)): Promise<void> {
  await toWhom(at, words);
  await goes(at, words.button("first-contact.for-whom.me"), words.says("first-contact.safe-to-write.ask"));
}

/** From nothing to the menu. */
export async function toMenu(at: Setting, words: Words = russian(at)): Promise<void> {
  await toSafety(at, words);
  await goes(at, words.button("first-contact.safe-to-write.yes"), words.says("menu.ask"));
}

/** From anywhere with open doors to a kept alert, waiting for the place. */
export async function toAlert(at: Setting, words: Words = russian(at)): Promise<void> {
  await goes(at, words.button("doors.danger-now"), inLines(ALERT_ASKS[words.locale]));
  await goes(at, words.button("danger-now.alert.yes"), words.says("danger-now.where.ask"));
}

/** From nothing to the live talk, with an urgent case open. */
export async function toLive(at: Setting, words: Words = russian(at)): Promise<void> {
  await toMenu(at, words);
  await toAlert(at, words);
  await at.her.sends("у озера, дом с синей крышей");
  await at.her.hears(words.says("where.region.ask"));
  await goes(at, words.button("common.skip"), words.says("danger-now.who.ask"));
  await goes(at, words.button("danger-now.who.me"), words.says("danger-now.reach.ask"));
  await goes(at, words.button("danger-now.reach.write"), words.says("danger-now.we-are-here"));
}

export function russian(at: Setting): Words {
  return wordsOf(at.channel, "ru");
}

/** The beginning of the question whether somebody is to be told: the names behind it are of the house. */
const ALERT_ASKS = { ru: "Сообщить дежурным", kk: "хабарла" } as const;
