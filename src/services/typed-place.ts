import type { Place, RegionCode } from "../domain/service-records.ts";
import { oneTypoAway } from "./one-typo.ts";
import { withoutEnding } from "./place-endings.ts";
import { type Mention, type Reading, readMentions } from "./place-mentions.ts";
import { LEAST_LETTERS_WITH_TYPO, type PlaceNames, type PlaceOption } from "./place-names.ts";

/** What somebody meant who typed where they are. In doubt it is `several`, possibly of one: then she is asked. */
export type TypedPlace =
  | { readonly found: "place"; readonly place: Place }
  | { readonly found: "region"; readonly region: RegionCode }
  | { readonly found: "several"; readonly options: readonly PlaceOption[] }
  | { readonly found: "nothing" };

const NOTHING: TypedPlace = { found: "nothing" };

/** More than that is no question but a list, and there is one of all regions. */
const MOST_OPTIONS = 8;

/**
 * Regions that were a part of another one before 2018 and 2022: people still name the old one.
 * From the codes of ISO 3166-2:KZ that were added then (KZ-10, KZ-33, KZ-62, KZ-79) and the cities inside a region.
 */
const ONCE_IN: Readonly<Partial<Record<RegionCode, RegionCode>>> = {
  "KZ-10": "KZ-63",
  "KZ-33": "KZ-19",
  "KZ-62": "KZ-35",
  "KZ-79": "KZ-61",
  "KZ-71": "KZ-11",
  "KZ-75": "KZ-19",
};

/**
 * The place in what somebody typed: any spelling and case, old names, districts and regions, one typo, words around it.
 * [Note: Rather ask than guess]
 */
export function findTyped(names: PlaceNames, typed: string): TypedPlace {
  const reading = readMentions(names, typed);
  const meant = meantIn(names, reading);
  if (meant.length === 0) return reading.mentions.length === 0 ? findMistyped(names, reading.rest) : NOTHING;
  const graded = meant.map((one) => grade(names, one)).reduce(mergeOptions);
  const unsure = meant.every(({ doubtful }) => doubtful) || isElsewhere(names, typed);
  return answer(
    graded.map(({ option }) => option),
    unsure,
  );
}

/** Mentions that count: in a sentence an everyday word is no place unless something says so. */
function meantIn({ seats }: PlaceNames, { mentions, rest }: Reading): readonly Mention[] {
  const certain = mentions.filter(({ everyday, evident }) => !everyday || evident || rest.length === 0);
  // "Алматы, Төле би 100": beside a city the rest is an address in it.
  const isCertain = ({ as, everyday }: Mention) => as !== "district" && !everyday;
  const anchors = certain.filter(isCertain);
  if (anchors.length === 0) return certain;
  const inCity = anchors.flatMap(({ options }) => options.filter(({ place }) => place !== null && seats.has(place.id)));
  const near = (option: PlaceOption) => anchors.some((anchor) => anchor.options.some((one) => isWithin(option, one)));
  return certain.filter(
    (one) => isCertain(one) || one.options.some(near) || (inCity.length === 0 && one.evident && one.as !== "district"),
  );
}

function isSameRegion(a: PlaceOption, b: PlaceOption): boolean {
  return a.region === b.region;
}

/** In the same region, or in what was a part of a region that is named as a whole. */
function isWithin(fine: PlaceOption, coarse: PlaceOption): boolean {
  return isSameRegion(fine, coarse) || (coarse.place === null && ONCE_IN[fine.region] === coarse.region);
}

function isNearEither(a: PlaceOption, b: PlaceOption): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

interface Graded {
  readonly option: PlaceOption;
  /** How much it says: a region less than its seat, that less than a district, and a place most. */
  readonly fine: number;
}

function grade({ seats }: PlaceNames, { options, as }: Mention): readonly Graded[] {
  return options.map((option) => {
    if (option.place === null) return { option, fine: 0 };
    if (as === "district") return { option, fine: 2 };
    return { option, fine: seats.has(option.place.id) ? 1 : 3 };
  });
}

/** What two names in one text mean together: the finer one where they agree, all of them where they do not. */
function mergeOptions(one: readonly Graded[], other: readonly Graded[]): readonly Graded[] {
  for (const agree of [isSameRegion, isNearEither]) {
    const pairs = one.flatMap((a) => other.filter((b) => agree(a.option, b.option)).map((b) => [a, b] as const));
    if (pairs.length === 0) continue;
    return eachOnce(
      pairs.flatMap(([a, b]) => {
        if (a.fine === b.fine) return [a, b];
        return a.fine > b.fine ? [a] : [b];
      }),
    );
  }
  return eachOnce([...one, ...other]);
}

const idOf = ({ place, region }: PlaceOption): string => place?.id ?? region;

function eachOnce(all: readonly Graded[]): readonly Graded[] {
  return [...new Map(all.map((one) => [idOf(one.option), one])).values()];
}

/** "Муж в Караганде", "уехала из Караганды": where she is herself she did not say. */
function isElsewhere({ words, fold }: PlaceNames, typed: string): boolean {
  const said = fold(typed).split(" ");
  if (said.some((word) => words.moving.has(word))) return true;
  return said.some((word) => words.they.has(word)) && !said.some((word) => words.me.has(word));
}

function answer(options: readonly PlaceOption[], unsure: boolean): TypedPlace {
  const [only] = options;
  if (only === undefined) return NOTHING;
  if (options.length > 1 || unsure) return { found: "several", options: bySize(options).slice(0, MOST_OPTIONS) };
  return only.place === null ? { found: "region", region: only.region } : { found: "place", place: only.place };
}

/** Bigger places first, regions last. */
function bySize(options: readonly PlaceOption[]): readonly PlaceOption[] {
  return [...options].sort(
    (a, b) =>
      Number(a.place === null) - Number(b.place === null) ||
      Number(b.place?.town ?? false) - Number(a.place?.town ?? false) ||
      (b.place?.population ?? 0) - (a.place?.population ?? 0),
  );
}

/** The message must be nothing but the name: in a sentence every other word is one letter away from some village. */
const MOST_WORDS_MISTYPED = 3;

/** One typo in a name, or in one of its cases when it is long. A town is taken at its word, a village is asked about. */
function findMistyped(names: PlaceNames, rest: readonly string[]): TypedPlace {
  const word = rest.join("");
  if (rest.length > MOST_WORDS_MISTYPED || word.length < LEAST_LETTERS_WITH_TYPO) return NOTHING;
  const bases = [...withoutEnding(word)]
    .map(({ base }) => base)
    .filter((base) => base.length > LEAST_LETTERS_WITH_TYPO);
  const near = [word, ...bases].flatMap((one) => oneTypoAway(names.typos, one)).filter((name) => name[0] === word[0]);
  const known = near.flatMap((name) => names.names.get(name) ?? []);
  const options = [...new Map(known.map((one) => [idOf(one), one])).values()];
  const towns = options.filter(({ place }) => place?.town);
  const seats = towns.filter(({ place }) => place !== null && names.seats.has(place.id));
  if (seats.length === 1) return answer(seats, false);
  return answer(options, towns.length !== 1 || options.length !== 1);
}
