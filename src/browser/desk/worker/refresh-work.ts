import type { BoxKeypair } from "../../../crypto/keypairs.ts";
import { ownSessionSchema } from "../../../domain/desk/door-answers.ts";
import { codeOf, Fault } from "../../../domain/faults.ts";
import { checked, mustBeListed } from "./come-in.ts";
import { openSeeds, organisationKeys } from "./keyring.ts";
import { bytesIn } from "./received.ts";
import type { Workplace } from "./workplace.ts";

/**
 * Reads again who is to be believed and which seeds she was handed: after a charter, or when something is sealed to a
 * key that is not known yet.
 *
 * @throws {Fault} `desk/signed-out`: the charter in force does not list her any more; as `trust`, `openSeeds`.
 */
export async function refreshWork(place: Workplace): Promise<void> {
  const said = await place.api.get("/session", ownSessionSchema);
  const trusted = await checked(place, said.trust);
  const { memberId, organisationId, keys } = place.atWork();
  try {
    const { role } = mustBeListed(trusted, organisationId, memberId, keys.sign.publicKey);
    const handed = said.orgGrants.map(({ epoch, grant }) => ({ epoch, row: bytesIn(grant) }));
    const seeds = openSeeds(place.world.sodium, trusted, { memberId, organisationId, box: keys.box }, handed);
    place.change({ trusted, role, seeds, auditHead: bytesIn(said.trust.auditHead) });
  } catch (error) {
    if (codeOf(error) !== "desk/not-allowed") throw error;
    place.lock("charter");
    throw new Fault("desk/signed-out", {}, error);
  }
}

/**
 * The key of her organisation that something of this epoch is sealed to; asked for once more when it is new.
 *
 * @throws {Fault} `crypto/cannot-open`: she was not handed it.
 */
export async function keysOfEpoch(place: Workplace, epoch: number): Promise<BoxKeypair> {
  if (!place.atWork().seeds.has(epoch)) await refreshWork(place);
  return organisationKeys(place.world.sodium, place.atWork(), epoch);
}
