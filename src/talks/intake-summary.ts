import type { PlaceAnswer } from "../domain/answers.ts";
import type { RecipientKind } from "../domain/case-contents.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Directory } from "../services/help-near.ts";
import { nearestPlace } from "../services/place-index.ts";
import { placeById } from "../services/places.ts";
import { regionsList } from "../services/region-names.ts";
import type { DangerSign } from "./danger-signs.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Param } from "./question.ts";

/** Her answers, as asked. null and `skip` mean passed over, which is not "no". */
export interface Asked {
  readonly happened: readonly string[] | null;
  readonly signs: readonly DangerSign[] | null;
  readonly children: string;
  readonly injuries: string;
  readonly where: PlaceAnswer | null;
  readonly wants: readonly string[] | null;
  readonly safeWhen: string;
  readonly words: string | null;
}

export interface Summary extends Asked {
  readonly consents: readonly RecipientKind[];
  readonly phone: string | null;
}

/** Says back what would be sent, before anything is. What she passed over is left out. */
export function summarise(d: Dialogue, directory: Directory, all: Summary): void {
  d.say("intake.summary.begin");
  sayTicked(d, "intake.summary.happened", "intake.what-happened", all.happened);
  sayTicked(d, "intake.summary.signs", "intake.signs", all.signs);
  sayChosen(d, "intake.summary.children", "intake.children", all.children);
  sayChosen(d, "intake.summary.injuries", "intake.injuries", all.injuries);
  if (all.where !== null) d.say("intake.summary.where", { place: wordsOf(directory, all.where) });
  sayTicked(d, "intake.summary.wants", "intake.wants", all.wants);
  sayChosen(d, "intake.summary.safe-when", "intake.safe-when", all.safeWhen);
  if (all.words !== null) d.say("intake.summary.own-words", { words: all.words });
  if (all.phone !== null) d.say("intake.summary.phone", { phone: all.phone });
  d.say("intake.summary.readers", { readers: { texts: all.consents.map((kind) => `intake.reader.${kind}` as const) } });
}

function sayTicked(d: Dialogue, key: TextKey, question: string, ids: readonly string[] | null): void {
  if (ids === null || ids.length === 0) return;
  d.say(key, { answer: { texts: ids.map((id) => `${question}.${id}` as TextKey) } });
}

function sayChosen(d: Dialogue, key: TextKey, question: string, id: string): void {
  if (id !== "skip") d.say(key, { answer: { texts: [`${question}.${id}` as TextKey] } });
}

const NOWHERE = { kk: "", ru: "" };

function wordsOf(directory: Directory, place: PlaceAnswer): Param {
  switch (place.place) {
    case "words":
      return place.words;
    case "point":
      return { data: nearestPlace(directory.places, place)?.place.name ?? NOWHERE };
    case "region":
      return { data: regionsList().find(({ code }) => code === place.code)?.name ?? NOWHERE };
    case "town":
      return { data: placeById(directory.places.places, place.id)?.name ?? NOWHERE };
  }
}
