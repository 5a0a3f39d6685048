import type { DeskPort } from "../port.ts";
import type { CaseHands } from "./case-hands.ts";
import { caseDesk } from "./cases.ts";
import { doorPort } from "./door.ts";
import { openHousePort } from "./house.ts";
import { membersPort } from "./members.ts";
import { nearestOf } from "./nearest.ts";
import { queuePort } from "./queue.ts";
import { referralPort } from "./referrals.ts";
import { openWorkplace, type Workplace } from "./workplace.ts";
import type { World } from "./world.ts";

/** How often somebody who does nothing is looked at. */
const LOOK_MS = 5_000;

/** The desk behind its pages: everything that needs a key happens here. */
export function openDeskPort(world: World): DeskPort {
  return deskAt(openWorkplace(world)).port;
}

/** The same at a workplace that is there already, with what it lets others do with cases. */
export function deskAt(place: Workplace): { readonly port: DeskPort; readonly hands: CaseHands } {
  place.world.every(LOOK_MS, place.lockWhenOver);
  const { port: cases, hands } = caseDesk(place);
  const port = {
    door: doorPort(place),
    queue: queuePort(place),
    cases: { ...cases, nearest: nearestOf(place, hands) },
    referrals: referralPort(place, hands),
    house: { ...openHousePort(place), ...membersPort(place) },
  };
  return { port, hands };
}
