import type { PlaceAnswer } from "../domain/answers.ts";
import type { Place, RegionCode } from "../domain/service-records.ts";
import type { Directory } from "../services/help-near.ts";
import { isInCountry } from "../services/place-index.ts";
import type { PlaceOption } from "../services/place-names.ts";
import { placeShortName, placesOf } from "../services/places.ts";
import { regionsList } from "../services/region-names.ts";
import { findTyped, type TypedPlace } from "../services/typed-place.ts";
import type { Dialogue, Row } from "./dialogue.ts";
import { askAbroad, askWhich, clearOption, findMore, inWords, together } from "./where-typed.ts";

/** A page of towns: with "more" and "skip" it stays within the ten rows of a list. */
const TOWNS_A_PAGE = 8;

const MORE: Row = { id: "more", label: "where.town.more" };

/** What she said before a list was shown again; it is what stays when she passes that over. */
interface SoFar {
  readonly words: string | null;
  readonly answer: PlaceAnswer | null;
  /** A point abroad is asked about once. */
  readonly abroadAsked: boolean;
}

/** Where she is: by lists, in her own words, or a shared place. `null` when she said nothing of it. */
export function askWhere(d: Dialogue, directory: Directory): Promise<PlaceAnswer | null> {
  return askRegion(d, directory, { words: null, answer: null, abroadAsked: false });
}

async function askRegion(d: Dialogue, directory: Directory, soFar: SoFar): Promise<PlaceAnswer | null> {
  const regions = regionsList();
  const picked = await d.pick(
    "where.region",
    regions.map(({ code, name }) => ({ id: code, label: { data: name } })),
  );
  if (picked === null) return soFar.answer;
  if ("words" in picked) return hearWords(d, directory, soFar, picked.words);
  if ("point" in picked) return hearPoint(d, directory, soFar, picked.point);
  const region = regions.find(({ code }) => code === picked.row);
  return region ? askTown(d, directory, soFar, region.code) : soFar.answer;
}

function hearWords(d: Dialogue, directory: Directory, soFar: SoFar, words: string): Promise<PlaceAnswer | null> {
  const heard = together(soFar.words, words);
  const now = { ...soFar, words: heard, answer: inWords(heard) };
  return settle(d, directory, now, findMore(directory, soFar.words, words));
}

/** Asks on until it is clear, and takes what there is whenever she passes a question over. */
async function settle(d: Dialogue, directory: Directory, soFar: SoFar, typed: TypedPlace): Promise<PlaceAnswer | null> {
  switch (typed.found) {
    case "place":
      return townAnswer(soFar, typed.place);
    case "region":
      return askTown(d, directory, soFar, typed.region);
    case "several":
      return choose(d, directory, soFar, typed.options);
    case "nothing":
      d.say("where.not-found");
      return askRegion(d, directory, soFar);
  }
}

async function choose(
  d: Dialogue,
  directory: Directory,
  soFar: SoFar,
  options: readonly PlaceOption[],
): Promise<PlaceAnswer | null> {
  const picked = await askWhich(d, directory, options);
  if (picked === null) return sharedRegion(soFar, options) ?? soFar.answer;
  if (picked === "other") return askRegion(d, directory, soFar);
  if ("words" in picked) return hearWords(d, directory, soFar, picked.words);
  if ("point" in picked) return hearPoint(d, directory, soFar, picked.point);
  return picked.place === null ? askTown(d, directory, soFar, picked.region) : townAnswer(soFar, picked.place);
}

async function hearPoint(
  d: Dialogue,
  directory: Directory,
  soFar: SoFar,
  point: PlaceAnswer,
): Promise<PlaceAnswer | null> {
  if (point.place !== "point" || soFar.abroadAsked || isInCountry(directory.places, point)) return point;
  const said = await askAbroad(d, point);
  return said.abroad === false ? askRegion(d, directory, { ...soFar, answer: said, abroadAsked: true }) : said;
}

async function askTown(d: Dialogue, directory: Directory, soFar: SoFar, code: RegionCode): Promise<PlaceAnswer | null> {
  const towns = placesOf(directory.places.places, code);
  const [only] = towns;
  if (towns.length === 1 && only) return townAnswer(soFar, only);
  for (let from = 0; ; from = from + TOWNS_A_PAGE < towns.length ? from + TOWNS_A_PAGE : 0) {
    const page = towns
      .slice(from, from + TOWNS_A_PAGE)
      .map((town) => ({ id: town.id, label: { data: placeShortName(towns, town) } }));
    const picked = await d.pick("where.town", towns.length > TOWNS_A_PAGE ? [...page, MORE] : page);
    if (picked === null) return regionAnswer(soFar, code);
    if ("words" in picked) return hearTown(d, directory, soFar, code, picked.words);
    if ("point" in picked) return hearPoint(d, directory, soFar, picked.point);
    const town = towns.find(({ id }) => id === picked.row);
    if (town) return townAnswer(soFar, town);
  }
}

/** A town typed beside its region: one there is meant, and a name that is none is kept with the region. */
async function hearTown(
  d: Dialogue,
  directory: Directory,
  soFar: SoFar,
  code: RegionCode,
  words: string,
): Promise<PlaceAnswer | null> {
  const heard = together(soFar.words, words);
  const region: PlaceOption = { region: code, place: null };
  const now = { ...soFar, words: heard, answer: inWords(heard, region) };
  const typed = findTyped(directory.names, words);
  const clear = clearOption(typed);
  const meant = typed.found === "several" ? typed.options : clear === null ? [] : [clear];
  const here = meant.filter((one) => one.region === code && one.place !== null);
  const [only] = here;
  if (only?.place && here.length === 1) return townAnswer(now, only.place);
  if (here.length > 1) return choose(d, directory, now, here);
  const elsewhere = clear !== null && clear.region !== code;
  return elsewhere ? choose(d, directory, now, [clear, region]) : now.answer;
}

/** Whichever of them it is, it is in this region. A single one was a guess. */
function sharedRegion(soFar: SoFar, options: readonly PlaceOption[]): PlaceAnswer | null {
  const [first, ...others] = options;
  const isShared = first !== undefined && others.length > 0 && others.every(({ region }) => region === first.region);
  return isShared ? regionAnswer(soFar, first.region) : null;
}

function townAnswer({ words }: SoFar, town: Place): PlaceAnswer {
  return words === null ? { place: "town", id: town.id } : inWords(words, { place: town, region: town.region });
}

function regionAnswer({ words }: SoFar, code: RegionCode): PlaceAnswer {
  return words === null ? { place: "region", code } : inWords(words, { place: null, region: code });
}
