import type { Place } from "../domain/service-records.ts";
import { distance, isPoint, type Km, nearestRow, type Point, type PointTable, tablePoints } from "./distance.ts";

/** Places, ready to be searched by coordinates. */
export interface PlaceIndex {
  readonly places: readonly Place[];
  readonly table: PointTable;
}

export function indexPlaces(places: readonly Place[]): PlaceIndex {
  return { places, table: tablePoints(places) };
}

/** The known place nearest to a point, or `null` for NaN and degrees that are not on the globe. */
export function nearestPlace(index: PlaceIndex, from: Point): { readonly place: Place; readonly km: Km } | null {
  const place = index.places[nearestRow(index.table, from)];
  return place === undefined ? null : { place, km: distance(from, place) };
}

/** The outermost points of the country are 40.57 to 55.45 N and 46.49 to 87.32 E; half a degree is added. */
const BOX = { south: 40, north: 56, west: 46, east: 88 } as const;

/** No known place is lonelier than 170 km, so hardly any inhabited point is farther than this from one. */
const REACH_KM = 150;

/**
 * Roughly: inside the bounding box and within 150 km of a known place. Lets in Tashkent and Omsk on purpose: a
 * phone near the border that is sent away is worse than one over the border that gets an answer.
 */
export function isInCountry(index: PlaceIndex, point: Point): boolean {
  if (!isPoint(point)) return false;
  if (point.lat < BOX.south || point.lat > BOX.north || point.lon < BOX.west || point.lon > BOX.east) return false;
  const nearest = nearestPlace(index, point);
  return nearest !== null && nearest.km <= REACH_KM;
}
