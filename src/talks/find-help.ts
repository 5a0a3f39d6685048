import type { PlaceAnswer } from "../domain/answers.ts";
import { type Directory, type HelpNear, helpNear, type NearHelp, type Whereabouts } from "../services/help-near.ts";
import { isInCountry } from "../services/place-index.ts";
import { regionShortName } from "../services/region-names.ts";
import type { Who } from "../services/takes.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";
import { askWhere } from "./where.ts";

/** How many organisations one answer names. More than she can read is no help. */
const MOST_SHOWN = 4;

/** Everybody who needs the place. Passed over it is a woman, the usual case. */
const WHO: Readonly<Record<"woman" | "woman-with-children" | "child" | "man" | "skip", readonly Who[]>> = {
  woman: ["women"],
  "woman-with-children": ["women", "children"],
  child: ["children"],
  man: ["men"],
  skip: ["women"],
};

/** Find help near me: by her words, lists or a shared place, honest when there is nothing, and never a secret address. */
export function findHelp(directory: Directory): Talk {
  return { name: "find-help", edition: 2, run: (d) => find(d, directory) };
}

async function find(d: Dialogue, directory: Directory): Promise<TalkEnd> {
  const where = await askWhere(d, directory);
  const whereabouts = where === null ? null : whereaboutsOf(where);
  if (where === null) d.say("find-help.whole-country");
  else if (isAbroad(directory, where)) d.say("find-help.abroad");
  else if (whereabouts === null) d.say("find-help.not-in-list");
  else {
    const who = await d.chooseOrSkip("find-help.who", ["woman", "woman-with-children", "child", "man"]);
    sayNear(d, helpNear(directory, whereabouts, WHO[who]));
  }
  d.say("find-help.national");
  d.say("find-help.address-is-secret");
  const way = await d.choose("find-help.next", ["write", "again", "menu"]);
  if (way === "again") return goTo("find-help");
  return goTo(way === "write" ? "intake" : "menu");
}

/** A point outside, unless she says that it is wrong: then nothing is known. */
function isAbroad(directory: Directory, where: PlaceAnswer): boolean {
  return where.place === "point" && where.abroad !== false && !isInCountry(directory.places, where);
}

function whereaboutsOf(where: PlaceAnswer): Whereabouts | null {
  switch (where.place) {
    case "town":
      return { placeId: where.id };
    case "region":
      return { region: where.code };
    case "point":
      return where.abroad === false ? null : { lat: where.lat, lon: where.lon };
    case "words":
      if (where.town !== undefined) return { placeId: where.town };
      return where.region === undefined ? null : { region: where.region };
  }
}

function sayNear(d: Dialogue, near: HelpNear): void {
  const { from, services, regionHasNone, regionHasClosed } = near;
  if (from !== null)
    d.say("find-help.from", { place: { data: from.name }, region: { data: regionShortName(from.region) } });
  if (regionHasNone && regionHasClosed) d.say("find-help.region-is-closed");
  const shown = services.slice(0, MOST_SHOWN);
  const [first] = shown;
  if (first === undefined) {
    d.say("find-help.none-at-all");
    return;
  }
  d.say(HEADINGS[first.where]);
  for (const one of shown) sayOne(d, one);
  if (shown.some(({ intake }) => intake !== "open")) d.say("find-help.ask-first");
}

/** By the best of the list: own region before its neighbours, those before what is beyond. */
const HEADINGS = {
  "own-region": "find-help.found",
  "neighbour-region": "find-help.region-has-none",
  "further-region": "find-help.neighbours-have-none",
} as const;

/** Name, town, how far, whether it said that it has room, and when a page last named it. Nothing else is ever said. */
function sayOne(d: Dialogue, { service, town, km, intake }: NearHelp): void {
  const here = { name: { data: service.name }, town: { data: town.name }, intake };
  const there = { ...here, km };
  const checked = service.lastChecked;
  if (checked === null) {
    if (km === 0) d.say("find-help.centre-here-undated", here);
    else d.say("find-help.centre-undated", there);
  } else if (km === 0) d.say("find-help.centre-here", { ...here, checked });
  else d.say("find-help.centre", { ...there, checked });
}
