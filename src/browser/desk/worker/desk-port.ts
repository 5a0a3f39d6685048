import type { DeskPort } from "../port.ts";
import { caseDesk } from "./cases.ts";
import { doorPort } from "./door.ts";
import { openHousePort } from "./house.ts";
import { membersPort } from "./members.ts";
import { nearestOf } from "./nearest.ts";
import { queuePort } from "./queue.ts";
import { referralPort } from "./referrals.ts";
import { openWorkplace } from "./workplace.ts";
import type { World } from "./world.ts";

/** How often somebody who does nothing is looked at. */
const LOOK_MS = 5_000;

/** The desk behind its pages: everything that needs a key happens here. */
export function openDeskPort(world: World): DeskPort {
  const place = openWorkplace(world);
  world.every(LOOK_MS, place.lockWhenOver);
  const { port, hands } = caseDesk(place);
  return {
    door: doorPort(place),
    queue: queuePort(place),
    cases: { ...port, nearest: nearestOf(place, hands) },
    referrals: referralPort(place, hands),
    house: { ...openHousePort(place), ...membersPort(place) },
  };
}
