import type { Charter, Member } from "../../crypto/charter.ts";
import { verifyCharter } from "../../crypto/charter-file.ts";
import { concat } from "../../crypto/encoding.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import { type GrantId, type InvitationId, type MemberId, printHex, sameBytes } from "../../domain/ids.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { answeredInvitation } from "./invitations.ts";
import type { StaffSession } from "./staff-session.ts";

/** A charter that an administrator signed in her browser, and what its members need to go on working. */
export interface SignedCharter {
  readonly file: Uint8Array;
  /** The seed of the charter's epoch, sealed to members. */
  readonly grants: readonly { readonly member: MemberId; readonly grantId: GrantId; readonly grant: Uint8Array }[];
  readonly names: readonly { readonly member: MemberId; readonly name: Uint8Array }[];
  readonly invitation: InvitationId | null;
}

/**
 * Puts the next charter of her organisation in force. It is believed for its signatures and its descent, not because an
 * administrator sent it. Sessions of those who are not in it any more end with it.
 *
 * @throws {Fault} `desk/bad-request`: it does not follow, is another organisation's, or leaves an active member without
 * the new key; `desk/bad-invitation`.
 */
export async function followCharter(parts: Parts, session: StaffSession, signed: SignedCharter): Promise<void> {
  const { charter: previous } = session.organisation;
  const charter = verified(parts, session, signed.file);
  const isActive = (one: Member) => one.standing === "active";
  const members = charter.members.filter(isActive);
  const isMember = (id: MemberId) => members.some((one) => sameBytes(one.id, id));
  const granted = new Set(signed.grants.map(({ member }) => printHex(member)));
  const isNewEpoch = charter.epoch !== previous.charter.epoch;
  const wasMember = (id: MemberId) => previous.charter.members.some((one) => isActive(one) && sameBytes(one.id, id));
  const needGrant = members.filter(({ id }) => isNewEpoch || !wasMember(id));
  if (needGrant.some(({ id }) => !granted.has(printHex(id)))) throw new Fault("desk/bad-request", { grants: 0 });
  if (signed.grants.some(({ member }) => !isMember(member))) throw new Fault("desk/bad-request", { grants: 1 });
  if (signed.names.some(({ member }) => !isMember(member))) throw new Fault("desk/bad-request", { names: 1 });

  const { orgId } = session;
  const gone = previous.charter.members.filter(isActive).filter(({ id }) => !isMember(id));
  const held = await Promise.all(gone.map(({ id }) => parts.store.heldBy(id)));
  const writes: Write[] = [
    ...held.flat().map(({ caseId }) => ({ write: "take-back", caseId }) as const),
    { write: "add-charter", orgId, version: charter.version, file: signed.file },
    ...members
      .filter(({ id }) => granted.has(printHex(id)))
      .map(({ id }) => ({ write: "put-member", memberId: id, orgId }) as const),
    ...signed.grants.map(({ member, grantId, grant }) => ({
      write: "put-org-grant" as const,
      memberId: member,
      orgId,
      epoch: charter.epoch,
      grantId,
      row: grant,
    })),
    ...signed.names.map(({ member, name }) => ({ write: "put-roster" as const, memberId: member, orgId, name })),
    ...(await invitedWrites(parts, session, charter, signed.invitation)),
    ...gone.flatMap(({ id }): readonly Write[] => [
      { write: "erase-sessions", memberId: id },
      { write: "erase-login", memberId: id },
      { write: "erase-roster", memberId: id },
    ]),
  ];
  const act = { actor: session.actor, action: "charter", caseId: null } as const;
  if ((await commitAudited(parts, act, writes)) !== "done") throw new Fault("store/conflict");
}

function verified(parts: Parts, session: StaffSession, file: Uint8Array): Charter {
  const previous = session.organisation.charter;
  try {
    const { charter } = verifyCharter(parts.sodium, file, { registry: parts.deployment().registry, previous });
    if (charter.version !== previous.charter.version + 1) throw new Fault("registry/missing");
    return charter;
  } catch (error) {
    const code = codeOf(error);
    if (code.startsWith("registry/") || code.startsWith("crypto/")) throw new Fault("desk/bad-request", {}, error);
    throw error;
  }
}

/** The keys in the charter must be those that she made: an administrator cannot put other ones under her name. */
async function invitedWrites(
  parts: Parts,
  session: StaffSession,
  charter: Charter,
  id: InvitationId | null,
): Promise<readonly Write[]> {
  if (id === null) return [];
  const invitation = await answeredInvitation(parts, session, id);
  const { memberId, keys, loginPublicKey, wrapped } = invitation;
  const listed = charter.members.find((one) => sameBytes(one.id, memberId));
  const isHers = listed !== undefined && keys !== null && sameBytes(concat(listed.sign, listed.auth, listed.box), keys);
  if (!isHers || loginPublicKey === null || wrapped === null) throw new Fault("desk/bad-invitation");
  if (listed.role !== invitation.role) throw new Fault("desk/bad-request", { role: 1 });
  return [
    { write: "put-login", memberId, loginPublicKey, wrapped },
    { write: "erase-invitation", id },
  ];
}
