import { asId, type RandomBytes } from "../domain/ids.ts";
import type { Author, KnownSigner } from "./author.ts";
import type { CasePlace } from "./case-place.ts";
import { enc, u8, u16, u32 } from "./encoding.ts";
import { asKey, type BoxKeypair } from "./keypairs.ts";
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

/** Which key of which case a grant hands over, and to whom. */
export interface GrantPlace extends CasePlace {
  readonly recipient: Recipient;
}

/**
 * Hands the seed of a case to one recipient: 204 bytes. Undone by {@link openGrant}.
 *
 * @throws {Fault} `crypto/grant-key-mismatch` when the seed is not the one behind the case's public key.
 */
export function sealGrant(
  sodium: Sodium,
  random: RandomBytes,
  place: GrantPlace,
  granter: Author,
  content: GrantContent,
): Grant {
  return sealSeedGrant(sodium, random, bindingOf(place), place.recipient.publicKey, granter, content);
}

/**
 * Undoes {@link sealGrant}. Context, signer, scope and seed are all checked. [Note: One seed for everybody]
 *
 * @param place from the verified genesis and the verified registry, never from the row of the grant.
 * @throws {Fault} `crypto/cannot-open`, `crypto/wrong-context`, `crypto/unknown-signer`, `crypto/grant-key-mismatch`,
 * `crypto/malformed`.
 */
export function openGrant(
  sodium: Sodium,
  keys: BoxKeypair,
  place: GrantPlace,
  grant: Uint8Array,
  known: KnownSigner,
): OpenedGrant {
  return openSeedGrant(sodium, keys, bindingOf(place), grant, known);
}

function bindingOf(place: GrantPlace): GrantBinding {
  const context = enc(
    "grant-ctx",
    asId(place.deployment),
    asId(place.caseId),
    u16(place.epoch),
    asKey(place.casePublicKey),
    u8(RECIPIENT_KIND[place.recipient.kind]),
    asId(place.recipient.id),
    u32(place.recipient.epoch),
  );
  return {
    context,
    signed: (recipient, head, seed) => enc("grant", context, recipient, head, seed),
    target: place.casePublicKey,
  };
}
