import { Fault } from "../domain/faults.ts";
import type { Place, RegionCode, ServiceKind } from "../domain/service-records.ts";
import { distance, type Km, type Point } from "./distance.ts";
import { EXTRA_KM, type Intake, type PublishedIntake } from "./intake-state.ts";
import type { ShownService } from "./may-show.ts";
import type { Who } from "./takes.ts";

/** An organisation that may be shown, and the town it is in. */
export interface LocatedService {
  readonly service: ShownService;
  /** Distances are counted to its centre, whatever finer coordinates an entry has. [Note: Never finer than a town] */
  readonly town: Place;
  readonly intake: Intake;
}

export interface NearbyService extends LocatedService {
  /** Straight line between town centres in whole kilometres: say "about". 0 is the same town. */
  readonly km: Km;
}

/**
 * Finds the towns of all local organisations; national lines are left out.
 *
 * @throws {Fault} `services/broken` when a town is not among the places: its distance would be invented.
 */
export function locateServices(
  services: readonly ShownService[],
  places: readonly Place[],
  published: PublishedIntake = new Map(),
): readonly LocatedService[] {
  return services
    .filter((service) => service.region !== "KZ")
    .map((service, index) => {
      const town = places.find(
        (place) =>
          place.region === service.region && (place.name.ru === service.town || place.name.kk === service.town),
      );
      if (town === undefined) throw new Fault("services/broken", { index });
      return { service, town, intake: published.get(service.id) ?? "unknown" };
    });
}

export interface Wanted {
  /** Everybody who comes: an organisation that does not take all of them is left out. */
  readonly takes: readonly Who[];
  /** All kinds when left out. */
  readonly kinds?: readonly ServiceKind[];
  /** Distance alone never crosses a region's border: name the regions that may be looked at. */
  readonly regions: readonly RegionCode[];
  readonly limit?: number;
}

/** How far it counts as, or `null` where nobody is taken in. [Note: Room before kilometres] */
function rankOf({ intake, km }: NearbyService): number | null {
  return intake === "closed" ? null : km + EXTRA_KM[intake];
}

/**
 * Organisations that take these people, best first: the nearest, with room before unknown before full at a similar
 * distance, closed ones left out; of equal rank in the order of their ids.
 *
 * @param from the centre of the town the person named, never their own position.
 */
export function nearestServices(
  located: readonly LocatedService[],
  from: Point,
  { takes, kinds, regions, limit }: Wanted,
): readonly NearbyService[] {
  return located
    .filter(({ service, town }) => {
      const fits =
        takes.every((who) => service.takes.includes(who)) && (kinds === undefined || kinds.includes(service.kind));
      return fits && regions.includes(town.region);
    })
    .map((one) => ({ ...one, km: Math.round(distance(from, one.town)) as Km }))
    .flatMap((one) => {
      const rank = rankOf(one);
      return rank === null ? [] : [{ one, rank }];
    })
    .sort((a, b) => a.rank - b.rank || (a.one.service.id < b.one.service.id ? -1 : 1))
    .map(({ one }) => one)
    .slice(0, limit);
}
