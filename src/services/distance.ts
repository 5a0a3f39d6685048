import type { Brand } from "../domain/brand.ts";

/** WGS 84 degrees. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export type Km = Brand<number, "Km">;

/** Mean radius R1 of GRS 80. @see https://doi.org/10.1007/s001900050278 */
const EARTH_RADIUS_KM = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** False for NaN, infinities and degrees that are not on the globe. */
export function isPoint(point: Point): boolean {
  return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180;
}

/** Great-circle distance (haversine). Off by up to about 0.5 % against the ellipsoid: harmless between towns. */
export function distance(a: Point, b: Point): Km {
  const h =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return (2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))) as Km;
}

/** Points as unit vectors, three numbers each: finding the nearest takes no sine and no cosine per point. */
export type PointTable = Brand<Float64Array, "PointTable">;

function writeUnit(table: Float64Array, at: number, point: Point): void {
  const flat = Math.cos(radians(point.lat));
  table[at] = flat * Math.cos(radians(point.lon));
  table[at + 1] = flat * Math.sin(radians(point.lon));
  table[at + 2] = Math.sin(radians(point.lat));
}

/** Computed once, when a directory is opened. */
export function tablePoints(points: readonly Point[]): PointTable {
  const table = new Float64Array(3 * points.length);
  points.forEach((point, i) => {
    writeUnit(table, 3 * i, point);
  });
  return table as PointTable;
}

/** Index of the row nearest to `from`, or -1 when the table is empty or `from` is no point on the globe. */
export function nearestRow(table: PointTable, from: Point): number {
  if (!isPoint(from)) return -1;
  const [x = 0, y = 0, z = 0] = tablePoints([from]);
  let best = -1;
  let bestCosine = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < table.length; i += 3) {
    const cosine = x * (table[i] ?? 0) + y * (table[i + 1] ?? 0) + z * (table[i + 2] ?? 0);
    if (cosine > bestCosine) {
      bestCosine = cosine;
      best = i / 3;
    }
  }
  return best;
}
