import { concat } from "../../crypto/encoding.ts";
import type { SignPublicKey } from "../../crypto/keypairs.ts";
import { invitationIdOf, isEnrolment } from "../../crypto/login.ts";
import { parseWrapHeader } from "../../crypto/member-wrap.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type InvitationId, type MemberId, sameBytes } from "../../domain/ids.ts";
import { HOUR_MS, later } from "../../domain/time.ts";
import type { InvitationRow } from "../../storage/rows.ts";
import { commitAudited } from "../audit.ts";
import { type Recipient, recipientOf } from "../deployment.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

const INVITED_MS = 72 * HOUR_MS;

/** Keys that somebody made for herself after she was invited. */
export interface NewKeys {
  readonly member: MemberId;
  readonly sign: SignPublicKey;
  readonly auth: SignPublicKey;
  readonly box: Uint8Array;
  readonly login: SignPublicKey;
  readonly wrapped: Uint8Array;
  readonly signature: Uint8Array;
}

/** Notes an invitation. The link itself never comes here: an administrator makes it and hands it over. */
export async function invite(
  parts: Parts,
  session: StaffSession,
  wanted: { readonly id: InvitationId; readonly role: InvitationRow["role"]; readonly name: Uint8Array },
): Promise<number> {
  const expiresAt = later(parts.keys.time.now(), INVITED_MS);
  const invitation: InvitationRow = {
    ...wanted,
    orgId: session.orgId,
    expiresAt,
    memberId: null,
    keys: null,
    loginPublicKey: null,
    wrapped: null,
  };
  const act = { actor: session.actor, action: "invite", caseId: null } as const;
  const committed = await commitAudited(parts, act, [{ write: "add-invitation", invitation }]);
  if (committed !== "done") throw new Fault("desk/bad-request");
  return expiresAt;
}

/** What a link is for. @throws {Fault} `desk/bad-invitation`: unknown, over, or used. */
export async function lookAtInvitation(
  parts: Parts,
  token: Uint8Array,
): Promise<{ readonly row: InvitationRow; readonly organisation: Recipient }> {
  const row = await parts.store.findInvitation(invitationIdOf(parts.sodium, token));
  if (row === null || row.memberId !== null || row.expiresAt <= parts.keys.time.now())
    throw new Fault("desk/bad-invitation");
  return { row, organisation: recipientOf(parts.deployment(), row.orgId) };
}

/** Takes the keys of a new member, once. She works when an administrator has put them into the charter. */
export async function answerInvitation(parts: Parts, token: Uint8Array, keys: NewKeys, origin: string): Promise<void> {
  const { row } = await lookAtInvitation(parts, token);
  const challenge = { origin, nonce: token, memberId: keys.member };
  if (!isEnrolment(parts.sodium, keys.auth, challenge, keys.login, keys.wrapped, keys.signature))
    throw new Fault("desk/bad-signature");
  parseWrapHeader(keys.wrapped);
  if ((await parts.store.findMember(keys.member)) !== null) throw new Fault("desk/bad-request");
  const committed = await parts.store.commit([
    {
      write: "answer-invitation",
      id: row.id,
      memberId: keys.member,
      keys: concat(keys.sign, keys.auth, keys.box),
      loginPublicKey: keys.login,
      wrapped: keys.wrapped,
      name: row.name,
    },
  ]);
  if (committed !== "done") throw new Fault("desk/bad-invitation");
}

/** An answered invitation of this organisation. @throws {Fault} `desk/bad-invitation`. */
export async function answeredInvitation(
  parts: Parts,
  session: StaffSession,
  id: InvitationId,
): Promise<InvitationRow & { readonly memberId: MemberId }> {
  const row = await parts.store.findInvitation(asId<InvitationId>(id));
  const { memberId } = row ?? { memberId: null };
  if (row === null || memberId === null || !sameBytes(row.orgId, session.orgId)) throw new Fault("desk/bad-invitation");
  return { ...row, memberId };
}
