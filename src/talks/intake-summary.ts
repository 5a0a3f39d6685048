import type { PlaceAnswer } from "../domain/answers.ts";
import type { RecipientKind } from "../domain/case-contents.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Directory } from "../services/help-near.ts";
import { isInCountry, nearestPlace } from "../services/place-index.ts";
import { placeById } from "../services/places.ts";
import { regionsList } from "../services/region-names.ts";
import type { DangerSign } from "./danger-signs.ts";
import type { Dialogue } from "./dialogue.ts";
import type { DataWords } from "./question.ts";

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
  if (all.where !== null) sayWhere(d, directory, all.where);
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

/** Her own words beside what they were understood as, so that she can see a mistake before it is sent. */
function sayWhere(d: Dialogue, directory: Directory, where: PlaceAnswer): void {
  if (where.place === "words") {
    const place = nameOf(directory, where.town, where.region);
    if (place === null) d.say("intake.summary.where", { place: where.words });
    else d.say("intake.summary.where-understood", { words: where.words, place });
    return;
  }
  const place = where.place === "point" ? nearName(directory, where) : nameOf(directory, idOf(where), codeOf(where));
  if (place === null) d.say("intake.summary.where-on-map");
  else d.say("intake.summary.where", { place });
}

const idOf = (where: PlaceAnswer) => (where.place === "town" ? where.id : undefined);
const codeOf = (where: PlaceAnswer) => (where.place === "region" ? where.code : undefined);

/** The town, else the region; `null` when it is in no list. */
function nameOf(directory: Directory, id: string | undefined, code: string | undefined): DataWords | null {
  const town = id === undefined ? null : placeById(directory.places.places, id);
  const data = town?.name ?? regionsList().find((region) => region.code === code)?.name;
  return data === undefined ? null : { data };
}

function nearName({ places }: Directory, where: Extract<PlaceAnswer, { place: "point" }>): DataWords | null {
  const near = isInCountry(places, where) ? nearestPlace(places, where) : null;
  return near === null ? null : { data: near.place.name };
}
