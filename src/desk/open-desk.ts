import { LoginDesk } from "../app/desk/logins.ts";
import type { Parts } from "../app/parts.ts";
import { caseRoutes } from "./case-routes.ts";
import { assembleDesk, type DeskApi } from "./desk-api.ts";
import { type DemoMember, doorRoutes } from "./door-routes.ts";
import { type Every, eventStream } from "./event-stream.ts";
import { addHouseRoutes } from "./house-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { queueRoutes } from "./queue-routes.ts";
import { addReferralRoutes } from "./referral-routes.ts";
import { staffGate } from "./staff-gate.ts";

/** What the desk needs of the house, and of where it stands. */
export interface DeskSettings {
  readonly parts: Parts;
  /** Reads the organisations again after a charter was kept. */
  readonly reload: () => Promise<boolean>;
  /** Origins that the console is served from: `https://host`, as a browser prints them. */
  readonly origins: readonly string[];
  /** Null unless everything is made up. */
  readonly demoMembers: () => readonly DemoMember[] | null;
  /** The clock of heartbeats; that of the platform unless told. */
  readonly every?: Every;
}

/** The whole interface of the staff's console. */
export function openDesk({ parts, reload, origins, demoMembers, every = byTimer }: DeskSettings): DeskApi {
  const gate = staffGate(parts);
  return assembleDesk({ parts, origins }, gate, [
    doorRoutes({ logins: new LoginDesk(parts, origins), demoMembers }),
    memberRoutes(reload),
    queueRoutes,
    caseRoutes,
    eventStream(gate, every),
    addReferralRoutes,
    addHouseRoutes,
  ]);
}

/** A heartbeat keeps no process alive. */
const byTimer: Every = (ms, work) => {
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
};
