import type { KnownSigner } from "../crypto/author.ts";
import { charterAge } from "../crypto/charter.ts";
import { type VerifiedCharter, verifyCharterChain } from "../crypto/charter-file.ts";
import type { SignPublicKey } from "../crypto/keypairs.ts";
import { knownSigners } from "../crypto/known-signers.ts";
import type { OrganisationKind, RegisteredOrganisation } from "../crypto/registry.ts";
import { type VerifiedRegistry, verifyRegistry } from "../crypto/registry-file.ts";
import type { Sodium } from "../crypto/sodium.ts";
import type { RecipientKind } from "../domain/case-contents.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { type DeploymentId, type OrganisationId, printHex, sameBytes } from "../domain/ids.ts";
import type { Log } from "../domain/log-event.ts";
import type { UnixMs } from "../domain/time.ts";
import type { KeyService } from "../keys/key-service.ts";
import type { MainStore } from "../storage/main-store.ts";
import type { RouteRow } from "../storage/rows.ts";

/** An organisation that a case can be sealed to: its name as signed by the root, its key as signed by its administrators. */
export interface Recipient {
  readonly organisation: RegisteredOrganisation;
  readonly charter: VerifiedCharter;
  readonly route: RouteRow | null;
}

/** The verified organisations and bots of this deployment. [Note: Registry, charter, genesis] */
export interface Deployment {
  readonly id: DeploymentId;
  readonly registry: VerifiedRegistry;
  readonly known: KnownSigner;
  readonly recipients: ReadonlyMap<string, Recipient>;
}

/** Root keys that this installation trusts. */
export interface RootPins {
  readonly keys: readonly SignPublicKey[];
  readonly threshold: number;
}

/**
 * Reads and verifies registry and charters.
 *
 * @throws {Fault} `registry/missing` when there is none yet; otherwise whatever the verification finds.
 */
export async function loadDeployment(
  sodium: Sodium,
  store: MainStore,
  keys: KeyService,
  pins: RootPins,
  log: Log = () => {},
): Promise<Deployment> {
  const [newest] = await store.registryFiles();
  if (!newest) throw new Fault("registry/missing");
  // Its age is looked at where a case is to be sealed: an old registry must not lock staff out of old cases.
  const trust = { pins: pins.keys, threshold: pins.threshold, previous: null, now: null };
  const registry = verifyRegistry(sodium, newest.file, trust);
  keys.mustNotGoBack("registry", registry.registry.version);
  const routes = await store.routes();
  const charters: VerifiedCharter[] = [];
  const recipients = new Map<string, Recipient>();
  for (const organisation of registry.registry.organisations) {
    const files = [...(await store.charterFiles(organisation.id))].reverse().map(({ file }) => file);
    if (files.length === 0) continue;
    const chain = readable(log, () => verifyCharterChain(sodium, files, registry, null));
    if (chain === null) continue;
    charters.push(...chain);
    const charter = chain.at(-1);
    if (charter) keys.mustNotGoBack(`charter ${printHex(organisation.id)}`, charter.charter.version);
    if (!charter || organisation.standing !== "active") continue;
    const route = routes.find((one) => sameBytes(one.orgId, organisation.id)) ?? null;
    recipients.set(printHex(organisation.id), { organisation, charter, route });
  }
  return { id: registry.registry.deployment, registry, known: knownSigners(sodium, registry, charters), recipients };
}

/** A damaged charter leaves out its own organisation, not all of them. */
function readable<T>(log: Log, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    log({ event: "fault", at: "start", code: codeOf(error) });
    return null;
  }
}

const KIND: Readonly<Record<RecipientKind, OrganisationKind>> = {
  hotline: "hotline",
  crisis_centre: "crisis-centre",
  police: "police",
};

/** Who gets a case of this kind in this region, and who stands behind them; null when nobody does. */
export interface Routing {
  readonly first: Recipient;
  readonly backup: Recipient | null;
}

/**
 * The organisation to ask. One for her region is taken before one for the whole country. The backup is never the police.
 *
 * @param region ISO 3166-2 code, null when she did not say.
 */
export function routeTo(
  deployment: Deployment,
  kind: RecipientKind,
  region: string | null,
  now: UnixMs,
): Routing | null {
  const able = [...deployment.recipients.values()].filter(
    (one) => one.organisation.kind === KIND[kind] && one.route !== null && routable(deployment, one, now),
  );
  const first =
    able.find((one) => region !== null && one.route?.regions.includes(region)) ??
    able.find((one) => one.route?.regions.length === 0);
  if (!first) return null;
  return { first, backup: backupOf(deployment, first, now) };
}

/** Whether new cases may be sealed to it: registry in force, charter not overdue for longer than is forgiven. */
export function routable({ registry }: Deployment, { charter }: Recipient, now: UnixMs): boolean {
  return now < registry.registry.expiresAt && charterAge(charter.charter, now) !== "expired";
}

function backupOf(deployment: Deployment, first: Recipient, now: UnixMs): Recipient | null {
  const id = first.route?.backupOrgId;
  const backup = id ? deployment.recipients.get(printHex(id)) : undefined;
  if (!backup || backup.organisation.kind === "police" || !routable(deployment, backup, now)) return null;
  return sameBytes(backup.organisation.id, first.organisation.id) ? null : backup;
}

/** @throws {Fault} `case/not-found` when the organisation is not in force here. */
export function recipientOf(deployment: Deployment, id: OrganisationId): Recipient {
  const found = deployment.recipients.get(printHex(id));
  if (!found) throw new Fault("case/not-found");
  return found;
}
