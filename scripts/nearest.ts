import { fold } from "../src/distress/fold.ts";
import type { Place } from "../src/domain/service-records.ts";
import { isPoint, type Point } from "../src/services/distance.ts";
import { type Directory, helpNear, openDirectory } from "../src/services/help-near.ts";
import { shownServices } from "../src/services/may-show.ts";
import { isInCountry, nearestPlace } from "../src/services/place-index.ts";
import type { PlaceOption } from "../src/services/place-names.ts";
import { placeById } from "../src/services/places.ts";
import { loadPlaces, loadRegions } from "../src/services/shipped-places.ts";
import { loadServices } from "../src/services/shipped-services.ts";
import { findTyped } from "../src/services/typed-place.ts";

// Finds a place as people type it, or by coordinates, and whom a woman can turn to near it. One line of JSON.

const USAGE = `usage: npm run -s nearest -- "<place as typed>"
       npm run -s nearest -- <latitude> <longitude>

examples: npm run -s nearest -- "Жезқазған"
          npm run -s nearest -- "в актобе"
          npm run -s nearest -- 47.78 67.71
`;

const NUMBER = String.raw`[-+−]?\d+(?:[.,]\d+)?`;
/** "47.78 67.71", "47,78 67,71", "47.78, 67.71". */
const TWO_NUMBERS = new RegExp(String.raw`^\s*(${NUMBER})(?:\s*[;,]\s*|\s+)(${NUMBER})\s*$`);

function degrees(text = ""): number {
  return Number(text.replace(",", ".").replace("−", "-"));
}

/** Two numbers, in one argument or in two; `null` when it is something else. */
function pointIn(typed: string): Point | null {
  const found = TWO_NUMBERS.exec(typed);
  return found === null ? null : { lat: degrees(found[1]), lon: degrees(found[2]) };
}

interface Found {
  readonly place: Place | null;
  readonly by: "name" | "region" | "point" | null;
  readonly alternatives: readonly PlaceOption[];
}

const NOTHING: Found = { place: null, by: null, alternatives: [] };

function seatOf(directory: Directory, code: string): Place | null {
  const seat = directory.regions.find((region) => region.code === code)?.seat;
  return seat === undefined ? null : placeById(directory.places.places, seat);
}

function findPoint({ places }: Directory, point: Point): Found {
  if (!isPoint(point) || !isInCountry(places, point)) return NOTHING;
  return { place: nearestPlace(places, point)?.place ?? null, by: "point", alternatives: [] };
}

function findWords(directory: Directory, typed: string): Found {
  const found = findTyped(directory.names, typed);
  switch (found.found) {
    case "place":
      return { place: found.place, by: "name", alternatives: [] };
    case "region":
      return { place: seatOf(directory, found.region), by: "region", alternatives: [] };
    case "several":
      return { place: null, by: null, alternatives: found.options };
    case "nothing":
      return NOTHING;
  }
}

function printable(directory: Directory, { place, by, alternatives }: Found): string {
  const near = place === null ? null : helpNear(directory, { placeId: place.id }, "women");
  return JSON.stringify({
    place: place === null ? null : { id: place.id, region: place.region },
    ...(by === null ? {} : { by }),
    alternatives: alternatives.map((one) =>
      one.place === null
        ? { id: seatOf(directory, one.region)?.id ?? null, region: one.region, by: "region" }
        : { id: one.place.id, region: one.region },
    ),
    services: (near?.services ?? []).map(({ service, km, town, where, intake }) => ({
      id: service.id,
      km,
      town: town.name.ru,
      name: service.name.ru,
      where,
      intake,
    })),
  });
}

function main(args: readonly string[]): number {
  const isOption = (arg: string) => /^(--|-h$)/.test(arg);
  if (args.length === 0 || args.some(isOption)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const directory = openDirectory(shownServices(loadServices()), loadPlaces(), loadRegions(), fold);
  const typed = args.join(" ");
  const point = pointIn(typed);
  const found = point === null ? findWords(directory, typed) : findPoint(directory, point);
  process.stdout.write(`${printable(directory, found)}\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
