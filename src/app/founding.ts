import type { Charter, Member, MemberRole } from "../crypto/charter.ts";
import { signCharter, verifyCharter } from "../crypto/charter-file.ts";
import {
  type BoxPublicKey,
  boxKeypair,
  keyId,
  newSeed,
  type Seed,
  type SignKeypair,
  type SignPublicKey,
} from "../crypto/keypairs.ts";
import { type MemberKeys, memberKeys } from "../crypto/member-keys.ts";
import { sealOrgGrant } from "../crypto/org-grant.ts";
import type { BotCertificate, OrganisationKind, RegisteredOrganisation, Registry } from "../crypto/registry.ts";
import { signRegistry, type VerifiedRegistry } from "../crypto/registry-file.ts";
import type { Sodium } from "../crypto/sodium.ts";
import { CHANNEL_NUMBER, type Channel } from "../domain/chat.ts";
import {
  type DeploymentId,
  type GrantId,
  type MemberId,
  newId,
  type OrganisationId,
  type RandomBytes,
  sameBytes,
} from "../domain/ids.ts";
import { DAY_MS, later, type UnixMs } from "../domain/time.ts";
import type { RouteRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";

/** How long signed files are good for. The bot warns before; see the ceremony in scripts/keys.ts. */
const REGISTRY_DAYS = 90;
export const CHARTER_DAYS = 45;
const BOT_DAYS = 90;

/** What every founding step needs. */
export interface Ceremony {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly now: UnixMs;
  readonly root: SignKeypair;
}

/** A person on the staff of a new organisation, and the seed that only she gets. */
export interface NewMember {
  readonly id: MemberId;
  /** @secret */
  readonly seed: Seed;
  readonly keys: MemberKeys;
}

/** Organisations that cases are routed to, as the routes name them. */
export const ROUTE_KIND = { hotline: "hotline", "crisis-centre": "crisis_centre", police: "police" } as const;

const NO_HASH = new Uint8Array(32);
const FIRST_EPOCH = 1;
/** What was said at this moment nobody believes any more. */
const NEVER_SAID = 0 as UnixMs;

export function newMember(sodium: Sodium, random: RandomBytes): NewMember {
  const seed = newSeed(random);
  return { id: newId<MemberId>(random), seed, keys: memberKeys(sodium, seed) };
}

/** A certificate for the bot's signing key, from now on. */
export function certifyBot(sodium: Sodium, publicKey: SignPublicKey, now: UnixMs): BotCertificate {
  const channels = Object.keys(CHANNEL_NUMBER) as Channel[];
  return { id: keyId(sodium, publicKey), publicKey, notBefore: now, notAfter: later(now, BOT_DAYS * DAY_MS), channels };
}

/** The write of a new version of the registry. */
export type RegistryWrite = Extract<Write, { readonly write: "add-registry" }>;

/**
 * The next version of the registry with these additions, signed by the root. Nobody vanishes from it. A bot that is
 * certified again has been in office since its first certificate: what it signed until now stays true.
 */
export function nextRegistry(
  { sodium, now, root, random }: Ceremony,
  before: VerifiedRegistry | null,
  add: { readonly organisation?: RegisteredOrganisation; readonly bot?: BotCertificate },
): RegistryWrite {
  const old = before?.registry;
  const version = (old?.version ?? 0) + 1;
  const registry: Registry = {
    deployment: old?.deployment ?? newId<DeploymentId>(random),
    version,
    issuedAt: now,
    expiresAt: later(now, REGISTRY_DAYS * DAY_MS),
    previousHash: before?.hash ?? NO_HASH,
    roots: old?.roots ?? [root.publicKey],
    threshold: old?.threshold ?? 1,
    organisations: [...(old?.organisations ?? []), ...(add.organisation ? [add.organisation] : [])],
    bots: certifiedBots(old?.bots ?? [], add.bot),
  };
  return { write: "add-registry", version, file: signRegistry(sodium, registry, [root]) };
}

function certifiedBots(old: readonly BotCertificate[], bot: BotCertificate | undefined): readonly BotCertificate[] {
  if (bot === undefined) return old;
  const before = old.find(({ id }) => sameBytes(id, bot.id));
  const notBefore = before ? (Math.min(before.notBefore, bot.notBefore) as UnixMs) : bot.notBefore;
  return [...old.filter((one) => one !== before), { ...bot, notBefore }];
}

/** An organisation for the registry, with its first administrator. */
export function registerOrganisation(
  random: RandomBytes,
  { name, kind, admin }: { readonly name: string; readonly kind: OrganisationKind; readonly admin: NewMember },
): RegisteredOrganisation {
  const id = newId<OrganisationId>(random);
  return { id, kind, standing: "active", name, adminThreshold: 1, admins: [admin.keys.sign.publicKey] };
}

/** Charter 1 of an organisation: its key, its first members, and the organisation's seed sealed to each of them. */
export function foundOrganisation(
  ceremony: Ceremony,
  registry: VerifiedRegistry,
  organisation: RegisteredOrganisation,
  members: readonly { readonly member: NewMember; readonly role: MemberRole }[],
): readonly Write[] {
  const { sodium, random, now } = ceremony;
  const seed = newSeed(random);
  const charter: Charter = {
    deployment: registry.registry.deployment,
    organisationId: organisation.id,
    version: 1,
    issuedAt: now,
    expiresAt: later(now, CHARTER_DAYS * DAY_MS),
    previousHash: NO_HASH,
    epoch: FIRST_EPOCH,
    publicKey: boxKeypair(sodium, seed).publicKey,
    recoveryPublicKey: null,
    members: members.map(({ member, role }) => memberOf(member, role)),
  };
  const [admin] = members;
  if (!admin) return [];
  const file = signCharter(sodium, charter, [admin.member.keys.sign]);
  verifyCharter(sodium, file, { registry, previous: null });
  const grants = members.flatMap(({ member }) =>
    orgGrantTo(ceremony, charter, seed, admin.member, memberOf(member, "staff")),
  );
  return [{ write: "add-charter", orgId: organisation.id, version: 1, file }, ...grants];
}

/** The writes that hand the organisation's seed to a member. */
export function orgGrantTo(
  { sodium, random, now }: Pick<Ceremony, "sodium" | "random" | "now">,
  charter: Charter,
  seed: Seed,
  granter: NewMember,
  to: { readonly id: MemberId; readonly box: BoxPublicKey },
): readonly Write[] {
  const { deployment, organisationId, epoch, publicKey } = charter;
  const recipient = { kind: "member", id: to.id, epoch, publicKey: to.box } as const;
  const place = { deployment, organisationId, epoch, organisationPublicKey: publicKey, recipient };
  const author = { kind: "staff", keys: granter.keys.sign } as const;
  const grant = sealOrgGrant(sodium, random, place, author, { at: now, scope: "full", seed });
  const member = { memberId: to.id, orgId: organisationId };
  return [
    { write: "put-member", ...member },
    { write: "put-org-grant", ...member, epoch, grantId: newId<GrantId>(random), row: grant },
  ];
}

export function memberOf(member: NewMember, role: MemberRole): Member {
  const { sign, auth, box } = member.keys;
  return { id: member.id, role, standing: "active", sign: sign.publicKey, auth: auth.publicKey, box: box.publicKey };
}

/** Where cases of this organisation's kind come from. */
export function routeWrite(route: RouteRow): Write {
  return { write: "put-route", route };
}

/** Where an organisation is, and which entry of the services, if it is one. Of its room it says nothing yet. */
export function placeWrite(
  orgId: OrganisationId,
  { town, serviceId }: { readonly town: string | null; readonly serviceId: string | null },
): Write {
  const intake = { orgId, state: "open", beds: null, at: NEVER_SAID, serviceId, town } as const;
  return { write: "put-intake", intake };
}
