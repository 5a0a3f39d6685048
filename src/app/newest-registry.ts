import type { SignKeypair } from "../crypto/keypairs.ts";
import { type VerifiedRegistry, verifyRegistry } from "../crypto/registry-file.ts";
import { Fault } from "../domain/faults.ts";
import { sameBytes } from "../domain/ids.ts";
import type { RootPins } from "./deployment.ts";
import { certifyBot, nextRegistry, type RegistryWrite } from "./founding.ts";
import type { Parts } from "./parts.ts";

/** A new version of the registry that every reader here will accept; not kept yet. */
export interface FollowingRegistry {
  readonly write: RegistryWrite;
  readonly registry: VerifiedRegistry;
}

/**
 * The registry that the next version follows, whatever its age: an expired one can be renewed. Null: there is none yet.
 *
 * @throws {Fault} `registry/rollback`: the store holds an older one than was in force here before; otherwise whatever
 * the verification finds.
 */
export async function newestRegistry(parts: Parts, pins: RootPins): Promise<VerifiedRegistry | null> {
  const { sodium, store, keys } = parts;
  const [newest] = await store.registryFiles();
  const trust = { pins: pins.keys, threshold: pins.threshold, previous: null, now: null };
  const registry = newest ? verifyRegistry(sodium, newest.file, trust) : null;
  keys.mustNotGoBack("registry", registry?.registry.version ?? 0);
  return registry;
}

/**
 * Signs the next version and checks it, under this installation's pins and under the roots of the version before.
 *
 * @throws {Fault} `registry/unknown-root`: this root is not pinned here; `registry/too-few-signatures`: more than one
 * root must sign.
 */
export function followRegistry(
  parts: Parts,
  pins: RootPins,
  root: SignKeypair,
  before: VerifiedRegistry | null,
  add: Parameters<typeof nextRegistry>[2],
): FollowingRegistry {
  const { sodium, random, keys } = parts;
  const now = keys.time.now();
  const write = nextRegistry({ sodium, random, root, now }, before, add);
  const previous = before === null ? null : { version: before.registry.version, hash: before.hash };
  if (before !== null) {
    const { roots, threshold } = before.registry;
    verifyRegistry(sodium, write.file, { pins: roots, threshold, previous, now });
  }
  const registry = verifyRegistry(sodium, write.file, { pins: pins.keys, threshold: pins.threshold, previous, now });
  return { write, registry };
}

/** Whether the key that this installation signs with stands in the registry. */
export function knowsBot(parts: Parts, registry: VerifiedRegistry | null): boolean {
  const own = parts.keys.bot().keys.publicKey;
  return registry?.registry.bots.some(({ publicKey }) => sameBytes(publicKey, own)) ?? false;
}

/**
 * The registry again, with a new term for itself and for the bot's certificate.
 *
 * @throws {Fault} `registry/missing`: there is nothing to renew; as {@link newestRegistry} and {@link followRegistry}.
 */
export async function renewRegistry(parts: Parts, pins: RootPins, root: SignKeypair): Promise<FollowingRegistry> {
  const before = await newestRegistry(parts, pins);
  if (before === null) throw new Fault("registry/missing");
  const bot = certifyBot(parts.sodium, parts.keys.bot().keys.publicKey, parts.keys.time.now());
  return followRegistry(parts, pins, root, before, { bot });
}
