import type { Brand } from "../domain/brand.ts";
import { CHANNEL_NUMBER, type Channel } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type DeploymentId, type KeyId, type OrganisationId } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { parseEnc, parseEncList, readFixed, readNumber, readUtf8 } from "./byte-reader.ts";
import { mustBeDistinct, readFields } from "./enc-fields.ts";
import { concat, enc, u8, u32, u64, utf8 } from "./encoding.ts";
import { HASH_BYTES, hash } from "./hash.ts";
import { asKey, KEY_BYTES, type SignPublicKey } from "./keypairs.ts";
import { nameOf } from "./numbering.ts";
import type { Sodium } from "./sodium.ts";

/** What an organisation is. */
export const ORGANISATION_KIND = { hotline: 1, "crisis-centre": 2, police: 3, oversight: 4 } as const;
/** One of {@link ORGANISATION_KIND}. */
export type OrganisationKind = keyof typeof ORGANISATION_KIND;

/** Nobody vanishes from a signed file: who leaves is retired, so that what they signed stays verifiable. */
export const STANDING = { active: 1, retired: 2 } as const;
/** One of {@link STANDING}. */
export type Standing = keyof typeof STANDING;

/** An organisation that may receive cases. */
export interface RegisteredOrganisation {
  readonly id: OrganisationId;
  readonly kind: OrganisationKind;
  readonly standing: Standing;
  readonly name: string;
  /** How many administrators must sign a charter. */
  readonly adminThreshold: number;
  /** Who may sign its first charter. */
  readonly admins: readonly SignPublicKey[];
}

/** A bot instance and when it was in office. Withdrawn early: `notAfter` is moved forward. */
export interface BotCertificate {
  readonly id: KeyId;
  readonly publicKey: SignPublicKey;
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  readonly channels: readonly Channel[];
}

/** The signed list of organisations and bot instances. [Note: Registry, charter, genesis] */
export interface Registry {
  readonly deployment: DeploymentId;
  readonly version: number;
  readonly issuedAt: UnixMs;
  readonly expiresAt: UnixMs;
  /** Hash of the version before; zeros under the first. */
  readonly previousHash: Uint8Array;
  /** Who signs the next version, and how many of them. */
  readonly roots: readonly SignPublicKey[];
  readonly threshold: number;
  readonly organisations: readonly RegisteredOrganisation[];
  readonly bots: readonly BotCertificate[];
}

/** `enc("dir", …)`: what is hashed and signed. */
export type RegistryBody = Brand<Uint8Array, "RegistryBody">;

/** The bytes of a registry. Undone by {@link parseRegistry}. */
export function printRegistry(registry: Registry): RegistryBody {
  return enc(
    "dir",
    asId(registry.deployment),
    u32(registry.version),
    u64(registry.issuedAt),
    u64(registry.expiresAt),
    asKey(registry.previousHash),
    concat(...registry.roots),
    u8(registry.threshold),
    concat(...registry.organisations.map(printOrganisation)),
    concat(...registry.bots.map(printBot)),
  ) as RegistryBody;
}

/** Undoes {@link printRegistry}; checks the shape, not the signatures. @throws {Fault} `crypto/malformed`. */
export function parseRegistry(body: Uint8Array): Registry {
  const field = readFields(parseEnc("dir", body), 9);
  const registry: Registry = {
    deployment: asId(readFixed(field(0), 16)),
    version: readNumber(field(1), 4),
    issuedAt: readNumber(field(2), 8) as UnixMs,
    expiresAt: readNumber(field(3), 8) as UnixMs,
    previousHash: readFixed(field(4), HASH_BYTES),
    roots: readKeys(field(5)),
    threshold: readNumber(field(6), 1),
    organisations: parseEncList("dir-org", field(7)).map(readOrganisation),
    bots: parseEncList("dir-bot", field(8)).map(readBot),
  };
  mustBeDistinct(registry.roots);
  mustBeDistinct(registry.organisations.map((one) => one.id));
  mustBeDistinct(registry.bots.map((one) => one.id));
  mustReach(registry.threshold, registry.roots);
  if (registry.version === 0 || registry.issuedAt >= registry.expiresAt) throw new Fault("crypto/malformed");
  return registry;
}

/** The message that roots sign: the body once more under its label. */
export function registryMessage(body: RegistryBody): Uint8Array {
  return enc("dir", body);
}

/** What the next version names as `previousHash`, and what two honest parties compare. */
export function registryHash(sodium: Sodium, body: RegistryBody): Uint8Array {
  return hash(sodium, "dir", body);
}

function printOrganisation(one: RegisteredOrganisation): Uint8Array {
  return enc(
    "dir-org",
    asId(one.id),
    u8(ORGANISATION_KIND[one.kind]),
    u8(STANDING[one.standing]),
    utf8(one.name),
    u8(one.adminThreshold),
    ...one.admins.map((key) => asKey(key)),
  );
}

function readOrganisation(parts: readonly Uint8Array[]): RegisteredOrganisation {
  const field = readFields(parts.slice(0, 5), 5);
  const admins = parts.slice(5).map((part) => asKey<SignPublicKey>(readFixed(part, KEY_BYTES)));
  const adminThreshold = readNumber(field(4), 1);
  mustBeDistinct(admins);
  mustReach(adminThreshold, admins);
  return {
    id: asId(readFixed(field(0), 16)),
    kind: nameOf(ORGANISATION_KIND, readNumber(field(1), 1)),
    standing: nameOf(STANDING, readNumber(field(2), 1)),
    name: readUtf8(field(3)),
    adminThreshold,
    admins,
  };
}

function printBot(one: BotCertificate): Uint8Array {
  const mask = one.channels.reduce((sum, channel) => sum | bitOf(channel), 0);
  return enc("dir-bot", asId(one.id), asKey(one.publicKey), u64(one.notBefore), u64(one.notAfter), u8(mask));
}

function readBot(parts: readonly Uint8Array[]): BotCertificate {
  const field = readFields(parts, 5);
  const mask = readNumber(field(4), 1);
  const channels = (Object.keys(CHANNEL_NUMBER) as Channel[]).filter((channel) => (mask & bitOf(channel)) !== 0);
  if (channels.reduce((sum, channel) => sum | bitOf(channel), 0) !== mask) throw new Fault("crypto/malformed");
  return {
    id: asId(readFixed(field(0), 16)),
    publicKey: asKey(readFixed(field(1), KEY_BYTES)),
    notBefore: readNumber(field(2), 8) as UnixMs,
    notAfter: readNumber(field(3), 8) as UnixMs,
    channels,
  };
}

function bitOf(channel: Channel): number {
  return 1 << (CHANNEL_NUMBER[channel] - 1);
}

function readKeys(part: Uint8Array): readonly SignPublicKey[] {
  if (part.length % KEY_BYTES !== 0) throw new Fault("crypto/malformed", { got: part.length });
  const count = part.length / KEY_BYTES;
  return Array.from({ length: count }, (_, i) => asKey(part.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES)));
}

function mustReach(threshold: number, keys: readonly SignPublicKey[]): void {
  if (threshold < 1 || threshold > keys.length) throw new Fault("crypto/malformed", { threshold, keys: keys.length });
}
