import { Fault } from "../domain/faults.ts";
import { type KeyId, sameBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { keyId, type SignKeypair, type SignPublicKey } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** Who signed. `bot`: this arrived on that channel, attested by a bot instance; only `person` is her own key. */
export const AUTHOR_KIND = { bot: 1, staff: 2, person: 3 } as const;
/** One of {@link AUTHOR_KIND}. */
export type AuthorKind = keyof typeof AUTHOR_KIND;

/** Someone who signs. */
export interface Author {
  readonly kind: AuthorKind;
  readonly keys: SignKeypair;
}

/**
 * Answers with the public key of a signer who was in office at that moment, or `null`.
 *
 * @param at what the signed bytes say; `null` for a genesis, which carries no time: in office at any time.
 */
export type KnownSigner = (kind: AuthorKind, id: KeyId, at: UnixMs | null) => SignPublicKey | null;

/** Length of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64;

/** Ed25519 over `message`. Undone, so to speak, by {@link isSignedBy}. */
export function sign(sodium: Sodium, keys: SignKeypair, message: Uint8Array): Uint8Array {
  return sodium.crypto_sign_detached(message, keys.secretKey);
}

/** Whether the signature fits; wrong lengths and broken keys are a plain no. */
export function isSignedBy(sodium: Sodium, key: SignPublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, key);
  } catch {
    return false;
  }
}

/** What a signed object says about its signer. */
export interface Claim {
  readonly kind: AuthorKind;
  readonly id: KeyId;
  readonly at: UnixMs | null;
}

/**
 * Refuses what the named signer did not sign.
 *
 * @throws {Fault} `crypto/unknown-signer`: not in office, another key, or the signature does not fit.
 */
export function mustBeSigned(
  sodium: Sodium,
  known: KnownSigner,
  claim: Claim,
  message: Uint8Array,
  signature: Uint8Array,
): void {
  const key = known(claim.kind, claim.id, claim.at);
  if (key === null || !sameBytes(keyId(sodium, key), claim.id) || !isSignedBy(sodium, key, message, signature)) {
    throw new Fault("crypto/unknown-signer", { known: key !== null });
  }
}
