import { parseAndVerifyGenesis } from "../../../crypto/genesis.ts";
import { openGrant, sealGrant } from "../../../crypto/grant.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { leftSchema, type OldGrants, oldGrantsSchema } from "../../../domain/desk/door-answers.ts";
import { type CaseId, type GrantId, newId, printHex } from "../../../domain/ids.ts";
import { bytesIn, idIn } from "./received.ts";
import { keysOfEpoch } from "./refresh-work.ts";
import { charterOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

type OldGrant = OldGrants["grants"][number];

/**
 * Seals the cases of her organisation to its newest key, page after page. May be stopped at any point and gone on with:
 * a new grant is there before the old one goes. What does not open stays as it is.
 *
 * @param progress is told how many are left, at least.
 */
export async function moveCases(place: Workplace, progress: (left: number) => void): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const { grants } = await place.api.get("/grants/old", oldGrantsSchema);
    const moved: object[] = [];
    for (const grant of grants) {
      if (failed.has(grant.old)) continue;
      const next = await regranted(place, grant);
      if (next === null) failed.add(grant.old);
      else moved.push(next);
    }
    if (moved.length === 0) return progress(grants.length);
    const { left } = await place.api.post("/grants/new", { grants: moved }, leftSchema);
    progress(left);
    if (left === 0) return;
  }
}

/** The same seed, sealed to the key in force and signed by her; null: it is not what it should be. */
async function regranted(place: Workplace, old: OldGrant): Promise<object | null> {
  const { sodium, random, now } = place.world;
  try {
    const keys = await keysOfEpoch(place, old.recipientEpoch);
    const { trusted, organisationId, author } = place.atWork();
    const { deployment, known } = trusted;
    const caseId = idIn<CaseId>(old.caseId);
    const check = { deployment, caseId, known, firstSight: false };
    const genesis = parseAndVerifyGenesis(sodium, bytesIn(old.genesis), check);
    const from = { kind: "organisation", id: organisationId, epoch: old.recipientEpoch } as const;
    const recipient = { ...from, publicKey: keys.publicKey };
    const { seed, scope } = openGrant(sodium, keys, { ...genesis, recipient }, bytesIn(old.sealed), known);
    const { epoch, publicKey } = charterOf(trusted, organisationId).charter;
    const to = { ...genesis, recipient: { kind: "organisation", id: organisationId, epoch, publicKey } as const };
    const grant = sealGrant(sodium, random, to, author, { at: now(), scope, seed });
    seed.fill(0);
    const grantId = printHex(newId<GrantId>(random));
    return { caseId: old.caseId, old: old.old, grantId, grant: printBase64(grant) };
  } catch {
    return null;
  }
}
