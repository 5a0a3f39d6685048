import type { KnownSigner } from "../../../crypto/author.ts";
import type { Member } from "../../../crypto/charter.ts";
import { type VerifiedCharter, verifyCharterChain } from "../../../crypto/charter-file.ts";
import { keyId, type SignPublicKey } from "../../../crypto/keypairs.ts";
import { knownSigners } from "../../../crypto/known-signers.ts";
import {
  parseRegistry,
  type RegisteredOrganisation,
  type RegistryBody,
  registryHash,
} from "../../../crypto/registry.ts";
import { type VerifiedRegistry, verifyRegistry } from "../../../crypto/registry-file.ts";
import { parseSignedFile } from "../../../crypto/signed-file.ts";
import type { Sodium } from "../../../crypto/sodium.ts";
import type { Seen } from "../../../crypto/version-chain.ts";
import { codeOf, Fault, type FaultCode } from "../../../domain/faults.ts";
import { type DeploymentId, type KeyId, type OrganisationId, printHex, sameBytes } from "../../../domain/ids.ts";
import type { DeviceStore } from "./device-store.ts";

/** Root keys that came with the page, not with an answer. */
export interface Pins {
  readonly roots: readonly SignPublicKey[];
  readonly threshold: number;
}

/** Files as the server hands them out; nothing checked yet. Both by ascending version. */
export interface SignedFiles {
  readonly registry: readonly Uint8Array[];
  readonly charters: readonly { readonly organisation: string; readonly files: readonly Uint8Array[] }[];
}

/** Whom the desk believes, once everything was checked. */
export interface Trusted {
  readonly deployment: DeploymentId;
  readonly registry: VerifiedRegistry;
  /** Every version of each organisation's charter, the last one in force; by id in hexadecimal. */
  readonly charters: ReadonlyMap<string, readonly VerifiedCharter[]>;
  /** Organisations whose charters did not verify, and why. Nothing is sealed to them, nobody of theirs is believed. */
  readonly broken: ReadonlyMap<string, FaultCode>;
  readonly known: KnownSigner;
}

/** Who is behind a signature of staff. */
export interface StaffSigner {
  readonly organisation: RegisteredOrganisation;
  readonly member: Member;
}

const REGISTRY = "registry";

/**
 * Checks registry and charters against the pins and against the highest versions this device ever accepted, and
 * remembers the new ones. What the server says is worth nothing until it went through here.
 *
 * A charter that does not verify takes out its own organisation only; see {@link charterOf}.
 *
 * @throws {Fault} `registry/…`, `crypto/…` as the verification of the registry finds it. [Note: A registry that goes back]
 */
export async function trust(sodium: Sodium, store: DeviceStore, pins: Pins, files: SignedFiles): Promise<Trusted> {
  const registry = followedRegistry(sodium, pins, files.registry, await store.read("version", REGISTRY));
  const charters = new Map<string, readonly VerifiedCharter[]>();
  const broken = new Map<string, FaultCode>();
  for (const { id } of registry.registry.organisations) {
    const name = printHex(id);
    const handed = files.charters.find(({ organisation }) => organisation === name)?.files ?? [];
    const seen = await store.read("version", charterName(name));
    try {
      charters.set(name, ownChain(id, verifyCharterChain(sodium, handed, registry, seen)));
    } catch (error) {
      broken.set(name, codeOf(error));
    }
  }
  await remember(store, registry, charters);
  const known = knownSigners(sodium, registry, [...charters.values()].flat());
  return { deployment: registry.registry.deployment, registry, charters, broken, known };
}

/** Refuses the charters of one organisation under the name of another. */
function ownChain(id: OrganisationId, chain: readonly VerifiedCharter[]): readonly VerifiedCharter[] {
  if (chain.some(({ charter }) => !sameBytes(charter.organisationId, id))) throw new Fault("crypto/wrong-context");
  return chain;
}

/**
 * The newest registry. It must be signed by the pinned roots; and where this device has seen one before, each version
 * since then by the roots of the version before it, so that other pins alone bring no other registry in.
 *
 * @throws {Fault} as `verifyRegistry`; `registry/rollback`, `registry/fork`, `registry/missing`.
 */
function followedRegistry(
  sodium: Sodium,
  pins: Pins,
  files: readonly Uint8Array[],
  seen: Seen | null,
): VerifiedRegistry {
  const newest = files.at(-1);
  if (newest === undefined) throw new Fault("registry/missing");
  // An old registry must not lock staff out of old cases: age is looked at where something is to be sealed.
  const ageless = { previous: null, now: null };
  const accepted = verifyRegistry(sodium, newest, { pins: pins.roots, threshold: pins.threshold, ...ageless });
  if (seen === null) return accepted;
  const numbers = { seen: seen.version, got: accepted.registry.version };
  if (accepted.registry.version < seen.version) throw new Fault("registry/rollback", numbers);

  const start = files.findIndex((file) => parseRegistry(parseSignedFile(file).body).version === seen.version);
  const known = files[start];
  if (known === undefined) throw new Fault("registry/missing", numbers);
  const body = parseSignedFile(known).body as RegistryBody;
  if (!sameBytes(registryHash(sodium, body), seen.hash)) throw new Fault("registry/fork", numbers);
  let { roots, threshold } = parseRegistry(body);
  let previous = seen;
  for (const file of files.slice(start + 1)) {
    const next = verifyRegistry(sodium, file, { pins: roots, threshold, previous, now: null });
    if (next.registry.version === previous.version) throw new Fault("registry/fork", numbers);
    ({ roots, threshold } = next.registry);
    previous = { version: next.registry.version, hash: next.hash };
  }
  return accepted;
}

/** Who made this signature, among the members of all organisations, in office or not; null: nobody. */
export function signerOf(sodium: Sodium, trusted: Trusted, id: KeyId): StaffSigner | null {
  for (const [name, chain] of trusted.charters) {
    const member = chain.at(-1)?.charter.members.find(({ sign }) => sameBytes(keyId(sodium, sign), id));
    const organisation = trusted.registry.registry.organisations.find((one) => printHex(one.id) === name);
    if (member !== undefined && organisation !== undefined) return { organisation, member };
  }
  return null;
}

/**
 * The charter in force of an organisation: the only place a key to seal to is taken from.
 *
 * @throws {Fault} why its charters did not verify; `registry/missing`: it has none.
 */
export function charterOf(trusted: Trusted, organisation: OrganisationId): VerifiedCharter {
  const name = printHex(organisation);
  const charter = trusted.charters.get(name)?.at(-1);
  if (charter === undefined) throw new Fault(trusted.broken.get(name) ?? "registry/missing");
  return charter;
}

/** An organisation by its id, as the root signed it. @throws {Fault} `registry/missing`: not in the registry. */
export function organisationOf(trusted: Trusted, id: OrganisationId): RegisteredOrganisation {
  const found = trusted.registry.registry.organisations.find((one) => sameBytes(one.id, id));
  if (found === undefined) throw new Fault("registry/missing");
  return found;
}

async function remember(
  store: DeviceStore,
  { registry, hash }: VerifiedRegistry,
  charters: Trusted["charters"],
): Promise<void> {
  await store.write("version", REGISTRY, { version: registry.version, hash });
  for (const [name, chain] of charters) {
    const newest = chain.at(-1);
    if (newest !== undefined) {
      await store.write("version", charterName(name), { version: newest.charter.version, hash: newest.hash });
    }
  }
}

function charterName(organisation: string): string {
  return `charter ${organisation}`;
}
