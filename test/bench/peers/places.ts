import { seededRandom } from "../../support/seeded-random.ts";
import type { Near } from "./flow.ts";

interface Point {
  readonly lat: number;
  readonly lon: number;
}

interface Centre extends Point {
  readonly name: string;
  readonly phone: string;
}

const TOWNS = 5_000;
const CENTRES = 500;
const SHOWN = 3;
const RADIANS = Math.PI / 180;
const EARTH_DIAMETER_KM = 2 * 6_371.0088; // Twice the mean radius R1 of GRS 80.
const KM_OF_A_DEGREE = 111.195; // Of latitude, on that sphere.
const MIDDLE: Point = { lat: 48, lon: 67 };

const random = seededRandom(5);
const anywhere = (): Point => ({ lat: 41 + random.next() * 14, lon: 47 + random.next() * 40 });
const towns: ReadonlyMap<string, Point> = new Map(
  Array.from({ length: TOWNS }, (_, i) => [`town${i}`, anywhere()] as const),
);
const centres: readonly Centre[] = Array.from({ length: CENTRES }, (_, i) => ({
  name: `Centre ${i}`,
  phone: `000-${String(i).padStart(5, "0")}`,
  ...anywhere(),
}));
const lats = Float64Array.from(centres, ({ lat }) => lat);
const lons = Float64Array.from(centres, ({ lon }) => lon);

/** The nearest three as one writes it first: distance to each, sort, cut. */
export function nearestBySorting(words: string): readonly Near[] {
  const from = pointOf(words);
  return centres
    .map(({ name, phone, lat, lon }) => ({ name, phone, km: kmBetween(from, { lat, lon }) }))
    .sort((a, b) => a.km - b.km)
    .slice(0, SHOWN)
    .map((one) => ({ ...one, km: Math.round(one.km) }));
}

/** The nearest three as one writes it when it has to be quick: one pass, no objects, the earth flat around her. */
export function nearestInOnePass(words: string): readonly Near[] {
  const { lat, lon } = pointOf(words);
  const narrowing = Math.cos(lat * RADIANS);
  const best: { at: number; square: number }[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let at = 0; at < lats.length; at += 1) {
    const y = (lats[at] ?? 0) - lat;
    const x = ((lons[at] ?? 0) - lon) * narrowing;
    const square = x * x + y * y;
    if (square >= limit) continue;
    best.push({ at, square });
    best.sort((a, b) => a.square - b.square);
    if (best.length > SHOWN) best.pop();
    if (best.length === SHOWN) limit = best[SHOWN - 1]?.square ?? limit;
  }
  return best.map(({ at, square }) => ({
    name: centres[at]?.name ?? "",
    phone: centres[at]?.phone ?? "",
    km: Math.round(Math.sqrt(square) * KM_OF_A_DEGREE),
  }));
}

/** "Town17, and more words": what stands before the comma is looked up. */
function pointOf(words: string): Point {
  return towns.get((words.split(",", 1)[0] ?? "").trim().toLowerCase()) ?? MIDDLE;
}

/** Great-circle distance by the haversine formula. */
function kmBetween(a: Point, b: Point): number {
  const [south, east] = [(b.lat - a.lat) * RADIANS, (b.lon - a.lon) * RADIANS];
  const half =
    Math.sin(south / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(east / 2) ** 2;
  return EARTH_DIAMETER_KM * Math.asin(Math.sqrt(half));
}
