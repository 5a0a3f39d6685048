import { argon2id } from "hash-wasm";
import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type MemberId } from "../domain/ids.ts";
import { u8, utf8 } from "./encoding.ts";
import { derive } from "./hash.ts";
import { asKey, KEY_BYTES, type SignKeypair, signKeypair } from "./keypairs.ts";
import { mustMeasure } from "./measure.ts";
import type { Sodium } from "./sodium.ts";

/** Argon2id 1.3 settings by number. The number travels, the settings never do. [Note: No KDF settings from outside] */
const KDF_SETTINGS = {
  1: { memoryKib: 65_536, passes: 3 },
  2: { memoryKib: 131_072, passes: 3 },
  3: { memoryKib: 262_144, passes: 4 },
} as const;
/** Number of an Argon2id setting: 64 MiB × 3, 128 MiB × 3, 256 MiB × 4. */
export type KdfId = keyof typeof KDF_SETTINGS;

/** New passphrases use this. */
export const KDF_DEFAULT: KdfId = 2;
/** Nothing weaker is computed, whoever asks. */
export const KDF_FLOOR: KdfId = 1;

/** 32 random bytes of an enrolled device; without it the passphrase cannot be guessed at all. @secret */
export type DeviceSecret = Brand<Uint8Array, "DeviceSecret">;
/** What a passphrase and a device secret stretch to. @secret */
export type PassphraseRoot = Brand<Uint8Array, "PassphraseRoot">;

/** Length of the salt of a passphrase. */
export const SALT_BYTES = 16;

/** What goes into the stretching besides the passphrase. */
export interface Stretch {
  readonly memberId: MemberId;
  /** @secret */
  readonly device: DeviceSecret;
  readonly kdf: number;
  readonly salt: Uint8Array;
}

/**
 * Checks a KDF number that came from outside, before anything is computed with it.
 *
 * @throws {Fault} `crypto/kdf-floor`: unknown number, or below the floor.
 */
export function asKdfId(kdf: number): KdfId {
  if (kdf !== 1 && kdf !== 2 && kdf !== 3) throw new Fault("crypto/kdf-floor", { kdf });
  if (kdf < KDF_FLOOR) throw new Fault("crypto/kdf-floor", { kdf });
  return kdf;
}

/**
 * `KDF(Argon2id(NFKC(passphrase), salt), "pw-root", device, member, kdf, salt)`.
 *
 * Takes a third of a second or more and blocks: in a page in a Worker, in Node off the main thread.
 *
 * @throws {Fault} `crypto/kdf-floor`; `crypto/bad-length`: salt, device secret, or an empty passphrase.
 * @see https://www.rfc-editor.org/rfc/rfc9106
 */
export async function stretchPassphrase(sodium: Sodium, passphrase: string, stretch: Stretch): Promise<PassphraseRoot> {
  const kdf = asKdfId(stretch.kdf);
  mustMeasure({ salt: [stretch.salt, SALT_BYTES], device: [stretch.device, KEY_BYTES] });
  const password = utf8(passphrase.normalize("NFKC"));
  if (password.length === 0) throw new Fault("crypto/bad-length", { passphrase: 0 });
  const { memoryKib, passes } = KDF_SETTINGS[kdf];
  const pw = await argon2id({
    password,
    salt: stretch.salt,
    parallelism: 1,
    iterations: passes,
    memorySize: memoryKib,
    hashLength: KEY_BYTES,
    outputType: "binary",
  });
  return asKey(derive(sodium, pw, "pw-root", stretch.device, asId(stretch.memberId), u8(kdf), stretch.salt));
}

/**
 * The key that signs for the mailbox of wrapped seeds. It proves the passphrase and opens nothing:
 * the server hands the wrapped seed only to it. [Note: A key that answers strangers opens nothing]
 */
export function loginKeypair(sodium: Sodium, root: PassphraseRoot): SignKeypair {
  return signKeypair(sodium, derive(sodium, root, "login-key"));
}
