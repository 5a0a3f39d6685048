import type { IntakeRequest } from "../../domain/desk/house-requests.ts";
import type { OrganisationCard } from "../../domain/desk/organisation.ts";
import { Fault } from "../../domain/faults.ts";
import { type OrganisationId, printHex, sameBytes } from "../../domain/ids.ts";
import type { ServiceId } from "../../domain/service-records.ts";
import { DAY_MS, type UnixMs } from "../../domain/time.ts";
import type { Intake, PublishedIntake } from "../../services/intake-state.ts";
import type { MainStore } from "../../storage/main-store.ts";
import type { IntakeRow } from "../../storage/rows.ts";
import { commitAudited } from "../audit.ts";
import type { Recipient } from "../deployment.ts";
import type { Parts } from "../parts.ts";
import { isOnDuty } from "./duty.ts";
import type { StaffSession } from "./staff-session.ts";

/** What an organisation said of its room is believed for so long: beds are taken overnight. Our own estimate. */
const INTAKE_GOOD_MS = DAY_MS;

/** Every organisation in force, as everybody on the desk may know it. */
export async function organisationCards(parts: Parts): Promise<readonly OrganisationCard[]> {
  const intakes = await parts.store.intakes();
  const all = [...parts.deployment().recipients.values()];
  return Promise.all(all.map((one) => cardOf(parts, one, intakes)));
}

/** One of them. @throws {Fault} `desk/not-found`: not in force. */
export async function organisationCard(parts: Parts, id: OrganisationId): Promise<OrganisationCard> {
  const found = parts.deployment().recipients.get(printHex(id));
  if (!found) throw new Fault("desk/not-found");
  return cardOf(parts, found, await parts.store.intakes());
}

async function cardOf(
  parts: Parts,
  { organisation }: Recipient,
  intakes: readonly IntakeRow[],
): Promise<OrganisationCard> {
  const said = intakes.find(({ orgId }) => sameBytes(orgId, organisation.id));
  const roster = await parts.store.rosterOf(organisation.id);
  const intake = said === undefined ? "unknown" : intakeNow(said, parts.keys.time.now());
  return {
    id: printHex(organisation.id),
    name: organisation.name,
    kind: organisation.kind,
    town: said?.town ?? null,
    serviceId: said?.serviceId ?? null,
    intake,
    beds: intake === "open" ? (said?.beds ?? null) : null,
    intakeAt: said?.at || null,
    onDuty: roster.some((row) => isOnDuty(row, parts.keys.time.now())),
  };
}

/** What is believed of an organisation's room now. */
export async function intakeOf(parts: Parts, id: OrganisationId): Promise<Intake> {
  const said = (await parts.store.intakes()).find(({ orgId }) => sameBytes(orgId, id));
  return said === undefined ? "unknown" : intakeNow(said, parts.keys.time.now());
}

/** For *find help near me*: what organisations that are one of the services said of their room. */
export async function publishedIntake(store: Pick<MainStore, "intakes">, now: UnixMs): Promise<PublishedIntake> {
  const rows = await store.intakes();
  return new Map(
    rows.flatMap((row) => (row.serviceId === null ? [] : [[row.serviceId as ServiceId, intakeNow(row, now)] as const])),
  );
}

/** Written at the founding: which service it is and in which town, and nothing of its room. */
const NEVER = 0;

function intakeNow({ state, at }: IntakeRow, now: UnixMs): Intake {
  return at === NEVER || now - at > INTAKE_GOOD_MS ? "unknown" : state;
}

/** Says whether her organisation takes somebody in. Everybody on the desk sees it at once. */
export async function setIntake(parts: Parts, session: StaffSession, { state, beds }: IntakeRequest): Promise<void> {
  const orgId = session.orgId;
  const before = (await parts.store.intakes()).find((one) => sameBytes(one.orgId, orgId));
  const { serviceId, town } = before ?? { serviceId: null, town: null };
  const intake: IntakeRow = { orgId, state, beds, at: parts.keys.time.now(), serviceId, town };
  const act = { actor: session.actor, action: "intake", caseId: null } as const;
  if ((await commitAudited(parts, act, [{ write: "put-intake", intake }])) !== "done")
    throw new Fault("store/conflict");
}
