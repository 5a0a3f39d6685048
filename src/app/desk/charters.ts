import type { Charter, Member } from "../../crypto/charter.ts";
import { verifyCharter } from "../../crypto/charter-file.ts";
import { concat } from "../../crypto/encoding.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import { type GrantId, type InvitationId, type MemberId, sameBytes } from "../../domain/ids.ts";
import type { Write } from "../../storage/writes.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { answeredInvitation } from "./invitations.ts";
import type { StaffSession } from "./staff-session.ts";

/** A charter that an administrator signed in her browser, and what its members need to go on working. */
export interface SignedCharter {
  readonly file: Uint8Array;
  readonly grants: readonly HandedSeed[];
  readonly names: readonly { readonly member: MemberId; readonly name: Uint8Array }[];
  readonly invitation: InvitationId | null;
}

/** The seed of one of the organisation's epochs, sealed to a member; under the organisation's own id: to its key on paper. */
export interface HandedSeed {
  readonly member: MemberId;
  readonly epoch: number;
  readonly grantId: GrantId;
  readonly grant: Uint8Array;
}

/**
 * Puts the next charter of her organisation in force. It is believed for its signatures and its descent, not because an
 * administrator sent it. Sessions of those who are not in it any more end with it.
 *
 * @throws {Fault} `desk/bad-request`: it does not follow, is another organisation's, or leaves an active member without
 * the new key; `desk/bad-invitation`.
 */
export async function followCharter(parts: Parts, session: StaffSession, signed: SignedCharter): Promise<void> {
  const previous = session.organisation.charter.charter;
  const charter = verified(parts, session, signed.file);
  mustHandSeeds(previous, charter, signed);
  const { orgId } = session;
  const members = activeIn(charter);
  const gone = activeIn(previous).filter(({ id }) => !isAmong(members, id));
  const held = await Promise.all(gone.map(({ id }) => parts.store.heldBy(id)));
  const writes: Write[] = [
    ...held.flat().map(({ caseId }) => ({ write: "take-back", caseId }) as const),
    { write: "add-charter", orgId, version: charter.version, file: signed.file },
    ...members
      .filter(({ id }) => signed.grants.some(({ member }) => sameBytes(member, id)))
      .map(({ id }) => ({ write: "put-member", memberId: id, orgId }) as const),
    ...signed.grants.map(({ member, epoch, grantId, grant }) => ({
      write: "put-org-grant" as const,
      memberId: member,
      orgId,
      epoch,
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
  const action = sameKey(previous.recoveryPublicKey, charter.recoveryPublicKey) ? "charter" : "recovery";
  const act = { actor: session.actor, action, caseId: null } as const;
  if ((await commitAudited(parts, act, writes)) !== "done") throw new Fault("store/conflict");
}

/**
 * Nobody loses access: with a new key every active member has its seed, a new member the newest one, and so has the key
 * on paper. Nothing is handed to anybody else.
 */
function mustHandSeeds(previous: Charter, charter: Charter, { grants, names }: SignedCharter): void {
  const members = activeIn(charter);
  const isNewEpoch = charter.epoch !== previous.epoch;
  const isHanded = (id: Uint8Array) =>
    grants.some(({ member, epoch }) => epoch === charter.epoch && sameBytes(member, id));
  const needing = members.filter(({ id }) => isNewEpoch || !isAmong(activeIn(previous), id));
  if (needing.some(({ id }) => !isHanded(id))) throw new Fault("desk/bad-request", { grants: 0 });

  const paper = charter.recoveryPublicKey === null ? null : charter.organisationId;
  const isNewPaper = isNewEpoch || !sameKey(previous.recoveryPublicKey, charter.recoveryPublicKey);
  if (paper !== null && isNewPaper && !isHanded(paper)) throw new Fault("desk/bad-request", { grants: 0 });

  const mayHave = ({ member, epoch }: HandedSeed) =>
    epoch <= charter.epoch && (isAmong(members, member) || (paper !== null && sameBytes(paper, member)));
  if (!grants.every(mayHave)) throw new Fault("desk/bad-request", { grants: 1 });
  if (names.some(({ member }) => !isAmong(members, member))) throw new Fault("desk/bad-request", { names: 1 });
}

function activeIn(charter: Charter): readonly Member[] {
  return charter.members.filter((one) => one.standing === "active");
}

function isAmong(members: readonly Member[], id: Uint8Array): boolean {
  return members.some((one) => sameBytes(one.id, id));
}

function sameKey(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : sameBytes(a, b);
}

function verified(parts: Parts, session: StaffSession, file: Uint8Array): Charter {
  const previous = session.organisation.charter;
  try {
    const { charter } = verifyCharter(parts.sodium, file, { registry: parts.deployment().registry, previous });
    if (charter.version !== previous.charter.version + 1) throw new Fault("registry/missing");
    if (activeIn(charter).every(({ role }) => role !== "admin")) throw new Fault("registry/missing");
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
