import type { Region, RegionCode } from "../domain/service-records.ts";
import { isCity } from "./region-names.ts";

/** Regions around one: `[itself]`, `[its neighbours]`, `[their neighbours]`; no region twice. */
export type RegionRings = readonly [
  own: readonly RegionCode[],
  neighbours: readonly RegionCode[],
  further: readonly RegionCode[],
];

/**
 * A city that lies inside a region counts as near as that region: from Karaganda the way to Astana
 * crosses Akmola, and Astana is still next door.
 */
function neighboursOf(regions: readonly Region[], inner: readonly RegionCode[]): readonly RegionCode[] {
  const next = regions.filter((region) => inner.includes(region.code)).flatMap((region) => region.neighbours);
  const inside = regions.filter(
    (region) => isCity(region.code) && region.neighbours.every((code) => next.includes(code)),
  );
  return [...new Set([...next, ...inside.map((region) => region.code)])];
}

/** Two borders at most: beyond them a name is no help, and the lines for the whole country are. */
export function regionsAround(regions: readonly Region[], own: RegionCode): RegionRings {
  const neighbours = neighboursOf(regions, [own]).filter((code) => code !== own);
  const seen = [own, ...neighbours];
  return [[own], neighbours, neighboursOf(regions, neighbours).filter((code) => !seen.includes(code))];
}
