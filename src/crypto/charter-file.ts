import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { sameBytes } from "../domain/ids.ts";
import { type Charter, type CharterBody, charterHash, charterMessage, parseCharter, printCharter } from "./charter.ts";
import type { SignKeypair, SignPublicKey } from "./keypairs.ts";
import type { RegisteredOrganisation } from "./registry.ts";
import type { VerifiedRegistry } from "./registry-file.ts";
import { countSigners, parseSignedFile, printSignedFile, signFile } from "./signed-file.ts";
import type { Sodium } from "./sodium.ts";
import { mustFollow, type Seen } from "./version-chain.ts";

/** A charter with its signatures, as it is handed round. */
export type CharterFile = Brand<Uint8Array, "CharterFile">;
/** A charter whose signatures and descent were checked. Only {@link verifyCharter} makes one. */
export type VerifiedCharter = Brand<{ readonly charter: Charter; readonly hash: Uint8Array }, "VerifiedCharter">;

/** What a reader trusts before it looks. */
export interface CharterTrust {
  readonly registry: VerifiedRegistry;
  /** The charter in force before this one; `null` for version 1. */
  readonly previous: VerifiedCharter | null;
}

/** Signs a charter with the keys of administrators. Checked by {@link verifyCharter}. */
export function signCharter(sodium: Sodium, charter: Charter, admins: readonly SignKeypair[]): CharterFile {
  const body = printCharter(charter);
  return printSignedFile({ body, signatures: signFile(sodium, charterMessage(body), admins) }) as CharterFile;
}

/**
 * Accepts a charter or says why not. Age is looked at by `charterAge`: an old charter still makes old entries readable.
 *
 * Version 1 is signed by the administrators the registry names, each later one by those of the version before.
 *
 * @throws {Fault} `crypto/malformed`; `crypto/wrong-context`: another deployment, or the organisation is not in the
 * registry; `registry/too-few-signatures`; `registry/rollback`, `registry/fork`, `registry/missing` as for the
 * registry; `registry/fork` also when a member vanished or got other keys, or when the organisation's key changed without
 * its epoch; `registry/rollback` when the epoch went back.
 */
export function verifyCharter(sodium: Sodium, file: Uint8Array, trust: CharterTrust): VerifiedCharter {
  const { body, signatures } = parseSignedFile(file);
  const charter = parseCharter(body);
  const organisation = organisationOf(charter, trust);
  const previous = trust.previous;
  if (previous === null && charter.version !== 1) throw new Fault("registry/missing", { got: charter.version });

  const hash = charterHash(sodium, body as CharterBody);
  mustFollow(seenOf(previous), { version: charter.version, hash, previousHash: charter.previousHash });
  if (previous !== null && previous.charter.version === charter.version) return previous;

  const admins = previous === null ? organisation.admins : adminsOf(previous.charter);
  const valid = countSigners(sodium, admins, charterMessage(body as CharterBody), signatures);
  const want = organisation.adminThreshold;
  if (valid < want) throw new Fault("registry/too-few-signatures", { valid, want });
  if (previous !== null) mustContinue(previous.charter, charter);
  return { charter, hash } as VerifiedCharter;
}

/**
 * Verifies all charters of one organisation from version 1 on.
 *
 * @param seen the highest version ever accepted here: the chain must reach and contain it.
 * @throws {Fault} as {@link verifyCharter}; `registry/rollback` when the chain ends before `seen`, `registry/missing`
 * when it is empty.
 */
export function verifyCharterChain(
  sodium: Sodium,
  files: readonly Uint8Array[],
  registry: VerifiedRegistry,
  seen: Seen | null,
): readonly VerifiedCharter[] {
  const chain: VerifiedCharter[] = [];
  for (const file of files) {
    const next = verifyCharter(sodium, file, { registry, previous: chain.at(-1) ?? null });
    if (next === chain.at(-1)) throw new Fault("registry/fork");
    if (seen?.version === next.charter.version && !sameBytes(seen.hash, next.hash)) throw new Fault("registry/fork");
    chain.push(next);
  }
  if (chain.length === 0) throw new Fault("registry/missing");
  if (seen !== null && chain.length < seen.version) throw new Fault("registry/rollback", { seen: seen.version });
  return chain;
}

function organisationOf(charter: Charter, trust: CharterTrust): RegisteredOrganisation {
  const { registry } = trust.registry;
  const organisation = registry.organisations.find((one) => sameBytes(one.id, charter.organisationId));
  const before = trust.previous?.charter.organisationId ?? charter.organisationId;
  if (
    organisation === undefined ||
    !sameBytes(registry.deployment, charter.deployment) ||
    !sameBytes(before, charter.organisationId)
  ) {
    throw new Fault("crypto/wrong-context");
  }
  return organisation;
}

function seenOf(previous: VerifiedCharter | null): Seen | null {
  return previous === null ? null : { version: previous.charter.version, hash: previous.hash };
}

function adminsOf(charter: Charter): readonly SignPublicKey[] {
  return charter.members.filter((one) => one.role === "admin" && one.standing === "active").map((one) => one.sign);
}

function mustContinue(before: Charter, after: Charter): void {
  for (const old of before.members) {
    const now = after.members.find((one) => sameBytes(one.id, old.id));
    const same = now !== undefined && sameBytes(now.sign, old.sign) && sameBytes(now.auth, old.auth);
    if (!same || !sameBytes(now.box, old.box)) throw new Fault("registry/fork", { version: after.version });
  }
  if (after.epoch < before.epoch) throw new Fault("registry/rollback", { epoch: after.epoch, seen: before.epoch });
  // One epoch, one key: else a grant that names an epoch would not say which key it is sealed to.
  const isOtherKey = !sameBytes(after.publicKey, before.publicKey);
  if (isOtherKey && after.epoch === before.epoch) throw new Fault("registry/fork", { epoch: after.epoch });
}
