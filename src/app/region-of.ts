import type { PlaceAnswer } from "../domain/answers.ts";
import type { Directory } from "../services/help-near.ts";
import { isInCountry, nearestPlace } from "../services/place-index.ts";
import { placeById } from "../services/places.ts";

/**
 * The region that a case is routed by, as far as it is known. Typed words count as what the talk understood them as;
 * nothing is guessed here. Abroad there is none.
 */
export function regionOf({ places }: Directory, place: PlaceAnswer | null): string | null {
  switch (place?.place) {
    case undefined:
      return null;
    case "words":
      return place.region ?? null;
    case "region":
      return place.code;
    case "town":
      return placeById(places.places, place.id)?.region ?? null;
    case "point":
      if (place.abroad !== undefined || !isInCountry(places, place)) return null;
      return nearestPlace(places, place)?.place.region ?? null;
  }
}
