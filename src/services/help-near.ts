import type { Place, Region, RegionCode, ServiceKind } from "../domain/service-records.ts";
import type { Point } from "./distance.ts";
import type { PublishedIntake } from "./intake-state.ts";
import type { ShownService } from "./may-show.ts";
import { type LocatedService, locateServices, type NearbyService, nearestServices } from "./nearest-services.ts";
import { indexPlaces, isInCountry, nearestPlace, type PlaceIndex } from "./place-index.ts";
import { openPlaceNames, type PlaceNames } from "./place-names.ts";
import { placeById } from "./places.ts";
import { type RegionRings, regionsAround } from "./region-rings.ts";
import type { Who } from "./takes.ts";

/** Everything that is asked again and again, prepared once. */
export interface Directory {
  readonly places: PlaceIndex;
  /** For places that are typed. */
  readonly names: PlaceNames;
  readonly regions: readonly Region[];
  readonly rings: ReadonlyMap<RegionCode, RegionRings>;
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

/**
 * @param fold what makes spellings of a name alike; for places that are typed.
 * @param intake what organisations published of their room; `unknown` where it says nothing.
 * @throws {Fault} `services/broken` when an organisation is in a town nobody knows.
 */
export function openDirectory(
  services: readonly ShownService[],
  places: readonly Place[],
  regions: readonly Region[],
  fold: (text: string) => string,
  intake: PublishedIntake = new Map(),
): Directory {
  const located = locateServices(services, places, intake);
  const names = openPlaceNames(places, regions, fold);
  const rings = new Map(regions.map(({ code }) => [code, regionsAround(regions, code)]));
  return { places: indexPlaces(places), names, regions, rings, located, lines: linesOf(services) };
}

/** The same directory with what organisations publish now; everything that is costly to prepare is shared. */
export function withIntake(directory: Directory, intake: PublishedIntake): Directory {
  const located = directory.located.map(
    (one) => ({ ...one, intake: intake.get(one.service.id) ?? "unknown" }) as const,
  );
  return { ...directory, located };
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
  /** Something in the region takes this person, and has published that it is closed. */
  readonly regionHasClosed: boolean;
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
 * @param who everybody who comes: all of them must be taken.
 * @param kinds all kinds when left out.
 */
export function helpNear(
  directory: Directory,
  whereabouts: Whereabouts,
  who: Who | readonly Who[],
  kinds?: readonly ServiceKind[],
): HelpNear {
  const { lines } = directory;
  const from = startOf(directory, whereabouts);
  const takes = typeof who === "string" ? [who] : who;
  if (from === null) return { from, regionHasNone: true, regionHasClosed: false, services: [], lines };

  const [own, neighbours, further] = directory.rings.get(from.region) ?? [[from.region], [], []];
  const find = (regions: readonly RegionCode[], where: NearHelp["where"]): readonly NearHelp[] => {
    const wanted = kinds === undefined ? { takes, regions } : { takes, regions, kinds };
    return nearestServices(directory.located, from, wanted).map((one) => ({ ...one, where }));
  };
  const here = find(own, "own-region");
  const near = [...here, ...find(neighbours, "neighbour-region")];
  const services = near.length > 0 ? near : find(further, "further-region");
  const regionHasClosed = directory.located.some(
    ({ town, intake, service }) =>
      own.includes(town.region) && intake === "closed" && takes.every((one) => service.takes.includes(one)),
  );
  return { from, regionHasNone: here.length === 0, regionHasClosed, services, lines };
}
