import type { FileLine } from "../../../crypto/case-file.ts";
import { fold } from "../../../distress/fold.ts";
import type { PlaceAnswer } from "../../../domain/answers.ts";
import { type EntryBody, entryBodySchema } from "../../../domain/case-contents.ts";
import type { OrganisationCard } from "../../../domain/desk/organisation.ts";
import type { ServiceId } from "../../../domain/service-records.ts";
import { isRegionCode } from "../../../domain/service-records.ts";
import { distance } from "../../../services/distance.ts";
import {
  type Directory,
  type HelpNear,
  helpNear,
  openDirectory,
  type Whereabouts,
  withIntake,
} from "../../../services/help-near.ts";
import { placeById } from "../../../services/places.ts";
import { loadShownServices } from "../../../services/public-services.ts";
import { regionShortName } from "../../../services/region-names.ts";
import { loadPlaces, loadRegions } from "../../../services/shipped-places.ts";
import type { CasePort } from "../port.ts";
import { answered } from "./api-client.ts";
import type { CaseHands } from "./case-hands.ts";
import { readCards } from "./house.ts";
import type { Workplace } from "./workplace.ts";

type Nearest = Extract<Awaited<ReturnType<CasePort["nearest"]>>, { readonly near: unknown }>;
type Near = Nearest["near"][number];

/**
 * Who is near a case, looked up on this device: where she is leaves it no more than the case does. Services as they are
 * shown to everybody, in the order of room and distance, and organisations of the registry that are none of them.
 */
export function nearestOf(place: Workplace, hands: CaseHands): CasePort["nearest"] {
  let directory: Directory | null = null;
  return (caseId) =>
    answered(async () => {
      const { file } = await hands.hold(caseId);
      directory ??= openDirectory(loadShownServices(), loadPlaces(), loadRegions(), fold);
      return near(directory, placeIn(file.lines), await readCards(place));
    });
}

/** The same without a case. Services that are closed are left out, as for people who ask themselves. */
export function near(all: Directory, place: PlaceAnswer | null, cards: readonly OrganisationCard[]): Nearest {
  const intake = new Map(
    cards.flatMap((card) => (card.serviceId === null ? [] : [[card.serviceId as ServiceId, card.intake] as const])),
  );
  const directory = withIntake(all, intake);
  const where = place === null ? null : whereaboutsOf(place);
  const help = where === null ? null : helpNear(directory, where, "women");
  const services = (help?.services ?? []).map(({ service, km, intake: said }): Near => {
    const card = cards.find(({ serviceId }) => serviceId === service.id) ?? null;
    return {
      id: service.id,
      name: service.name.ru,
      km,
      intake: said,
      beds: card?.beds ?? null,
      organisation: card?.id ?? null,
      checked: service.lastChecked ?? "",
    };
  });
  const others = cards.flatMap((card) => otherCentre(directory, help, card));
  return { near: [...services, ...others], place: place === null ? null : wordsOf(directory, place) };
}

/** A centre of the registry that is no service in the list: its town is what it published of itself. */
function otherCentre(directory: Directory, help: HelpNear | null, card: OrganisationCard): readonly Near[] {
  const isListed = help?.services.some(({ service }) => service.id === card.serviceId) ?? false;
  if (card.kind !== "crisis-centre" || card.intake === "closed" || isListed) return [];
  const town = card.town === null ? null : placeById(directory.places.places, card.town);
  const km = town === null || !help?.from ? null : Math.round(distance(help.from, town));
  const { id, name, intake, beds } = card;
  return [{ id, name, km, intake, beds, organisation: id, checked: "" }];
}

/** The last place that the case names, in quotes of other cases, too. */
export function placeIn(lines: readonly FileLine[]): PlaceAnswer | null {
  const places = lines.flatMap((line) => (line.ok ? (placeOf(line.body) ?? []) : []));
  return places.at(-1) ?? null;
}

function placeOf(body: EntryBody): PlaceAnswer | null {
  if (body.entry === "location" || body.entry === "summary") return body.place;
  if (body.entry !== "quote") return null;
  const quoted = entryBodySchema.safeParse(jsonOf(body.body));
  return quoted.success && quoted.data.entry !== "quote" ? placeOf(quoted.data) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function whereaboutsOf(place: PlaceAnswer): Whereabouts | null {
  switch (place.place) {
    case "town":
      return { placeId: place.id };
    case "region":
      return { region: place.code };
    case "point":
      return place.abroad === undefined ? { lat: place.lat, lon: place.lon } : null;
    case "words":
      if (place.town !== undefined) return { placeId: place.town };
      return place.region === undefined ? null : { region: place.region };
  }
}

/** The place in words that staff read: what she wrote, or the name of what she chose. */
function wordsOf({ places: { places } }: Directory, place: PlaceAnswer): string | null {
  switch (place.place) {
    case "town":
      return placeById(places, place.id)?.name.ru ?? null;
    case "region":
      return isRegionCode(place.code) ? regionShortName(place.code).ru : null;
    case "words":
      return place.words;
    case "point":
      return null;
  }
}
