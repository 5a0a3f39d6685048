import { auditHead } from "../app/audit.ts";
import { recipientOf } from "../app/deployment.ts";
import { answerInvitation, lookAtInvitation } from "../app/desk/invitations.ts";
import type { LoginDesk, Visitor } from "../app/desk/logins.ts";
import type { StaffSession } from "../app/desk/staff-session.ts";
import type { Parts } from "../app/parts.ts";
import type { SignPublicKey } from "../crypto/keypairs.ts";
import { printBase64 } from "../domain/base64.ts";
import type {
  BegunSession,
  DemoMembers,
  Greeting,
  InvitationLook,
  LoginStarted,
  OwnSessionAnswer,
  Trust,
  WrappedSeed,
} from "../domain/desk/door-answers.ts";
import {
  answerInvitationSchema,
  beginSessionSchema,
  bringLoginSchema,
  finishLoginSchema,
  lookAtInvitationSchema,
  startLoginSchema,
} from "../domain/desk/door-requests.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type MemberId, type OrganisationId, parseHex, printHex } from "../domain/ids.ts";
import type { MemberFile } from "../domain/member-file.ts";
import type { DeskRoutes, DoorCall } from "./desk-routes.ts";

/** A made-up member whom anybody may be, in a demonstration. */
export interface DemoMember {
  readonly file: MemberFile;
  readonly passphrase: string;
}

/** What the door needs besides the parts of the house. */
export interface Door {
  readonly logins: LoginDesk;
  /** Null unless everything is made up. */
  readonly demoMembers: () => readonly DemoMember[] | null;
}

/** For who is not signed in yet. */
export function doorRoutes({ logins, demoMembers }: Door): (routes: DeskRoutes) => void {
  return (routes) => {
    routes
      .look("/hello", async ({ parts }): Promise<Greeting> => ({ demo: parts.demo && demoMembers() !== null }))
      .look("/demo/members", async ({ parts }): Promise<DemoMembers> => {
        const members = parts.demo ? demoMembers() : null;
        if (members === null) throw new Fault("desk/not-found");
        return { members: members.map((one) => shownDemoMember(parts, one)) };
      })
      .knock("/login/start", startLoginSchema, async (call, { member }): Promise<LoginStarted> => {
        const { kdf, salt, nonce, puzzle } = await logins.start(member as MemberId, visitorOf(call));
        const set = puzzle && { nonce: printBase64(puzzle.nonce), bits: puzzle.bits };
        return { kdf, salt: printBase64(salt), nonce: printBase64(nonce), puzzle: set };
      })
      .knock("/login/finish", finishLoginSchema, async (call, body): Promise<WrappedSeed> => {
        const answer = { nonce: body.nonce, signature: body.signature, solution: body.answer };
        const { wrapped, nonce } = await logins.finish(body.member as MemberId, answer, visitorOf(call));
        return { wrapped: printBase64(wrapped), nonce: printBase64(nonce) };
      })
      .knock("/login/session", beginSessionSchema, async (call, body): Promise<BegunSession> => {
        const answer = { ...body, session: body.session as SignPublicKey };
        const { token, session } = await logins.begin(body.member as MemberId, answer, visitorOf(call));
        return { token: printBase64(token), ...(await begun(call.parts, session)) };
      })
      .knock("/login/bring", bringLoginSchema, async (call, body) => {
        await logins.bring(body.member as MemberId, { ...body, login: body.login as SignPublicKey }, visitorOf(call));
        return {};
      })
      .knock("/invitations/look", lookAtInvitationSchema, async ({ parts }, { token }): Promise<InvitationLook> => {
        const { row, organisation } = await lookAtInvitation(parts, token);
        const id = printHex(organisation.organisation.id);
        return { organisation: id, role: row.role, expiresAt: row.expiresAt, trust: await trustOf(parts) };
      })
      .knock("/invitations/answer", answerInvitationSchema, async (call, { token, ...keys }) => {
        const made = { ...keys, member: keys.member as MemberId, sign: keys.sign as SignPublicKey };
        const signing = { ...made, auth: keys.auth as SignPublicKey, login: keys.login as SignPublicKey };
        await answerInvitation(call.parts, token, signing, originOf(call));
        return {};
      });
  };
}

function shownDemoMember(parts: Parts, { file, passphrase }: DemoMember): DemoMembers["members"][number] {
  const { organisation } = recipientOf(parts.deployment(), asId(parseHex(file.organisation) ?? new Uint8Array()));
  return { file, passphrase, organisation: organisation.name, kind: organisation.kind };
}

/** The origin that the browser believes to speak to. A program that does not say is taken by the address it asked for. */
function originOf({ request }: DoorCall): string {
  return request.headers.get("origin") ?? new URL(request.url).origin;
}

function visitorOf(call: DoorCall): Visitor {
  return { origin: originOf(call), network: call.network };
}

/** Everything signed that a desk checks before it believes a name or a key. */
export async function trustOf(parts: Parts): Promise<Trust> {
  const registry = [...(await parts.store.registryFiles())].reverse().map(({ file }) => printBase64(file));
  const organisations = parts.deployment().registry.registry.organisations;
  const charters = await Promise.all(
    organisations.map(async ({ id }) => ({
      organisation: printHex(id),
      files: [...(await parts.store.charterFiles(id))].reverse().map(({ file }) => printBase64(file)),
    })),
  );
  return {
    registry,
    charters: charters.filter(({ files }) => files.length > 0),
    auditHead: printBase64(await auditHead(parts)),
  };
}

/** What a member is given for herself. */
export async function begun(parts: Parts, session: StaffSession): Promise<OwnSessionAnswer> {
  const grants = await parts.store.orgGrantsOf(session.memberId);
  const member = await parts.store.findMember(session.memberId);
  return {
    organisation: printHex(session.orgId satisfies OrganisationId),
    role: session.role,
    onDuty: member?.onDuty ?? false,
    idleEndsAt: session.idleEndsAt,
    endsAt: session.endsAt,
    orgGrants: grants.map(({ epoch, row }) => ({ epoch, grant: printBase64(row) })),
    trust: await trustOf(parts),
  };
}
