import { Fault } from "../../domain/faults.ts";
import { type CaseId, type GrantId, sameBytes } from "../../domain/ids.ts";
import type { GrantRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

/** How many grants an administrator's browser moves in one go. */
const AT_ONCE = 100;

/** A grant of an older key, with the outer lock taken off, so that it can be sealed to the newest key. */
export interface OldGrant {
  readonly grant: GrantRow;
  readonly genesis: Uint8Array;
  readonly sealed: Uint8Array;
}

/** What is still sealed to older keys of her organisation. Cases that ended meanwhile are left out. */
export async function oldGrants(parts: Parts, session: StaffSession): Promise<readonly OldGrant[]> {
  const { epoch } = session.organisation.charter.charter;
  const grants = await parts.store.grantsBelowEpoch(session.orgId, epoch, AT_ONCE);
  const found: OldGrant[] = [];
  for (const grant of grants) {
    const row = await parts.store.findCase(grant.caseId);
    if (row === null) continue;
    const sealed = parts.keys.unlockRow(grant.caseId, grant.grantId, grant.row);
    found.push({ grant, genesis: row.genesis, sealed });
  }
  return found;
}

/**
 * Takes grants to the newest key in place of the old ones: the new one is there before the old one goes.
 *
 * @returns how many are left; with none left the old seeds of the members go, too.
 * @throws {Fault} `desk/bad-request`: not a grant of hers.
 */
export async function regrant(
  parts: Parts,
  session: StaffSession,
  grants: readonly {
    readonly caseId: CaseId;
    readonly old: GrantId;
    readonly grantId: GrantId;
    readonly grant: Uint8Array;
  }[],
): Promise<number> {
  const { epoch } = session.organisation.charter.charter;
  for (const one of grants) {
    const before = (await parts.store.grantsOf(one.caseId)).find(({ grantId }) => sameBytes(grantId, one.old));
    if (before === undefined || !sameBytes(before.recipientId, session.orgId) || before.recipientEpoch >= epoch)
      throw new Fault("desk/bad-request");
    const row = parts.keys.lockRow(one.caseId, one.grantId, one.grant);
    const writes: readonly Write[] = [
      { write: "add-grant", grant: { ...before, grantId: one.grantId, recipientEpoch: epoch, row } },
      { write: "erase-grant", grantId: one.old },
    ];
    await commitAudited(parts, { actor: session.actor, action: "regrant", caseId: one.caseId }, writes);
  }
  const left = await parts.store.grantsBelowEpoch(session.orgId, epoch, AT_ONCE);
  if (left.length === 0)
    await parts.store.commit([{ write: "erase-org-grants", orgId: session.orgId, epochBelow: epoch }]);
  return left.length;
}
