import type { Author } from "../../../crypto/author.ts";
import type { MemberRole } from "../../../crypto/charter.ts";
import { type BoxKeypair, boxKeypair, type Seed } from "../../../crypto/keypairs.ts";
import type { MemberKeys } from "../../../crypto/member-keys.ts";
import { openOrgGrant } from "../../../crypto/org-grant.ts";
import type { Sodium } from "../../../crypto/sodium.ts";
import { Fault } from "../../../domain/faults.ts";
import { type MemberId, type OrganisationId, printHex, type SessionId } from "../../../domain/ids.ts";
import type { UnixMs } from "../../../domain/time.ts";
import type { Trusted } from "./trust.ts";

/** Who is at work. Lives in the memory of the Worker only, until it is wiped. */
export interface AtWork {
  readonly memberId: MemberId;
  readonly role: MemberRole;
  readonly organisationId: OrganisationId;
  readonly keys: MemberKeys;
  /** Signs entries and grants. */
  readonly author: Author;
  /** Registry and charters as they were checked last. */
  readonly trusted: Trusted;
  /** The organisation's seeds by epoch. @secret */
  readonly seeds: ReadonlyMap<number, Seed>;
  /** Of the session. @secret */
  readonly token: Uint8Array;
  readonly session: SessionId;
  /** Counts up with every command. */
  readonly nextCounter: () => number;
  /** The newest hash of the audit seen here; zeros: none. */
  readonly auditHead: Uint8Array;
  readonly begunAt: UnixMs;
  /** The last moment at which she did something. */
  readonly seenAt: UnixMs;
}

/** A seed of her organisation as the server keeps it. */
export interface HandedSeed {
  readonly epoch: number;
  readonly row: Uint8Array;
}

/**
 * The key of her organisation that a grant of this epoch is sealed to.
 *
 * @throws {Fault} `crypto/cannot-open`: she was handed no seed of that epoch.
 */
export function organisationKeys(sodium: Sodium, work: AtWork, epoch: number): BoxKeypair {
  const seed = work.seeds.get(epoch);
  if (seed === undefined) throw new Fault("crypto/cannot-open", { epoch });
  return boxKeypair(sodium, seed);
}

/**
 * Opens the organisation's seeds that were handed to her. The public keys come from the charters that had these epochs,
 * never from the rows; a seed that does not make the key of its charter is refused.
 *
 * @throws {Fault} as `openOrgGrant`; `registry/missing`: no charter ever had this epoch.
 */
export function openSeeds(
  sodium: Sodium,
  trusted: Trusted,
  who: { readonly memberId: MemberId; readonly organisationId: OrganisationId; readonly box: BoxKeypair },
  handed: readonly HandedSeed[],
): Map<number, Seed> {
  const { deployment } = trusted;
  const { organisationId } = who;
  const chain = trusted.charters.get(printHex(organisationId)) ?? [];
  const seeds = new Map<number, Seed>();
  for (const { epoch, row } of handed) {
    const charter = chain.find((one) => one.charter.epoch === epoch)?.charter;
    if (charter === undefined) throw new Fault("registry/missing", { epoch });
    const recipient = { kind: "member", id: who.memberId, epoch, publicKey: who.box.publicKey } as const;
    const place = { deployment, organisationId, epoch, organisationPublicKey: charter.publicKey, recipient };
    seeds.set(epoch, openOrgGrant(sodium, who.box, place, row, trusted.known).seed);
  }
  return seeds;
}

/** Overwrites every secret. What is left of it in the memory of an engine nobody can promise. */
export function wipe(work: AtWork): void {
  const { sign, auth, box } = work.keys;
  for (const secret of [sign.secretKey, auth.secretKey, box.secretKey, work.token]) secret.fill(0);
  for (const seed of work.seeds.values()) seed.fill(0);
}
