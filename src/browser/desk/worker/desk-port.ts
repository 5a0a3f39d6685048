import type { DeskPort } from "../port.ts";
import { doorPort } from "./door.ts";
import { membersPort } from "./members.ts";
import { notYet } from "./not-yet.ts";
import { openWorkplace } from "./workplace.ts";
import type { World } from "./world.ts";

/** How often somebody who does nothing is looked at. */
const LOOK_MS = 5_000;

/** The desk behind its pages: everything that needs a key happens here. */
export function openDeskPort(world: World): DeskPort {
  const place = openWorkplace(world);
  world.every(LOOK_MS, place.lockWhenOver);
  return {
    door: doorPort(place),
    queue: notYet<DeskPort["queue"]>(),
    cases: notYet<DeskPort["cases"]>(),
    referrals: notYet<DeskPort["referrals"]>(),
    house: Object.assign(notYet<DeskPort["house"]>(), membersPort(place)),
  };
}
