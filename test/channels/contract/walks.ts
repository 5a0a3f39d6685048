import type { TextKey } from "../../../src/i18n/text-keys.ts";
import { listCases, type ReadCase, readCase } from "../../support/staff-work.ts";
import type { Setting } from "./channels.ts";
import { exactly, inLines, type Words, wordsOf } from "./words.ts";

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
export async function toLive(
  at: Setting,
  words: Words = russian(at),
  reach: "write" | "as-answer" = "write",
): Promise<void> {
  await toMenu(at, words);
  await toAlert(at, words);
  await at.her.sends("у озера, дом с синей крышей");
  await at.her.hears(words.says("where.region.ask"));
  await goes(at, words.button("common.skip"), words.says("danger-now.who.ask"));
  await goes(at, words.button("danger-now.who.me"), words.says("danger-now.reach.ask"));
  await goes(at, words.button(`danger-now.reach.${reach}`), words.says("danger-now.we-are-here"));
}

/** Ticks one box and goes on: where boxes are numbered lines, its number is the whole answer. */
export async function ticks(at: Setting, words: Words, box: TextKey, next: RegExp): Promise<void> {
  await at.her.presses(words.box(box));
  if (at.channel !== "whatsapp") await at.her.presses(words.button("common.done"));
  await at.her.hears(next);
}

/** What can be chosen first on the newest screen that offers anything. */
export function firstChoice({ her }: Setting): RegExp {
  const label = her.standing.findLast(({ buttons }) => buttons.length > 0)?.buttons[0] ?? "nothing";
  return exactly(label);
}

/** The cases that the hotline has, opened as its member opens them. */
export async function casesOf({ rig }: Setting): Promise<readonly ReadCase[]> {
  const { hotline } = rig.house.members;
  const rows = await listCases(rig.parts, hotline, 50);
  return Promise.all(rows.map(({ caseId }) => readCase(rig.parts, hotline, caseId)));
}

/** Everything that stands in those cases. */
export async function keptIn(at: Setting): Promise<string> {
  const lines = (await casesOf(at)).flatMap((one) => one.lines);
  return JSON.stringify(lines.flatMap((line) => (line.ok ? [line.body] : [])));
}

export function russian(at: Setting): Words {
  return wordsOf(at.channel, "ru");
}

/** The beginning of the question whether somebody is to be told: the names behind it are of the house. */
const ALERT_ASKS = { ru: "Сообщить дежурным", kk: "хабарла" } as const;
