import type { Locale } from "../domain/chat.ts";
import type { LocalName, Place, RegionCode } from "../domain/service-records.ts";

/** A place by its id, or `null`. Linear over 404: for answers of people, not for loops. */
export function placeById(places: readonly Place[], id: string): Place | null {
  return places.find((place) => place.id === id) ?? null;
}

/** Places of one region as a list of buttons: towns by population, then villages by population, unknown ones last. */
export function placesOf(places: readonly Place[], region: RegionCode): readonly Place[] {
  return once(regions, places, region, () =>
    places
      .filter((place) => place.region === region)
      .sort((a, b) => Number(b.town) - Number(a.town) || (b.population ?? 0) - (a.population ?? 0)),
  );
}

/**
 * What was made of a list of places, which never changes. A talk is run from its start at every turn, and with it every
 * list that it ever showed: unremembered, that was a twentieth of the processor time of an intake.
 */
type Made<Name, Out> = WeakMap<readonly Place[], Map<Name, Out>>;
const regions: Made<RegionCode, readonly Place[]> = new WeakMap();
const shortNames: Made<Place, LocalName> = new WeakMap();

function once<Name, Out>(made: Made<Name, Out>, places: readonly Place[], name: Name, make: () => Out): Out {
  const ofList = made.get(places) ?? new Map<Name, Out>();
  const known = ofList.get(name);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(places, ofList.set(name, fresh));
  return fresh;
}

/** "Зерендинский район" and "район Шал акына" without the word for district. */
function districtShortName(place: Place, locale: Locale): string {
  return (place.district?.[locale] ?? "").replace(/ район$|^район /, "");
}

/** A name is only compared within its region, so the places of the region are enough. */
function shortNameIn(places: readonly Place[], place: Place, locale: Locale): string {
  const name = place.name[locale];
  const shared = places.some((one) => one.name[locale] === name && one.region === place.region && one.id !== place.id);
  return shared ? `${name} (${districtShortName(place, locale)})` : name;
}

/**
 * A name for buttons, 24 characters at most. Where a region has two places of one name, the district is added:
 * "Акколь (Зерендинский)".
 */
export function placeShortName(places: readonly Place[], place: Place): LocalName {
  return once(shortNames, places, place, () => ({
    kk: shortNameIn(places, place, "kk"),
    ru: shortNameIn(places, place, "ru"),
  }));
}
