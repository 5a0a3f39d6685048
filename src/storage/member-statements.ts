import { sql } from "kysely";
import type { InvitationId, MemberId, OrganisationId, SessionId } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { InvitationRow, LoginRow, OrgGrantRow, SessionRow } from "./rows.ts";
import type { StatementKit } from "./statement.ts";

const NEVER = sql.lit(0 as UnixMs);

const MEMBER_COLUMNS = [
  "member_id as memberId",
  "org_id as orgId",
  "name",
  "on_duty as onDuty",
  "seen_at as seenAt",
] as const;

/** Where members work, and the seeds of their organisation sealed to them. */
export function memberStatements({ db, takes }: StatementKit) {
  const members = db.selectFrom("members").select(MEMBER_COLUMNS);
  return {
    find: takes<{ readonly memberId: MemberId }>()((given) => members.where("member_id", "=", given.memberId)),
    ofOrganisation: takes<{ readonly orgId: OrganisationId }>()((given) =>
      members.where("org_id", "=", given.orgId).orderBy("member_id"),
    ),
    put: takes<{ readonly memberId: MemberId; readonly orgId: OrganisationId }>()((given) =>
      db
        .insertInto("members")
        .values({ member_id: given.memberId, org_id: given.orgId, name: null, on_duty: false, seen_at: NEVER })
        .onConflict((on) => on.column("member_id").doUpdateSet({ org_id: given.orgId })),
    ),
    name: takes<{ readonly memberId: MemberId; readonly orgId: OrganisationId; readonly name: Uint8Array }>()((given) =>
      db
        .insertInto("members")
        .values({ member_id: given.memberId, org_id: given.orgId, name: given.name, on_duty: false, seen_at: NEVER })
        .onConflict((on) => on.column("member_id").doUpdateSet({ org_id: given.orgId, name: given.name })),
    ),
    setDuty: takes<{ readonly memberId: MemberId; readonly orgId: OrganisationId; readonly onDuty: boolean }>()(
      (given) =>
        db
          .updateTable("members")
          .set({ on_duty: given.onDuty })
          .where("member_id", "=", given.memberId)
          .where("org_id", "=", given.orgId),
    ),
    seen: takes<{ readonly memberId: MemberId; readonly begunAt: UnixMs }>()((given) =>
      db.updateTable("members").set({ seen_at: given.begunAt }).where("member_id", "=", given.memberId),
    ),
    /** Whose session it is. */
    seenIn: takes<{ readonly sessionId: SessionId; readonly seenAt: UnixMs }>()((given) =>
      db
        .updateTable("members")
        .set({ seen_at: given.seenAt })
        .where("member_id", "in", (on) =>
          on.selectFrom("sessions").select("sessions.member_id").where("session_id", "=", given.sessionId),
        ),
    ),
    erase: takes<{ readonly memberId: MemberId }>()((given) =>
      db.deleteFrom("members").where("member_id", "=", given.memberId),
    ),
  };
}

export function orgGrantStatements({ db, takes }: StatementKit) {
  return {
    ofMember: takes<{ readonly memberId: MemberId }>()((given) =>
      db
        .selectFrom("org_grants")
        .select(["member_id as memberId", "org_id as orgId", "epoch", "grant_id as grantId", "row"])
        .where("member_id", "=", given.memberId)
        .orderBy("epoch", "desc"),
    ),
    put: takes<OrgGrantRow>()((given) => {
      const rest = { org_id: given.orgId, grant_id: given.grantId, row: given.row };
      return db
        .insertInto("org_grants")
        .values({ member_id: given.memberId, epoch: given.epoch, ...rest })
        .onConflict((on) => on.columns(["member_id", "epoch"]).doUpdateSet(rest));
    }),
    eraseBelow: takes<{ readonly orgId: OrganisationId; readonly epochBelow: number }>()((given) =>
      db.deleteFrom("org_grants").where("org_id", "=", given.orgId).where("epoch", "<", given.epochBelow),
    ),
  };
}

export function loginStatements({ db, takes }: StatementKit) {
  return {
    find: takes<{ readonly memberId: MemberId }>()((given) =>
      db
        .selectFrom("logins")
        .select(["member_id as memberId", "login_public_key as loginPublicKey", "wrapped"])
        .where("member_id", "=", given.memberId),
    ),
    put: takes<LoginRow>()((given) => {
      const rest = { login_public_key: given.loginPublicKey, wrapped: given.wrapped };
      return db
        .insertInto("logins")
        .values({ member_id: given.memberId, ...rest })
        .onConflict((on) => on.column("member_id").doUpdateSet(rest));
    }),
    erase: takes<{ readonly memberId: MemberId }>()((given) =>
      db.deleteFrom("logins").where("member_id", "=", given.memberId),
    ),
  };
}

export function sessionStatements({ db, takes }: StatementKit) {
  const sessions = db
    .selectFrom("sessions")
    .select([
      "session_id as sessionId",
      "member_id as memberId",
      "org_id as orgId",
      "begun_at as begunAt",
      "seen_at as seenAt",
      "counter",
      "public_key as publicKey",
    ]);
  return {
    find: takes<{ readonly sessionId: SessionId }>()((given) => sessions.where("session_id", "=", given.sessionId)),
    ofMember: takes<{ readonly memberId: MemberId }>()((given) =>
      sessions.where("member_id", "=", given.memberId).orderBy("session_id"),
    ),
    add: takes<SessionRow>()((given) =>
      db
        .insertInto("sessions")
        .values({
          session_id: given.sessionId,
          member_id: given.memberId,
          org_id: given.orgId,
          begun_at: given.begunAt,
          seen_at: given.seenAt,
          counter: given.counter,
          public_key: given.publicKey,
        })
        .onConflict((on) => on.doNothing()),
    ),
    touch: takes<{ readonly sessionId: SessionId; readonly seenAt: UnixMs }>()((given) =>
      db.updateTable("sessions").set({ seen_at: given.seenAt }).where("session_id", "=", given.sessionId),
    ),
    useCounter: takes<{ readonly sessionId: SessionId; readonly counter: number }>()((given) =>
      db
        .updateTable("sessions")
        .set({ counter: given.counter })
        .where("session_id", "=", given.sessionId)
        .where("counter", "<", given.counter),
    ),
    erase: takes<{ readonly sessionId: SessionId }>()((given) =>
      db.deleteFrom("sessions").where("session_id", "=", given.sessionId),
    ),
    eraseOf: takes<{ readonly memberId: MemberId }>()((given) =>
      db.deleteFrom("sessions").where("member_id", "=", given.memberId),
    ),
    eraseOld: takes<{ readonly begunBefore: UnixMs; readonly seenBefore: UnixMs }>()((given) =>
      db
        .deleteFrom("sessions")
        .where((on) => on.or([on("begun_at", "<", given.begunBefore), on("seen_at", "<", given.seenBefore)])),
    ),
  };
}

export function invitationStatements({ db, takes }: StatementKit) {
  const invitations = db
    .selectFrom("invitations")
    .select([
      "id",
      "org_id as orgId",
      "role",
      "expires_at as expiresAt",
      "name",
      "member_id as memberId",
      "keys",
      "login_public_key as loginPublicKey",
      "wrapped",
    ]);
  return {
    find: takes<{ readonly id: InvitationId }>()((given) => invitations.where("id", "=", given.id)),
    ofOrganisation: takes<{ readonly orgId: OrganisationId }>()((given) =>
      invitations.where("org_id", "=", given.orgId).orderBy("expires_at").orderBy("id"),
    ),
    add: takes<InvitationRow>()((given) =>
      db
        .insertInto("invitations")
        .values({
          id: given.id,
          org_id: given.orgId,
          role: given.role,
          expires_at: given.expiresAt,
          name: given.name,
          member_id: given.memberId,
          keys: given.keys,
          login_public_key: given.loginPublicKey,
          wrapped: given.wrapped,
        })
        .onConflict((on) => on.doNothing()),
    ),
    answer: takes<{
      readonly id: InvitationId;
      readonly memberId: MemberId;
      readonly keys: Uint8Array;
      readonly loginPublicKey: Uint8Array;
      readonly wrapped: Uint8Array;
      readonly name: Uint8Array;
    }>()((given) =>
      db
        .updateTable("invitations")
        .set({
          member_id: given.memberId,
          keys: given.keys,
          login_public_key: given.loginPublicKey,
          wrapped: given.wrapped,
          name: given.name,
        })
        .where("id", "=", given.id)
        .where("member_id", "is", null),
    ),
    erase: takes<{ readonly id: InvitationId }>()((given) => db.deleteFrom("invitations").where("id", "=", given.id)),
    eraseOld: takes<{ readonly expiredBefore: UnixMs }>()((given) =>
      db.deleteFrom("invitations").where("expires_at", "<", given.expiredBefore),
    ),
  };
}
