import type { Door } from "../app/press.ts";
import { fold } from "../distress/fold.ts";
import { LOCALES } from "../domain/chat.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Texts } from "../i18n/texts.ts";

type ShopDoor = Extract<Door, "cancel-order" | "urgent-order">;

/** What a shop has written on its doors: in her language, and in both while that is not known. */
const LABELS: readonly (readonly [ShopDoor, readonly TextKey[]])[] = [
  ["cancel-order", ["shop.doors.cancel", "shop.doors.both-cancel"]],
  ["urgent-order", ["shop.doors.urgent", "shop.doors.both-urgent"]],
];

/** Asked of every message: the labels are folded once. */
const folded = new WeakMap<Texts, ReadonlyMap<string, ShopDoor>>();

/** The door of a shop that these words, all of them, are the label of, in either language; null: none. */
export function shopDoorIn(texts: Texts, words: string): ShopDoor | null {
  const known = folded.get(texts) ?? foldLabels(texts);
  folded.set(texts, known);
  return known.get(fold(words)) ?? null;
}

function foldLabels(texts: Texts): ReadonlyMap<string, ShopDoor> {
  return new Map(
    LABELS.flatMap(([door, keys]) =>
      keys.flatMap((key) => LOCALES.map((locale): [string, ShopDoor] => [fold(texts.text(locale, key)), door])),
    ),
  );
}
