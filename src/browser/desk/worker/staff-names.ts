import { boxKeypair } from "../../../crypto/keypairs.ts";
import { openName } from "../../../crypto/member-name.ts";
import { type Roster, rosterSchema } from "../../../domain/desk/door-answers.ts";
import { type MemberId, printHex } from "../../../domain/ids.ts";
import { bytesIn, idIn } from "./received.ts";
import type { Workplace } from "./workplace.ts";

/** What colleagues call each other, by member in hexadecimal. */
export type StaffNames = ReadonlyMap<string, string>;

export function readRoster(place: Workplace): Promise<Roster> {
  return place.api.get("/members", rosterSchema);
}

/** The names that open; who has none is called by the first letters of her id where she is shown. */
export function namesIn(place: Workplace, roster: Roster): StaffNames {
  const names = new Map<string, string>();
  for (const { member, name } of roster.members) {
    const opened = name === null ? null : openedName(place, idIn(member), bytesIn(name));
    if (opened !== null) names.set(member, opened);
  }
  return names;
}

/**
 * A name sealed to any of the organisation's keys that she holds; null: to none.
 *
 * @param id whose it is; of somebody who was not admitted yet that of the invitation.
 */
export function openedName(place: Workplace, id: Uint8Array, sealed: Uint8Array): string | null {
  const { sodium } = place.world;
  const { trusted, organisationId, seeds } = place.atWork();
  const namePlace = { deployment: trusted.deployment, organisationId, memberId: id as MemberId };
  for (const seed of [...seeds.values()].reverse()) {
    try {
      return openName(sodium, boxKeypair(sodium, seed), namePlace, sealed);
    } catch {
      // Sealed to another epoch; the next seed is tried.
    }
  }
  return null;
}

/** What she is called where nobody gave her a name. */
export function shortId(id: Uint8Array): string {
  return printHex(id).slice(0, 6);
}
