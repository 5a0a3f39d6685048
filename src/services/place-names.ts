import type { Place, Region, RegionCode } from "../domain/service-records.ts";
import { indexTypos, type TypoIndex } from "./one-typo.ts";
import { keyDoubts, type PlaceDoubts } from "./place-doubts.ts";
import { firstWordCases } from "./place-endings.ts";
import { foldPlaceWords, type PlaceWords } from "./place-words.ts";
import { isCity } from "./region-names.ts";

/** What a name may mean. `place: null` is the region as a whole. */
export interface PlaceOption {
  readonly region: RegionCode;
  readonly place: Place | null;
}

type Options = readonly PlaceOption[];

/** All names, ready to be looked up in the way people type them. Made once by {@link openPlaceNames}. */
export interface PlaceNames {
  /** Spellings of both alphabets and languages to one; words with single spaces. */
  readonly fold: (text: string) => string;
  /** Places, short names of regions, and districts where no place has the name. */
  readonly names: ReadonlyMap<string, Options>;
  /** What stands before or after "область", "облысы". */
  readonly regions: ReadonlyMap<string, Options>;
  /** What stands before or after "район", "ауданы". */
  readonly districts: ReadonlyMap<string, Options>;
  readonly typos: TypoIndex;
  readonly words: PlaceWords;
  readonly doubts: PlaceDoubts;
  readonly seats: ReadonlySet<string>;
}

/** Shorter words have too many neighbours. */
export const LEAST_LETTERS_WITH_TYPO = 6;
/** Bare names of districts that are shorter are everyday words: "май", "шет". */
const LEAST_LETTERS_OF_BARE_DISTRICT = 5;

class Names {
  readonly found = new Map<string, PlaceOption[]>();

  add(key: string, option: PlaceOption): void {
    const known = this.found.get(key) ?? [];
    const same = known.some(({ place, region }) => place?.id === option.place?.id && region === option.region);
    if (key !== "" && !same) this.found.set(key, [...known, option]);
  }
}

/** One region's names without the words "область", "облысы", "region". */
function bareRegionNames({ name, latin, aliases }: Region): readonly string[] {
  return [name.kk, name.ru, latin, ...aliases].map((one) =>
    one.replace(/(^| )(облысы|область|обл\.|region|қаласы|город|city)($| )/gi, " ").trim(),
  );
}

/** The region itself; of a city that is one, the city. */
function asOption(region: Region, places: readonly Place[]): PlaceOption {
  const place = isCity(region.code) ? (places.find(({ id }) => id === region.seat) ?? null) : null;
  return { region: region.code, place };
}

function addRegions(
  names: Names,
  marked: Names,
  regions: readonly Region[],
  places: readonly Place[],
  fold: Fold,
): void {
  for (const region of regions) {
    const option = asOption(region, places);
    const whole = new Set([region.name.kk, region.name.ru, region.latin, ...region.aliases]);
    for (const bare of bareRegionNames(region)) {
      const key = keyOf(fold, bare);
      if (!isCity(region.code)) marked.add(key, option);
      // "Павлодар" is the town; "Жетісу", "ВКО" and "Павлодарская" can only be the region.
      if (whole.has(bare) || key.endsWith("аиа")) names.add(key, option);
    }
  }
}

function addPlaces(names: Names, places: readonly Place[], fold: Fold): void {
  for (const place of places) {
    const option = { region: place.region, place };
    for (const name of [place.name.kk, place.name.ru, place.latin, ...place.aliases]) {
      const [first = "", ...rest] = fold(name).split(" ");
      names.add([first, ...rest].join(""), option);
      if (rest.length > 0) for (const form of firstWordCases(first)) names.add([form, ...rest].join(""), option);
    }
  }
}

/** The seat of a district stands for it; a district whose seat is not known is its region. */
function addDistricts(districts: Names, places: readonly Place[], fold: Fold): Names {
  const bare = new Names();
  for (const { region, district } of places) {
    if (district === null) continue;
    const seat = places.find(
      (one) => one.seat === "district" && one.region === region && one.district?.kk === district.kk,
    );
    const option = { region, place: seat ?? null };
    districts.add(keyOf(fold, district.kk), option);
    districts.add(keyOf(fold, district.ru.replace(/ район$|^район /, "")), option);
    bare.add(keyOf(fold, district.kk), option);
  }
  return bare;
}

/** So many people live in what is meant when nobody says "district". */
const WELL_KNOWN = 20_000;

/** A district's name alone, unless a well-known place or something in the same region is called so. */
function addBareDistricts(names: Names, bare: Names): void {
  for (const [key, options] of bare.found) {
    if (key.length < LEAST_LETTERS_OF_BARE_DISTRICT) continue;
    const known = names.found.get(key) ?? [];
    if (known.some(({ place }) => (place?.population ?? 0) >= WELL_KNOWN)) continue;
    const others = options.filter(({ region }) => known.every((one) => one.region !== region));
    for (const option of others) names.add(key, option);
  }
}

type Fold = (text: string) => string;

function keyOf(fold: Fold, name: string): string {
  return fold(name).replaceAll(" ", "");
}

/**
 * Prepares the lookup of typed places; some milliseconds.
 *
 * @param fold what makes spellings alike: small Cyrillic letters, words with single spaces.
 */
export function openPlaceNames(places: readonly Place[], regions: readonly Region[], fold: Fold): PlaceNames {
  const [names, marked, districts] = [new Names(), new Names(), new Names()];
  const seats = new Set<string>(regions.map(({ seat }) => seat));
  addRegions(names, marked, regions, places, fold);
  addPlaces(names, places, fold);
  const doubts = keyDoubts((name) => keyOf(fold, name));
  const typable = [...names.found.keys()].filter(
    (key) => key.length >= LEAST_LETTERS_WITH_TYPO && !doubts.everyday.has(key) && !doubts.elsewhere.has(key),
  );
  addBareDistricts(names, addDistricts(districts, places, fold));
  return {
    fold,
    names: names.found,
    regions: marked.found,
    districts: districts.found,
    typos: indexTypos(typable),
    words: foldPlaceWords(fold),
    doubts,
    seats,
  };
}
