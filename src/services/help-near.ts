import type { Place, Region, RegionCode, ServiceKind } from "../domain/service-records.ts";
import type { Point } from "./distance.ts";
import type { ShownService } from "./may-show.ts";
import { type LocatedService, locateServices, type NearbyService, nearestServices } from "./nearest-services.ts";
import { indexPlaces, isInCountry, nearestPlace, type PlaceIndex } from "./place-index.ts";
import { placeById } from "./places.ts";
import { regionsAround } from "./region-rings.ts";
import type { Who } from "./takes.ts";

/** Everything that is asked again and again, prepared once. */
export interface Directory {
  readonly places: PlaceIndex;
  readonly regions: readonly Region[];
  readonly located: readonly LocatedService[];
  /** Lines for the whole country, most urgent first. */
  readonly lines: readonly ShownService[];
}

/** Police and rescue before everything; a line that is not named here comes after these, in the order of the file. */
const LINES_FIRST: readonly string[] = ["kz-102", "kz-112", "kz-111", "kz-103"];

function linesOf(services: readonly ShownService[]): readonly ShownService[] {
  const lines = services.filter((one) => one.region === "KZ" && one.takes.length > 0);
  const first = LINES_FIRST.flatMap((id) => lines.filter((one) => one.id === id));
  return [...first, ...lines.filter((one) => !LINES_FIRST.includes(one.id))];
}

/** @throws {Fault} `services/broken` when an organisation is in a town nobody knows. */
export function openDirectory(
  services: readonly ShownService[],
  places: readonly Place[],
  regions: readonly Region[],
): Directory {
  const located = locateServices(services, places);
  return { places: indexPlaces(places), regions, located, lines: linesOf(services) };
}

/** Where a person is, as far as they said. Ids and codes are as stored: an unknown one is no place, not a failure. */
export type Whereabouts = { readonly placeId: string } | { readonly region: string } | Point;

export interface NearHelp extends NearbyService {
  readonly where: "own-region" | "neighbour-region" | "further-region";
}

export interface HelpNear {
  /** The town that distances are counted from; `null` when it is unknown or outside the country. */
  readonly from: Place | null;
  /** Nothing that may be shown takes this person in the region itself. It does not say that nothing exists. */
  readonly regionHasNone: boolean;
  /** Own region first, then neighbours; regions beyond them only when both have none. */
  readonly services: readonly NearHelp[];
  /** Never empty with the shipped data: say them beside whatever else is said. */
  readonly lines: readonly ShownService[];
}

/** The town distances start from: the named one, the seat of the region, or the known place nearest to the point. */
function startOf({ places, regions }: Directory, whereabouts: Whereabouts): Place | null {
  if ("placeId" in whereabouts) return placeById(places.places, whereabouts.placeId);
  if ("region" in whereabouts) {
    const seat = regions.find((region) => region.code === whereabouts.region)?.seat;
    return seat === undefined ? null : placeById(places.places, seat);
  }
  return isInCountry(places, whereabouts) ? (nearestPlace(places, whereabouts)?.place ?? null) : null;
}

/**
 * Whom a person can turn to, best first. [Note: A border before a distance]
 *
 * @param kinds all kinds when left out.
 */
export function helpNear(
  directory: Directory,
  whereabouts: Whereabouts,
  who: Who,
  kinds?: readonly ServiceKind[],
): HelpNear {
  const { lines } = directory;
  const from = startOf(directory, whereabouts);
  if (from === null) return { from, regionHasNone: true, services: [], lines };

  const [own, neighbours, further] = regionsAround(directory.regions, from.region);
  const find = (regions: readonly RegionCode[], where: NearHelp["where"]): readonly NearHelp[] => {
    const wanted = kinds === undefined ? { takes: who, regions } : { takes: who, regions, kinds };
    return nearestServices(directory.located, from, wanted).map((one) => ({ ...one, where }));
  };
  const here = find(own, "own-region");
  const near = [...here, ...find(neighbours, "neighbour-region")];
  const services = near.length > 0 ? near : find(further, "further-region");
  return { from, regionHasNone: here.length === 0, services, lines };
}
