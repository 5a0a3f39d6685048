import type { Directory } from "../services/help-near.ts";
import { CODE_TALKS } from "./code-talks.ts";
import { counter, shopDoor, shopWindow } from "./counter.ts";
import { dangerNow, dangerUnclear } from "./danger-now.ts";
import { findHelp } from "./find-help.ts";
import { firstContact } from "./first-contact.ts";
import { intake } from "./intake.ts";
import { live } from "./live.ts";
import { menu } from "./menu.ts";
import { TRACE_TALKS } from "./my-traces.ts";
import { order, orderOpen } from "./order.ts";
import { resume } from "./resume.ts";
import { forChild, neighbour, someoneElse, suicide, underAge } from "./screens.ts";
import type { Talk } from "./talk.ts";

/** Every talk by its name. */
export function talksOver(directory: Directory): ReadonlyMap<string, Talk> {
  const all: readonly Talk[] = [
    firstContact,
    menu,
    dangerNow(directory),
    dangerUnclear(directory),
    intake(directory),
    findHelp(directory),
    someoneElse,
    neighbour,
    forChild,
    underAge,
    suicide,
    live,
    order,
    orderOpen,
    shopDoor,
    shopWindow,
    counter,
    resume,
    ...CODE_TALKS,
    ...TRACE_TALKS,
  ];
  return new Map(all.map((talk) => [talk.name, talk]));
}
