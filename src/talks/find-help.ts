import type { PlaceAnswer } from "../domain/answers.ts";
import { type Directory, type HelpNear, helpNear, type NearHelp, type Whereabouts } from "../services/help-near.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";
import { askWhere } from "./where.ts";

/** How many organisations one answer names. More than she can read is no help. */
const MOST_SHOWN = 4;

/** Find help near me: by lists, honest when there is nothing, and never an address that is kept secret. */
export function findHelp(directory: Directory): Talk {
  return { name: "find-help", edition: 1, run: (d) => find(d, directory) };
}

async function find(d: Dialogue, directory: Directory): Promise<TalkEnd> {
  const where = await askWhere(d, directory);
  const whereabouts = where === null ? null : whereaboutsOf(where);
  if (whereabouts !== null) sayNear(d, helpNear(directory, whereabouts, "women"));
  else d.say(where === null ? "find-help.whole-country" : "find-help.not-in-list");
  d.say("find-help.national");
  d.say("find-help.address-is-secret");
  const way = await d.choose("find-help.next", ["write", "again", "menu"]);
  if (way === "again") return goTo("find-help");
  return goTo(way === "write" ? "intake" : "menu");
}

function whereaboutsOf(where: PlaceAnswer): Whereabouts | null {
  switch (where.place) {
    case "town":
      return { placeId: where.id };
    case "region":
      return { region: where.code };
    case "point":
      return { lat: where.lat, lon: where.lon };
    case "words":
      return where.region === undefined ? null : { region: where.region };
  }
}

function sayNear(d: Dialogue, near: HelpNear): void {
  if (near.services.length === 0) {
    d.say("find-help.none-at-all");
    return;
  }
  d.say(near.regionHasNone ? "find-help.region-has-none" : "find-help.found");
  for (const one of near.services.slice(0, MOST_SHOWN)) sayOne(d, one);
}

/** Name, town, how far, and when a page last named it. Nothing else of a centre is ever said. */
function sayOne(d: Dialogue, { service, town, km }: NearHelp): void {
  const here = { name: { data: service.name }, town: { data: town.name } };
  const there = { ...here, km };
  const checked = service.lastChecked;
  if (checked === null) {
    if (km === 0) d.say("find-help.centre-here-undated", here);
    else d.say("find-help.centre-undated", there);
  } else if (km === 0) d.say("find-help.centre-here", { ...here, checked });
  else d.say("find-help.centre", { ...there, checked });
}
