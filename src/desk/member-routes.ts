import { followCharter } from "../app/desk/charters.ts";
import { setDuty } from "../app/desk/duty.ts";
import { invite } from "../app/desk/invitations.ts";
import { changeLogin } from "../app/desk/logins.ts";
import { oldGrants, regrant } from "../app/desk/rotation.ts";
import { closeSession, touchSession } from "../app/desk/sessions.ts";
import type { SignPublicKey } from "../crypto/keypairs.ts";
import { printBase64 } from "../domain/base64.ts";
import type { AuditPage, OldGrants, Roster } from "../domain/desk/door-answers.ts";
import {
  changeLoginSchema,
  charterSchema,
  dutySchema,
  inviteSchema,
  nothingSchema,
  regrantsSchema,
} from "../domain/desk/door-requests.ts";
import { Fault } from "../domain/faults.ts";
import { type CaseId, type GrantId, type InvitationId, type MemberId, printHex } from "../domain/ids.ts";
import type { DeskRoutes } from "./desk-routes.ts";
import { begun } from "./door-routes.ts";

const AUDIT_PAGE = 100;

/** Her own session, her colleagues, and the signed files of her organisation. */
export function memberRoutes(reload: () => Promise<boolean>): (routes: DeskRoutes) => void {
  return (routes) => {
    sessionRoutes(routes);
    routes
      .read("/members", "members.read", async ({ parts, session }): Promise<Roster> => {
        const members = await parts.store.rosterOf(session.orgId);
        const invitations = session.role === "admin" ? await parts.store.invitationsOf(session.orgId) : [];
        const { epoch } = session.organisation.charter.charter;
        const left = await parts.store.grantsBelowEpoch(session.orgId, epoch, AUDIT_PAGE);
        return {
          members: members.map(({ memberId, name, onDuty }) => ({
            member: printHex(memberId),
            name: name && printBase64(name),
            onDuty,
          })),
          invitations: invitations.map((one) => ({
            id: printHex(one.id),
            role: one.role,
            expiresAt: one.expiresAt,
            name: printBase64(one.name),
            member: one.memberId && printHex(one.memberId),
            keys: one.keys && printBase64(one.keys),
          })),
          toMove: left.length,
        };
      })
      .command("/invitations", "members.edit", inviteSchema, async ({ parts, session }, { id, role, name }) => ({
        expiresAt: await invite(parts, session, { id: id as InvitationId, role, name }),
      }))
      .command("/charter", "members.edit", charterSchema, async ({ parts, session }, body) => {
        await followCharter(parts, session, {
          file: body.file,
          grants: body.grants.map(({ member, epoch, grantId, grant }) => ({
            member: member as MemberId,
            epoch,
            grantId: grantId as GrantId,
            grant,
          })),
          names: body.names.map(({ member, name }) => ({ member: member as MemberId, name })),
          invitation: body.invitation as InvitationId | null,
        });
        if (!(await reload())) throw new Fault("registry/missing");
        return {};
      });
    movingRoutes(routes);
  };
}

function sessionRoutes(routes: DeskRoutes): void {
  routes
    .read("/session", "session.own", ({ parts, session }) => begun(parts, session))
    .command("/session/touch", "session.own", nothingSchema, async ({ parts, session }) => ({
      idleEndsAt: await touchSession(parts, session),
    }))
    .command("/session/login", "session.own", changeLoginSchema, async ({ parts, session }, { login, wrapped }) => {
      await changeLogin(parts, session, login as SignPublicKey, wrapped);
      return {};
    })
    .command("/session/end", "session.own", nothingSchema, async ({ parts, session }) => {
      await closeSession(parts, session, false);
      return {};
    })
    .command("/session/end-all", "session.own", nothingSchema, async ({ parts, session }) => {
      await closeSession(parts, session, true);
      return {};
    })
    .command("/duty", "organisation.duty", dutySchema, async ({ parts, session }, { on }) => {
      await setDuty(parts, session, on);
      return {};
    });
}

/** Cases that follow the organisation to its newest key, and the record of what was done. */
function movingRoutes(routes: DeskRoutes): void {
  routes
    .read("/grants/old", "members.edit", async ({ parts, session }): Promise<OldGrants> => {
      const found = await oldGrants(parts, session);
      return {
        grants: found.map(({ grant, genesis, sealed }) => ({
          caseId: printHex(grant.caseId),
          old: printHex(grant.grantId),
          genesis: printBase64(genesis),
          sealed: printBase64(sealed),
          recipientEpoch: grant.recipientEpoch,
        })),
      };
    })
    .command("/grants/new", "members.edit", regrantsSchema, async ({ parts, session }, { grants }) => ({
      left: await regrant(
        parts,
        session,
        grants.map((one) => ({
          caseId: one.caseId as CaseId,
          old: one.old as GrantId,
          grantId: one.grantId as GrantId,
          grant: one.grant,
        })),
      ),
    }))
    .read("/audit", "audit.read", async ({ parts, query }): Promise<AuditPage> => {
      const before = Number(query("before") ?? Number.MAX_SAFE_INTEGER);
      if (!Number.isSafeInteger(before)) throw new Fault("desk/bad-request");
      const records = await parts.store.auditBefore(before, AUDIT_PAGE);
      return {
        records: records.map(({ record, signature }) => ({
          record: printBase64(record),
          signature: printBase64(signature),
        })),
      };
    });
}
