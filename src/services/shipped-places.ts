import { type Place, parsePlaces, parseRegions, type Region } from "../domain/service-records.ts";
import places from "./data/places.json" with { type: "json" };
import regions from "./data/regions.json" with { type: "json" };

/** The 404 places that came with the program. Parses on each call: keep the answer. @throws {Fault} `services/broken` */
export function loadPlaces(): readonly Place[] {
  return parsePlaces(places);
}

/** The 20 regions and cities of republican significance. @throws {Fault} `services/broken` */
export function loadRegions(): readonly Region[] {
  return parseRegions(regions);
}
