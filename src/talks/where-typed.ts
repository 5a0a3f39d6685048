import type { PlaceAnswer } from "../domain/answers.ts";
import type { LocalName } from "../domain/service-records.ts";
import type { Directory } from "../services/help-near.ts";
import { isInCountry } from "../services/place-index.ts";
import type { PlaceOption } from "../services/place-names.ts";
import { placeShortName } from "../services/places.ts";
import { regionShortName, regionsList } from "../services/region-names.ts";
import { findTyped, type TypedPlace } from "../services/typed-place.ts";
import type { Dialogue, Picked, Row } from "./dialogue.ts";

export type PointAnswer = Extract<PlaceAnswer, { place: "point" }>;

const OTHER: Row = { id: "other", label: "where.which.other" };

/** Her words, and the region or town that they were understood as. */
export function inWords(words: string, option: PlaceOption | null = null): PlaceAnswer {
  if (option === null) return { place: "words", words };
  const { place, region } = option;
  return place === null ? { place: "words", words, region } : { place: "words", words, region, town: place.id };
}

/** The one meaning that words have, or `null`. */
export function clearOption(typed: TypedPlace): PlaceOption | null {
  if (typed.found === "place") return { place: typed.place, region: typed.place.region };
  return typed.found === "region" ? { place: null, region: typed.region } : null;
}

/** What is clear at once is written beside her words; the rest stays as she said it. */
export function understand({ names }: Directory, place: PlaceAnswer): PlaceAnswer {
  return place.place === "words" ? inWords(place.words, clearOption(findTyped(names, place.words))) : place;
}

/** Both of what she typed, as far as one message goes. */
const MOST_CHARS = 4_000;

export function together(before: string | null, words: string): string {
  const both = before === null ? words : `${before}, ${words}`;
  return both.length > MOST_CHARS ? words : both;
}

/**
 * What more words mean: with the ones before them ("Ақсу", then "Павлодар облысы"), else by themselves
 * ("Ақсу", then "жоқ, Семей").
 */
export function findMore({ names }: Directory, before: string | null, words: string): TypedPlace {
  const both = findTyped(names, together(before, words));
  const alone = findTyped(names, words);
  return clearOption(both) !== null || alone.found === "nothing" ? both : alone;
}

/** Different for each, and short enough for a row: the region, or the town where two are in one region. */
function rowsOf({ places }: Directory, options: readonly PlaceOption[]): readonly Row[] {
  const labelOf = ({ place, region }: PlaceOption): LocalName => {
    const isOnlyOne = options.filter((one) => one.region === region).length === 1;
    return place === null || isOnlyOne ? regionShortName(region) : placeShortName(places.places, place);
  };
  return [...options.map((option, i) => ({ id: String(i), label: { data: labelOf(option) } })), OTHER];
}

/** Names the places that may be meant and asks which one is. */
export async function askWhich(
  d: Dialogue,
  directory: Directory,
  options: readonly PlaceOption[],
): Promise<PlaceOption | "other" | Exclude<Picked, { row: string }> | null> {
  for (const { place, region } of options) {
    const data = regionShortName(region);
    if (place === null) d.say("where.region-point", { region: { data } });
    else d.say("where.place-point", { place: { data: place.name }, region: { data } });
  }
  const question = options.length === 1 ? "where.is-it" : "where.which";
  const picked = await d.pick(question, rowsOf(directory, options));
  if (picked === null || !("row" in picked)) return picked;
  return options[Number(picked.row)] ?? "other";
}

/** Whether a point outside the country is where she is; as she says, and as it is when she does not say. */
export async function askAbroad(d: Dialogue, point: PointAnswer): Promise<PointAnswer> {
  const answer = await d.chooseOrSkip("where.abroad", ["yes", "no"]);
  return answer === "skip" ? point : { ...point, abroad: answer === "yes" };
}

/**
 * The one question about a place that is not clear, where there is no time for two: a point abroad, a name that several
 * places have, or the region of words that nobody knows.
 *
 * @returns what is known more by it; `null` when there was nothing to ask, or she passed it over.
 */
export async function askOnce(d: Dialogue, directory: Directory, place: PlaceAnswer): Promise<PlaceAnswer | null> {
  if (place.place === "point") {
    if (isInCountry(directory.places, place)) return null;
    const said = await askAbroad(d, place);
    return said === place ? null : said;
  }
  if (place.place !== "words") return null;
  const typed = findTyped(directory.names, place.words);
  if (clearOption(typed) !== null) return null;
  if (typed.found === "several") {
    const picked = await askWhich(d, directory, typed.options);
    if (picked === null || picked === "other") return null;
    return "region" in picked ? inWords(place.words, picked) : more(directory, place.words, picked);
  }
  const regions = regionsList();
  const picked = await d.pick(
    "where.region",
    regions.map(({ code, name }) => ({ id: code, label: { data: name } })),
  );
  if (picked === null) return null;
  if (!("row" in picked)) return more(directory, place.words, picked);
  const region = regions.find(({ code }) => code === picked.row);
  return region === undefined ? null : inWords(place.words, { region: region.code, place: null });
}

function more(directory: Directory, before: string, said: Exclude<Picked, { row: string }>): PlaceAnswer {
  if ("point" in said) return said.point;
  return inWords(together(before, said.words), clearOption(findMore(directory, before, said.words)));
}
