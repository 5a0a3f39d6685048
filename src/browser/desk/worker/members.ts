import type { Member } from "../../../crypto/charter.ts";
import { fingerprint } from "../../../crypto/fingerprint.ts";
import { asKey } from "../../../crypto/keypairs.ts";
import { invitationIdOf } from "../../../crypto/login.ts";
import { sealName } from "../../../crypto/member-name.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { invitedSchema, type Roster } from "../../../domain/desk/door-answers.ts";
import { Fault } from "../../../domain/faults.ts";
import { type MemberId, printHex, sameBytes } from "../../../domain/ids.ts";
import { printErrand } from "../door-errand.ts";
import type { HousePort, MemberCard } from "../port.ts";
import { answered } from "./api-client.ts";
import { readAuditPage } from "./audit-page.ts";
import { moveCases } from "./move-cases.ts";
import { followCharter } from "./next-charter.ts";
import { bytesIn, idIn } from "./received.ts";
import { makeRecoveryKit } from "./recovery.ts";
import { refreshWork } from "./refresh-work.ts";
import { namesIn, openedName, readRoster, type StaffNames, shortId } from "./staff-names.ts";
import { charterOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/** The part of the house that is about who works in it. */
export type MembersPort = Pick<
  HousePort,
  "members" | "invite" | "admit" | "remove" | "moveCases" | "renewCharter" | "makeRecoveryKit" | "audit"
>;

const TOKEN_BYTES = 32;
const KEY_BYTES = 32;

/** Somebody who enrolled and whose fingerprint is to be compared. */
interface Waiting {
  readonly invitation: string;
  readonly name: string;
  readonly member: Member;
}

export function membersPort(place: Workplace): MembersPort {
  const audit = readAuditPage(place);
  /** Another administrator may have signed a charter meanwhile: the next one follows the newest. */
  const change = <T extends object>(work: () => Promise<T>) =>
    answered(async () => {
      await refreshWork(place);
      return work();
    });
  return {
    members: () => answered(() => listMembers(place)),
    invite: (name, role) => answered(() => invite(place, name, role)),
    admit: (memberId) => change(() => admit(place, memberId)),
    remove: (memberId, progress) => change(() => remove(place, memberId, progress)),
    moveCases: (progress) =>
      answered(async () => {
        await moveCases(place, progress);
        return {};
      }),
    renewCharter: () =>
      change(async () => {
        await followCharter(place, {});
        return {};
      }),
    makeRecoveryKit: () => change(() => makeRecoveryKit(place)),
    audit: (before) => answered(() => audit(before)),
  };
}

async function listMembers(place: Workplace) {
  const roster = await readRoster(place);
  const names = namesIn(place, roster);
  const duty = new Map(roster.members.map(({ member, onDuty }) => [member, onDuty]));
  const listed = ownMembers(place).map((one) => cardOf(place, one, names.get(printHex(one.id)), duty));
  const waiting = waitingIn(place, roster).map(({ member, name }) => ({
    ...cardOf(place, member, name, duty),
    standing: "waiting-for-comparison" as const,
  }));
  return { members: [...listed, ...waiting], rotation: roster.toMove > 0 ? { left: roster.toMove } : null };
}

function cardOf(
  place: Workplace,
  { id, role, standing, sign, box }: Member,
  name: string | undefined,
  duty: ReadonlyMap<string, boolean>,
): MemberCard {
  const memberId = printHex(id);
  return {
    memberId,
    name: name ?? shortId(id),
    role,
    standing,
    fingerprint: fingerprint(place.world.sodium, sign, box),
    onDuty: duty.get(memberId) ?? false,
    isMe: sameBytes(id, place.atWork().memberId),
  };
}

function ownMembers(place: Workplace): readonly Member[] {
  const { trusted, organisationId } = place.atWork();
  return charterOf(trusted, organisationId).charter.members;
}

/** Who answered an invitation. What the server says of a key is compared by voice before it counts. */
function waitingIn(place: Workplace, { invitations }: Roster): readonly Waiting[] {
  return invitations.flatMap(({ id, role, name, member, keys }) => {
    const bytes = keys === null ? null : bytesIn(keys);
    if (member === null || bytes?.length !== 3 * KEY_BYTES) return [];
    const key = (at: number) => bytes.slice(at * KEY_BYTES, (at + 1) * KEY_BYTES);
    const made = { sign: asKey<Member["sign"]>(key(0)), auth: asKey<Member["auth"]>(key(1)) };
    const listed = { id: idIn<MemberId>(member), role, standing: "active", ...made, box: asKey<Member["box"]>(key(2)) };
    const opened = openedName(place, idIn(id), bytesIn(name));
    return [{ invitation: id, name: opened ?? shortId(listed.id), member: { ...listed, standing: "active" as const } }];
  });
}

/** Makes a one-time link. Its secret stands behind the `#`, where browsers send it to nobody; the server gets its hash. */
async function invite(place: Workplace, name: string, role: MemberCard["role"]) {
  const { sodium, random, origin } = place.world;
  const { trusted, organisationId } = place.atWork();
  const token = random(TOKEN_BYTES);
  const id = invitationIdOf(sodium, token);
  const { deployment } = trusted;
  const { publicKey } = charterOf(trusted, organisationId).charter;
  // She has no id yet: until she is admitted her name stands under that of the invitation.
  const namePlace = { deployment, organisationId, memberId: id as Uint8Array as MemberId };
  const sealed = sealName(sodium, random, publicKey, namePlace, name);
  const body = { id: printHex(id), role, name: printBase64(sealed) };
  const { expiresAt } = await place.api.post("/invitations", body, invitedSchema);
  return { link: printErrand(origin, { errand: "invitation", token: printBase64(token) }), expiresAt };
}

/** @throws {Fault} `desk/not-found`: nobody with this id waits. */
async function admit(place: Workplace, memberId: string): Promise<object> {
  const roster = await readRoster(place);
  const found = waitingIn(place, roster).find(({ member }) => printHex(member.id) === memberId);
  if (found === undefined) throw new Fault("desk/not-found");
  await followCharter(place, {
    members: [...ownMembers(place), found.member],
    names: new Map([[memberId, found.name]]),
    invitation: found.invitation,
  });
  return {};
}

/** @throws {Fault} `desk/not-found`: nobody to be removed; `desk/not-allowed`: nobody could sign charters afterwards. */
async function remove(place: Workplace, memberId: string, progress: (left: number) => void): Promise<object> {
  const names: StaffNames = namesIn(place, await readRoster(place));
  const before = ownMembers(place);
  const gone = before.find(({ id, standing }) => printHex(id) === memberId && standing === "active");
  if (gone === undefined) throw new Fault("desk/not-found");
  const members = before.map((one) => (one === gone ? { ...one, standing: "retired" as const } : one));
  // Her charter would be valid; but who leaves cannot move the cases, and an organisation needs somebody who signs.
  if (sameBytes(gone.id, place.atWork().memberId)) throw new Fault("desk/not-allowed");
  await followCharter(place, { members, rotate: true, names });
  await moveCases(place, progress);
  return {};
}
