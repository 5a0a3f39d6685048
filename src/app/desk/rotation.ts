import { codeOf, Fault } from "../../domain/faults.ts";
import { type CaseId, type GrantId, sameBytes } from "../../domain/ids.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { GrantRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

/** How many grants an administrator's browser moves in one go. */
const AT_ONCE = 100;
const FIRST_EPOCH = 1;
/** A session ends within a day, and with it the last desk that knows an old key only. */
const LATECOMERS_MS = DAY_MS;

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
    const sealed = unlocked(parts, grant);
    if (sealed !== null) found.push({ grant, genesis: row.genesis, sealed });
  }
  return found;
}

/**
 * Takes grants to the newest key in place of the old ones: the new one is there before the old one goes.
 *
 * @returns how many are left, at most a page of them.
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
    if (before === undefined) continue; // Another administrator was faster.
    if (!sameBytes(before.recipientId, session.orgId) || before.recipientEpoch >= epoch)
      throw new Fault("desk/bad-request");
    const row = parts.keys.lockRow(one.caseId, one.grantId, one.grant);
    const writes: readonly Write[] = [
      { write: "add-grant", grant: { ...before, grantId: one.grantId, recipientEpoch: epoch, row } },
      { write: "erase-grant", grantId: one.old },
    ];
    await commitAudited(parts, { actor: session.actor, action: "regrant", caseId: one.caseId }, writes);
  }
  return (await parts.store.grantsBelowEpoch(session.orgId, epoch, AT_ONCE)).length;
}

/**
 * Forgets the members' copies of older seeds once nothing is sealed to them any more: what was stolen of them opens
 * nothing then. Not at once: for a while another process or another organisation's desk may still know the old key only.
 *
 * @returns for how many organisations it was done.
 */
export async function forgetOldSeeds(parts: Parts): Promise<number> {
  const now = parts.keys.time.now();
  let forgotten = 0;
  for (const { organisation, charter } of parts.deployment().recipients.values()) {
    const { epoch, issuedAt } = charter.charter;
    if (epoch === FIRST_EPOCH || now < issuedAt + LATECOMERS_MS) continue;
    if ((await parts.store.grantsBelowEpoch(organisation.id, epoch, 1)).length > 0) continue;
    await parts.store.commit([{ write: "erase-org-grants", orgId: organisation.id, epochBelow: epoch }]);
    forgotten += 1;
  }
  return forgotten;
}

/** Null: its case ended meanwhile, or the row is damaged. */
function unlocked(parts: Parts, { caseId, grantId, row }: GrantRow): Uint8Array | null {
  try {
    return parts.keys.unlockRow(caseId, grantId, row);
  } catch (error) {
    if (codeOf(error) === "keys/unavailable") throw error;
    return null;
  }
}
