import { type BoxKeypair, boxKeypair, KEY_BYTES, type Seed, type SignKeypair, signKeypair } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** The three pairs of a staff member, each for one thing only. [Note: A key that answers strangers opens nothing] */
export interface MemberKeys {
  /** Entries, grants, charters, commands. */
  readonly sign: SignKeypair;
  /** The challenge of a session, and nothing else. */
  readonly auth: SignKeypair;
  /** Receives the organisation's seed. */
  readonly box: BoxKeypair;
}

const SUBKEY = { sign: [1, "mbr_sign"], auth: [2, "mbr_auth"], box: [3, "mbr_box_"] } as const;

/**
 * The keys behind a member's seed.
 *
 * @throws {Fault} `crypto/bad-length` when the seed is not 32 bytes.
 * @see https://doc.libsodium.org/key_derivation
 */
export function memberKeys(sodium: Sodium, seed: Seed): MemberKeys {
  mustMeasure({ seed: [seed, KEY_BYTES] });
  const subkey = ([number, context]: readonly [number, string]) =>
    sodium.crypto_kdf_derive_from_key(KEY_BYTES, number, context, seed);
  return {
    sign: signKeypair(sodium, subkey(SUBKEY.sign)),
    auth: signKeypair(sodium, subkey(SUBKEY.auth)),
    box: boxKeypair(sodium, subkey(SUBKEY.box)),
  };
}
