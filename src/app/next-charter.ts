import type { Charter, Member, MemberRole } from "../crypto/charter.ts";
import { signCharter, verifyCharter } from "../crypto/charter-file.ts";
import { Fault } from "../domain/faults.ts";
import { DAY_MS, later } from "../domain/time.ts";
import type { Write } from "../storage/writes.ts";
import { CHARTER_DAYS, memberOf, type NewMember, orgGrantTo } from "./founding.ts";
import { type Membership, openMembership } from "./membership.ts";
import type { Parts } from "./parts.ts";

/** Somebody who may sign the charters of her organisation, with her keys. */
export interface Administrator {
  readonly self: NewMember;
  readonly membership: Membership;
}

/** The next version of an organisation's charter, verified and not kept yet. */
export interface FollowingCharter {
  readonly charter: Charter;
  readonly write: Write;
}

/** @throws {Fault} `case/not-yours`: no active administrator; as `openMembership`. */
export async function openAdministrator(parts: Parts, self: NewMember): Promise<Administrator> {
  const membership = await openMembership(parts, self);
  if (membership.listed.role !== "admin") throw new Fault("case/not-yours");
  return { self, membership };
}

/**
 * The charter again, with a new term and, if they are given, other members: nobody vanishes, who leaves is retired.
 *
 * @throws {Fault} `registry/too-few-signatures`: more than one administrator must sign; `registry/fork`: a member
 * vanished or got other keys.
 */
export function nextCharter(parts: Parts, admin: Administrator, members?: readonly Member[]): FollowingCharter {
  const { sodium, keys } = parts;
  const { charter: previous } = admin.membership.organisation;
  const now = keys.time.now();
  const charter: Charter = {
    ...previous.charter,
    version: previous.charter.version + 1,
    issuedAt: now,
    expiresAt: later(now, CHARTER_DAYS * DAY_MS),
    previousHash: previous.hash,
    members: members ?? previous.charter.members,
  };
  const file = signCharter(sodium, charter, [admin.self.keys.sign]);
  verifyCharter(sodium, file, { registry: parts.deployment().registry, previous });
  const write = { write: "add-charter", orgId: charter.organisationId, version: charter.version, file } as const;
  return { charter, write };
}

/** The next charter with a new member in it, and the organisation's seed sealed to her. @throws {Fault} as {@link nextCharter}. */
export function admitMember(parts: Parts, admin: Administrator, member: NewMember, role: MemberRole): readonly Write[] {
  const { sodium, random, keys } = parts;
  const { organisation, organisationSeed } = admin.membership;
  const listed = memberOf(member, role);
  const { charter, write } = nextCharter(parts, admin, [...organisation.charter.charter.members, listed]);
  const now = keys.time.now();
  return [write, ...orgGrantTo({ sodium, random, now }, charter, organisationSeed, admin.self, listed)];
}
