import type { Brand } from "../domain/brand.ts";
import { asId, ID_BYTES, type KeyId, type RandomBytes } from "../domain/ids.ts";
import { hash } from "./hash.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** Length of seeds and of public keys. */
export const KEY_BYTES = 32;

/** 32 bytes from which a key pair is made again at any time. @secret */
export type Seed = Brand<Uint8Array, "Seed">;
/** Ed25519, 32 bytes. */
export type SignPublicKey = Brand<Uint8Array, "SignPublicKey">;
/** X25519, 32 bytes. */
export type BoxPublicKey = Brand<Uint8Array, "BoxPublicKey">;

/** Ed25519: signs. Never used to open anything. */
export interface SignKeypair {
  readonly publicKey: SignPublicKey;
  /** @secret 64 bytes: seed and public key. */
  readonly secretKey: Uint8Array;
}

/** X25519: opens what was sealed to it. Never used to sign. */
export interface BoxKeypair {
  readonly publicKey: BoxPublicKey;
  /** @secret 32 bytes. */
  readonly secretKey: Uint8Array;
}

/** Names 32 checked bytes. @throws {Fault} `crypto/bad-length` when there are not 32. */
export function asKey<Key extends Uint8Array>(bytes: Uint8Array): Key {
  mustMeasure({ key: [bytes, KEY_BYTES] });
  return bytes as Key;
}

/** A fresh random seed. */
export function newSeed(random: RandomBytes): Seed {
  return asKey<Seed>(random(KEY_BYTES));
}

/** The signing pair of a seed. @throws {Fault} `crypto/bad-length` when the seed is not 32 bytes. */
export function signKeypair(sodium: Sodium, seed: Uint8Array): SignKeypair {
  mustMeasure({ seed: [seed, KEY_BYTES] });
  const pair = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey: asKey<SignPublicKey>(pair.publicKey), secretKey: pair.privateKey };
}

/** The sealing pair of a seed. @throws {Fault} `crypto/bad-length` when the seed is not 32 bytes. */
export function boxKeypair(sodium: Sodium, seed: Uint8Array): BoxKeypair {
  mustMeasure({ seed: [seed, KEY_BYTES] });
  const pair = sodium.crypto_box_seed_keypair(seed);
  return { publicKey: asKey<BoxPublicKey>(pair.publicKey), secretKey: pair.privateKey };
}

/** `H("keyid", pk)[0..16)`: how entries, grants and signed files name a signing key. */
export function keyId(sodium: Sodium, publicKey: SignPublicKey): KeyId {
  return asId<KeyId>(hash(sodium, "keyid", publicKey).slice(0, ID_BYTES));
}
