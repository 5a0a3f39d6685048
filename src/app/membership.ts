import type { Member } from "../crypto/charter.ts";
import type { Seed } from "../crypto/keypairs.ts";
import type { MemberKeys } from "../crypto/member-keys.ts";
import { openOrgGrant } from "../crypto/org-grant.ts";
import { Fault } from "../domain/faults.ts";
import { type MemberId, type OrganisationId, sameBytes } from "../domain/ids.ts";
import { type Recipient, recipientOf } from "./deployment.ts";
import type { Parts } from "./parts.ts";

/** What the charter in force says of a member, and the seed that was handed to her. */
export interface Membership {
  readonly listed: Member;
  readonly organisation: Recipient;
  /** @secret Of the key that her organisation's cases are sealed to. */
  readonly organisationSeed: Seed;
}

/**
 * Finds a member in the charter in force: active, with these keys, and holding the organisation's seed.
 *
 * @throws {Fault} `case/not-yours`: not an active member; `crypto/…` when the organisation's grant does not open.
 */
export async function openMembership(
  parts: Parts,
  who: { readonly id: MemberId; readonly keys: MemberKeys },
): Promise<Membership> {
  const row = await parts.store.findMember(who.id);
  const [grant] = await parts.store.orgGrantsOf(who.id);
  if (row === null || grant === undefined) throw new Fault("case/not-yours");
  const deployment = parts.deployment();
  const organisation = recipientOf(deployment, row.orgId as OrganisationId);
  const { charter } = organisation.charter;
  const listed = charter.members.find((one) => sameBytes(one.id, who.id));
  if (listed?.standing !== "active" || !sameBytes(listed.sign, who.keys.sign.publicKey))
    throw new Fault("case/not-yours");
  const recipient = { kind: "member", id: who.id, epoch: grant.epoch, publicKey: who.keys.box.publicKey } as const;
  const place = {
    deployment: deployment.id,
    organisationId: organisation.organisation.id,
    epoch: charter.epoch,
    organisationPublicKey: charter.publicKey,
    recipient,
  };
  const { seed } = openOrgGrant(parts.sodium, who.keys.box, place, grant.row, deployment.known);
  return { listed, organisation, organisationSeed: seed };
}
