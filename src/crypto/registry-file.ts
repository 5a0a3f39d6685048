import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { sameBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { keyId, type SignKeypair, type SignPublicKey } from "./keypairs.ts";
import {
  parseRegistry,
  printRegistry,
  type Registry,
  type RegistryBody,
  registryHash,
  registryMessage,
} from "./registry.ts";
import { countSigners, parseSignedFile, printSignedFile, signFile } from "./signed-file.ts";
import type { Sodium } from "./sodium.ts";
import { mustFollow, type Seen } from "./version-chain.ts";

/** A registry with its signatures, as it is handed round. */
export type RegistryFile = Brand<Uint8Array, "RegistryFile">;
/** A registry whose signatures, age and descent were checked. Only {@link verifyRegistry} makes one. */
export type VerifiedRegistry = Brand<{ readonly registry: Registry; readonly hash: Uint8Array }, "VerifiedRegistry">;

/** What a reader trusts before it looks. */
export interface RegistryTrust {
  /** Root public keys compiled in, or the roots of the version before. */
  readonly pins: readonly SignPublicKey[];
  /** How many of them must have signed. */
  readonly threshold: number;
  /** The highest version ever accepted here; `null` when there was none. */
  readonly previous: Seen | null;
  /** `null` while walking through older versions of a chain: then age is not looked at. */
  readonly now: UnixMs | null;
}

/** Signs a registry with root keys; more signatures can be added by the other roots. Checked by {@link verifyRegistry}. */
export function signRegistry(sodium: Sodium, registry: Registry, roots: readonly SignKeypair[]): RegistryFile {
  const body = printRegistry(registry);
  return printSignedFile({ body, signatures: signFile(sodium, registryMessage(body), roots) }) as RegistryFile;
}

/**
 * Accepts a registry or says why not.
 *
 * @throws {Fault} `crypto/malformed`; `registry/unknown-root`: none of the pinned roots signed;
 * `registry/too-few-signatures`; `registry/rollback`: an older version; `registry/fork`: same number, other content, or
 * not the successor of what was seen; `registry/missing`: versions between are needed first; `registry/expired`.
 */
export function verifyRegistry(sodium: Sodium, file: Uint8Array, trust: RegistryTrust): VerifiedRegistry {
  const { body, signatures } = parseSignedFile(file);
  const registry = parseRegistry(body);
  const valid = countSigners(sodium, trust.pins, registryMessage(body as RegistryBody), signatures);
  if (valid === 0) throw new Fault("registry/unknown-root");
  const want = Math.max(1, trust.threshold);
  if (valid < want) throw new Fault("registry/too-few-signatures", { valid, want });

  for (const bot of registry.bots) {
    if (!sameBytes(bot.id, keyId(sodium, bot.publicKey))) throw new Fault("crypto/malformed");
  }
  const hash = registryHash(sodium, body as RegistryBody);
  mustFollow(trust.previous, { version: registry.version, hash, previousHash: registry.previousHash });
  if (trust.now !== null && trust.now >= registry.expiresAt) throw new Fault("registry/expired");
  return { registry, hash } as VerifiedRegistry;
}
