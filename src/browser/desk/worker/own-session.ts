import type { Charter } from "../../../crypto/charter.ts";
import { charterAge } from "../../../crypto/charter.ts";
import type { VerifiedCharter } from "../../../crypto/charter-file.ts";
import type { OwnSessionAnswer } from "../../../domain/desk/door-answers.ts";
import type { OrganisationCard } from "../../../domain/desk/organisation.ts";
import { PERMISSIONS, type Permission } from "../../../domain/desk/permission.ts";
import { type MemberId, type OrganisationId, printHex, sameBytes } from "../../../domain/ids.ts";
import type { OwnSession } from "../port.ts";
import type { DeviceRecord } from "./device-store.ts";
import { endsAt, idleLocksAt } from "./idle.ts";
import { charterOf, organisationOf, type Trusted } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

type News = OwnSession["news"][number];

/** Who is at work, as the pages show her; says what changed in her organisation since she was here last, once. */
export async function ownSession(
  place: Workplace,
  { label, memberId }: DeviceRecord,
  { onDuty }: Pick<OwnSessionAnswer, "onDuty">,
): Promise<OwnSession> {
  const { store, now } = place.world;
  const work = place.atWork();
  const { trusted, organisationId, role } = work;
  const told = await store.read("told", memberId);
  const { charter } = charterOf(trusted, organisationId);
  await store.write("told", memberId, charter.version);
  return {
    memberId,
    name: label,
    role,
    organisation: cardOf(trusted, organisationId, onDuty),
    may: permissionsOf(role),
    onDuty,
    idleLocksAt: idleLocksAt(work),
    endsAt: endsAt(work),
    news: told === null ? [] : newsSince(told, trusted.charters.get(printHex(organisationId)) ?? []),
    charter: charterAge(charter, now()),
  };
}

function permissionsOf(role: OwnSession["role"]): readonly Permission[] {
  const all = Object.entries(PERMISSIONS) as [Permission, readonly string[]][];
  return all.filter(([, roles]) => roles.includes(role)).map(([permission]) => permission);
}

/** Her organisation by what the root signed; what it says of its room is read with the others. */
function cardOf(trusted: Trusted, id: OrganisationId, onDuty: boolean): OrganisationCard {
  const { name, kind } = organisationOf(trusted, id);
  const unsaid = { town: null, serviceId: null, intake: "unknown", beds: null, intakeAt: null } as const;
  return { id: printHex(id), name, kind, ...unsaid, onDuty };
}

/** Every step of the charter after the version she was told about. */
function newsSince(told: number, chain: readonly VerifiedCharter[]): readonly News[] {
  return chain.flatMap(({ charter }, i) => {
    const before = chain[i - 1]?.charter;
    return before === undefined || charter.version <= told ? [] : changes(before, charter);
  });
}

function changes(before: Charter, after: Charter): readonly News[] {
  const at = after.issuedAt;
  const isActive = (charter: Charter, id: MemberId) =>
    charter.members.some((one) => one.standing === "active" && sameBytes(one.id, id));
  const came = after.members.filter(({ id }) => isActive(after, id) && !isActive(before, id));
  const went = before.members.filter(({ id }) => isActive(before, id) && !isActive(after, id));
  return [
    ...came.map(({ id }): News => ({ what: "member-added", who: printHex(id), at })),
    ...went.map(({ id }): News => ({ what: "member-removed", who: printHex(id), at })),
    ...(after.epoch === before.epoch ? [] : [{ what: "key-changed", who: "", at } as const]),
  ];
}
