import { asId, type DeploymentId, type OrganisationId, type RandomBytes } from "../domain/ids.ts";
import type { Author, KnownSigner } from "./author.ts";
import { enc, u8, u32 } from "./encoding.ts";
import { asKey, type BoxKeypair, type BoxPublicKey } from "./keypairs.ts";
import {
  type Grant,
  type GrantBinding,
  type GrantContent,
  type OpenedGrant,
  openSeedGrant,
  RECIPIENT_KIND,
  type Recipient,
  sealSeedGrant,
} from "./seed-grant.ts";
import type { Sodium } from "./sodium.ts";

/** Which epoch key of which organisation is handed over, and to whom: a member, or the recovery key on paper. */
export interface OrgGrantPlace {
  readonly deployment: DeploymentId;
  readonly organisationId: OrganisationId;
  /** Epoch of the organisation's key. */
  readonly epoch: number;
  readonly organisationPublicKey: BoxPublicKey;
  readonly recipient: Recipient;
}

/**
 * Hands the seed of an organisation's epoch key to a member: 204 bytes. Undone by {@link openOrgGrant}.
 *
 * @throws {Fault} `crypto/grant-key-mismatch` when the seed is not the one behind the organisation's public key.
 */
export function sealOrgGrant(
  sodium: Sodium,
  random: RandomBytes,
  place: OrgGrantPlace,
  granter: Author,
  content: GrantContent,
): Grant {
  return sealSeedGrant(sodium, random, bindingOf(place), place.recipient.publicKey, granter, content);
}

/**
 * Undoes {@link sealOrgGrant}, with the same checks as a case grant.
 *
 * @param place from the verified charter, never from the row of the grant.
 * @throws {Fault} `crypto/cannot-open`, `crypto/wrong-context`, `crypto/unknown-signer`, `crypto/grant-key-mismatch`,
 * `crypto/malformed`.
 */
export function openOrgGrant(
  sodium: Sodium,
  keys: BoxKeypair,
  place: OrgGrantPlace,
  grant: Uint8Array,
  known: KnownSigner,
): OpenedGrant {
  return openSeedGrant(sodium, keys, bindingOf(place), grant, known);
}

function bindingOf(place: OrgGrantPlace): GrantBinding {
  const context = enc(
    "org-grant-ctx",
    asId(place.deployment),
    asId(place.organisationId),
    u32(place.epoch),
    asKey(place.organisationPublicKey),
    u8(RECIPIENT_KIND[place.recipient.kind]),
    asId(place.recipient.id),
    u32(place.recipient.epoch),
  );
  return {
    context,
    signed: (recipient, head, seed) => enc("org-grant", context, recipient, head, seed),
    target: place.organisationPublicKey,
  };
}
