import type { MemberRole } from "../../crypto/charter.ts";
import { keyId, type SignPublicKey } from "../../crypto/keypairs.ts";
import { sessionIdOf } from "../../crypto/login.ts";
import { Fault } from "../../domain/faults.ts";
import { type MemberId, sameBytes } from "../../domain/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import type { SessionRow } from "../../storage/rows.ts";
import { commitAudited } from "../audit.ts";
import { type Recipient, recipientOf } from "../deployment.ts";
import type { Parts } from "../parts.ts";
import { leaveWrites } from "./duty.ts";
import type { StaffSession } from "./staff-session.ts";

/** A session ends by itself when nothing was asked for so long, and in any case after a working day. */
export const IDLE_MS = 10 * MINUTE_MS;
export const LONGEST_MS = 8 * HOUR_MS;
const TOKEN_BYTES = 32;

/** A member who is listed as active now; null: nobody is. */
export async function activeMember(
  parts: Parts,
  memberId: MemberId,
): Promise<{
  readonly organisation: Recipient;
  readonly role: MemberRole;
  readonly sign: SignPublicKey;
  readonly auth: SignPublicKey;
} | null> {
  const row = await parts.store.findMember(memberId);
  if (row === null) return null;
  const deployment = parts.deployment();
  const isKnown = [...deployment.recipients.values()].some(({ organisation }) => sameBytes(organisation.id, row.orgId));
  if (!isKnown) return null;
  const organisation = recipientOf(deployment, row.orgId);
  const listed = organisation.charter.charter.members.find(({ id }) => sameBytes(id, memberId));
  if (listed?.standing !== "active") return null;
  return { organisation, role: listed.role, sign: listed.sign, auth: listed.auth };
}

/**
 * Begins a session. The token leaves here once; the server keeps its hash.
 *
 * @param publicKey of this device; its earlier session is replaced.
 */
export async function openSession(
  parts: Parts,
  memberId: MemberId,
  publicKey: SignPublicKey,
): Promise<{ readonly token: Uint8Array; readonly session: StaffSession }> {
  const member = await activeMember(parts, memberId);
  if (member === null) throw new Fault("desk/wrong-passphrase");
  const token = parts.random(TOKEN_BYTES);
  const now = parts.keys.time.now();
  const row: SessionRow = {
    sessionId: sessionIdOf(parts.sodium, token),
    memberId,
    orgId: member.organisation.organisation.id,
    begunAt: now,
    seenAt: now,
    counter: 0,
    publicKey,
  };
  const actor = keyId(parts.sodium, member.sign);
  const act = { actor, action: "sign-in", caseId: null } as const;
  const earlier = (await parts.store.sessionsOf(memberId)).filter((one) => sameBytes(one.publicKey, publicKey));
  await commitAudited(parts, act, [
    ...earlier.map(({ sessionId }) => ({ write: "erase-session", sessionId }) as const),
    { write: "add-session", session: row },
  ]);
  return { token, session: staffOf(parts, row, member) };
}

/**
 * Who stands behind a token. Looked at for every request: by the charter in force now, not by that of the beginning.
 *
 * @throws {Fault} `desk/signed-out`: unknown, over by time, or no member any more.
 */
export async function sessionOf(parts: Parts, token: Uint8Array): Promise<StaffSession> {
  const row = await parts.store.findSession(sessionIdOf(parts.sodium, token));
  if (row === null) throw new Fault("desk/signed-out");
  const now = parts.keys.time.now();
  const member = await activeMember(parts, row.memberId);
  if (member === null || now - row.seenAt >= IDLE_MS || now - row.begunAt >= LONGEST_MS) {
    await parts.store.commit([{ write: "erase-session", sessionId: row.sessionId }]);
    throw new Fault("desk/signed-out");
  }
  return staffOf(parts, row, member);
}

/** She did something: the session stays awake. Written at most once a minute. */
export async function touchSession(parts: Parts, { id }: StaffSession): Promise<number> {
  const now = parts.keys.time.now();
  await parts.store.commit([{ write: "touch-session", sessionId: id, seenAt: now }]);
  return now + IDLE_MS;
}

/** On this device, or on all. */
export async function closeSession(parts: Parts, session: StaffSession, everywhere: boolean): Promise<void> {
  const { id, memberId, actor } = session;
  const act = { actor, action: "sign-out", caseId: null } as const;
  await commitAudited(parts, act, [
    ...(await leaveWrites(parts, session, everywhere)),
    everywhere ? { write: "erase-sessions", memberId } : { write: "erase-session", sessionId: id },
  ]);
}

function staffOf(
  parts: Parts,
  row: SessionRow,
  { organisation, role, sign }: NonNullable<Awaited<ReturnType<typeof activeMember>>>,
): StaffSession {
  return {
    id: row.sessionId,
    memberId: row.memberId,
    role,
    organisation,
    orgId: organisation.organisation.id,
    signPublicKey: sign,
    actor: keyId(parts.sodium, sign),
    idleEndsAt: row.seenAt + IDLE_MS,
    endsAt: row.begunAt + LONGEST_MS,
  };
}
