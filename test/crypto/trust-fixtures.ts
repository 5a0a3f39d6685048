import type { Charter, Member } from "../../src/crypto/charter.ts";
import { type CharterTrust, signCharter, type VerifiedCharter, verifyCharter } from "../../src/crypto/charter-file.ts";
import { keyId, type Seed, type SignKeypair, signKeypair } from "../../src/crypto/keypairs.ts";
import { type MemberKeys, memberKeys } from "../../src/crypto/member-keys.ts";
import type { Registry } from "../../src/crypto/registry.ts";
import {
  type RegistryTrust,
  signRegistry,
  type VerifiedRegistry,
  verifyRegistry,
} from "../../src/crypto/registry-file.ts";
import type { DeploymentId, MemberId, OrganisationId } from "../../src/domain/ids.ts";
import { DAY_MS, later } from "../../src/domain/time.ts";
import { BOT, fill, idOf, keyOf, NOW, ORG_KEYS, sodium } from "./fixtures.ts";

/** Three root key holders and one who is none. */
export const ROOTS = [101, 102, 103].map((byte) => signKeypair(sodium, fill(byte, 32)));
export const FALSE_ROOT = signKeypair(sodium, fill(104, 32));

/** Members by the byte their seed is made of. */
export function staffKeys(byte: number): MemberKeys {
  return memberKeys(sodium, keyOf<Seed>(byte));
}
export const ADMIN = staffKeys(111);
export const SECOND_ADMIN = staffKeys(112);
export const COUNSELLOR = staffKeys(113);

export const ORGANISATION = idOf<OrganisationId>(8);

export const REGISTRY: Registry = {
  deployment: idOf<DeploymentId>(5),
  version: 1,
  issuedAt: NOW,
  expiresAt: later(NOW, 90 * DAY_MS),
  previousHash: fill(0, 32),
  roots: ROOTS.map((pair) => pair.publicKey),
  threshold: 2,
  organisations: [
    {
      id: ORGANISATION,
      kind: "crisis-centre",
      standing: "active",
      name: "Дағдарыс орталығы",
      adminThreshold: 1,
      admins: [ADMIN.sign.publicKey],
    },
    {
      id: idOf(9),
      kind: "police",
      standing: "retired",
      name: "Полиция",
      adminThreshold: 1,
      admins: [SECOND_ADMIN.sign.publicKey],
    },
  ],
  bots: [
    {
      id: keyId(sodium, BOT.keys.publicKey),
      publicKey: BOT.keys.publicKey,
      notBefore: NOW,
      notAfter: later(NOW, 35 * DAY_MS),
      channels: ["telegram", "web"],
    },
  ],
};

export const TRUST: RegistryTrust = { pins: REGISTRY.roots, threshold: 2, previous: null, now: NOW };

/** A member of the charter under test. */
export function memberOf(byte: number, keys: MemberKeys, role: Member["role"] = "staff"): Member {
  return {
    id: idOf<MemberId>(byte),
    role,
    standing: "active",
    sign: keys.sign.publicKey,
    auth: keys.auth.publicKey,
    box: keys.box.publicKey,
  };
}

export const CHARTER: Charter = {
  deployment: REGISTRY.deployment,
  organisationId: ORGANISATION,
  version: 1,
  issuedAt: NOW,
  expiresAt: later(NOW, 45 * DAY_MS),
  previousHash: fill(0, 32),
  epoch: 1,
  publicKey: ORG_KEYS.publicKey,
  recoveryPublicKey: null,
  members: [memberOf(41, ADMIN, "admin"), memberOf(42, COUNSELLOR)],
};

/** Signed by the first two roots and accepted. */
export function registryOf(change: Partial<Registry> = {}): VerifiedRegistry {
  return verifyRegistry(sodium, signRegistry(sodium, { ...REGISTRY, ...change }, ROOTS.slice(0, 2)), TRUST);
}

/** Signed and put before the verifier. */
export function charterOf(
  charter: Charter,
  signers: readonly SignKeypair[] = [ADMIN.sign],
  trust: Partial<CharterTrust> = {},
): VerifiedCharter {
  const file = signCharter(sodium, charter, signers);
  return verifyCharter(sodium, file, { registry: registryOf(), previous: null, ...trust });
}

/** The next version of an accepted charter. */
export function successor(previous: VerifiedCharter, change: Partial<Charter>): Charter {
  const { charter, hash } = previous;
  const issuedAt = later(charter.issuedAt, DAY_MS);
  return { ...charter, version: charter.version + 1, previousHash: hash, issuedAt, ...change };
}
