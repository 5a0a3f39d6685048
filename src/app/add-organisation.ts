import type { SignKeypair } from "../crypto/keypairs.ts";
import type { RegisteredOrganisation } from "../crypto/registry.ts";
import type { VerifiedRegistry } from "../crypto/registry-file.ts";
import { Fault } from "../domain/faults.ts";
import { type OrganisationId, sameBytes } from "../domain/ids.ts";
import type { RegionCode } from "../domain/service-records.ts";
import type { Write } from "../storage/writes.ts";
import type { RootPins } from "./deployment.ts";
import {
  certifyBot,
  foundOrganisation,
  type NewMember,
  newMember,
  placeWrite,
  ROUTE_KIND,
  registerOrganisation,
  routeWrite,
} from "./founding.ts";
import { followRegistry, knowsBot, newestRegistry } from "./newest-registry.ts";
import type { Parts } from "./parts.ts";

/** An organisation as the ceremony asks for it. */
export interface WantedOrganisation {
  readonly name: string;
  readonly kind: keyof typeof ROUTE_KIND;
  /** Empty: the whole country. */
  readonly regions: readonly RegionCode[];
  /** Who is asked when this one does not open a case in time. */
  readonly backup: OrganisationId | null;
  /** Telegram chat of the staff for notices without content. */
  readonly staffChat: string | null;
  /** Where it is, as an id of the places, and which entry of the services it is; null: not said. */
  readonly town: string | null;
  readonly serviceId: string | null;
}

/** An organisation that is ready to be kept, in one unit. */
export interface NewOrganisation {
  readonly organisation: RegisteredOrganisation;
  /** Its first administrator. Lost before her seed is put away, the organisation is lost with her. */
  readonly admin: NewMember;
  readonly writes: readonly Write[];
}

/**
 * The next registry with a new organisation in it, its first charter, the organisation's seed for its first
 * administrator, and its route. The first registry of a deployment brings the bot's certificate too.
 *
 * @throws {Fault} `registry/bad-backup`: unknown, retired, or the police, who are never anybody's backup; as
 * `newestRegistry` and `followRegistry`.
 */
export async function addOrganisation(
  parts: Parts,
  pins: RootPins,
  root: SignKeypair,
  { name, kind, regions, backup, staffChat, town, serviceId }: WantedOrganisation,
): Promise<NewOrganisation> {
  const { sodium, random, keys } = parts;
  const now = keys.time.now();
  const before = await newestRegistry(parts, pins);
  if (backup !== null) mustBeBackup(before, backup);
  const admin = newMember(sodium, random);
  const organisation = registerOrganisation(random, { name, kind, admin });
  const bot = knowsBot(parts, before) ? {} : { bot: certifyBot(sodium, keys.bot().keys.publicKey, now) };
  const next = followRegistry(parts, pins, root, before, { organisation, ...bot });
  const founders = [{ member: admin, role: "admin" }] as const;
  const founded = foundOrganisation({ sodium, random, root, now }, next.registry, organisation, founders);
  const route = routeWrite({ orgId: organisation.id, kind: ROUTE_KIND[kind], regions, backupOrgId: backup, staffChat });
  const place = town === null && serviceId === null ? [] : [placeWrite(organisation.id, { town, serviceId })];
  return { organisation, admin, writes: [next.write, ...founded, route, ...place] };
}

function mustBeBackup(registry: VerifiedRegistry | null, id: OrganisationId): void {
  const found = registry?.registry.organisations.find((one) => sameBytes(one.id, id));
  const may = found?.standing === "active" && (found.kind === "hotline" || found.kind === "crisis-centre");
  if (!may) throw new Fault("registry/bad-backup");
}
