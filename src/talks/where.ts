import type { PlaceAnswer } from "../domain/answers.ts";
import type { RegionCode } from "../domain/service-records.ts";
import type { Directory } from "../services/help-near.ts";
import { placeShortName, placesOf } from "../services/places.ts";
import { regionsList } from "../services/region-names.ts";
import type { Dialogue, Row } from "./dialogue.ts";

/** A page of towns: with "more" and "skip" it stays within the ten rows of a list. */
const TOWNS_A_PAGE = 8;

const MORE: Row = { id: "more", label: { data: { kk: "Басқа жерлер", ru: "Другие места" } } };

/** Region, then town, from lists; typed words are kept as they are; null when skipped at the first list. */
export async function askWhere(d: Dialogue, directory: Directory): Promise<PlaceAnswer | null> {
  const regions = regionsList();
  const picked = await d.pick(
    "where.region",
    regions.map(({ code, name }) => ({ id: code, label: { data: name } })),
  );
  if (picked === null) return null;
  if ("words" in picked) return { place: "words", words: picked.words };
  if ("point" in picked) return picked.point;
  const region = regions.find(({ code }) => code === picked.row);
  return region ? askTown(d, directory, region.code) : null;
}

async function askTown(d: Dialogue, directory: Directory, code: RegionCode): Promise<PlaceAnswer> {
  const all = directory.places.places;
  const towns = placesOf(all, code);
  const [only] = towns;
  if (towns.length === 1 && only) return { place: "town", id: only.id };
  for (let from = 0; ; from = from + TOWNS_A_PAGE < towns.length ? from + TOWNS_A_PAGE : 0) {
    const page = towns
      .slice(from, from + TOWNS_A_PAGE)
      .map((town) => ({ id: town.id, label: { data: placeShortName(all, town) } }));
    const picked = await d.pick("where.town", towns.length > TOWNS_A_PAGE ? [...page, MORE] : page);
    if (picked === null) return { place: "region", code };
    if ("words" in picked) return { place: "words", words: picked.words, region: code };
    if ("point" in picked) return picked.point;
    if (picked.row !== MORE.id) return { place: "town", id: picked.row };
  }
}
