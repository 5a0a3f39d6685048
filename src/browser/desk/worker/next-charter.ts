import type { Charter, Member } from "../../../crypto/charter.ts";
import { signCharter, verifyCharter } from "../../../crypto/charter-file.ts";
import { boxKeypair, newSeed, type Seed } from "../../../crypto/keypairs.ts";
import { sealName } from "../../../crypto/member-name.ts";
import { sealOrgGrant } from "../../../crypto/org-grant.ts";
import type { Recipient } from "../../../crypto/seed-grant.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { type GrantId, type MemberId, newId, printHex, sameBytes } from "../../../domain/ids.ts";
import { DAY_MS, later } from "../../../domain/time.ts";
import { NOTHING } from "./received.ts";
import { refreshWork } from "./refresh-work.ts";
import type { StaffNames } from "./staff-names.ts";
import { charterOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/** As long as the ceremony gives a charter, too. */
const CHARTER_DAYS = 45;

/** What is to change; what is left out stays. */
export interface CharterChange {
  readonly members?: readonly Member[];
  readonly recoveryPublicKey?: Charter["recoveryPublicKey"];
  /** A new key for the organisation: who is not in the charter any more gets none. */
  readonly rotate?: boolean;
  /** Names to be sealed along, by member in hexadecimal. */
  readonly names?: StaffNames;
  /** The invitation that a new member answered, in hexadecimal. */
  readonly invitation?: string;
}

/**
 * Signs the next charter of her organisation and hands its seeds to whoever needs them, in one command. The charter goes
 * through the same check here as everywhere, before anybody sees it.
 *
 * @throws {Fault} as `verifyCharter`: `registry/too-few-signatures` where more than one administrator must sign.
 */
export async function followCharter(place: Workplace, change: CharterChange): Promise<void> {
  const { world } = place;
  const { sodium, random } = world;
  const { trusted, organisationId, keys, seeds } = place.atWork();
  const previous = charterOf(trusted, organisationId);
  const fresh = change.rotate === true ? newSeed(random) : null;
  const charter = following(place, change, fresh);
  const file = signCharter(sodium, charter, [keys.sign]);
  verifyCharter(sodium, file, { registry: trusted.registry, previous });
  const held = fresh === null ? seeds : new Map([...seeds, [charter.epoch, fresh] as const]);
  const grants = needing(previous.charter, charter).flatMap((recipient) =>
    [...held].map(([epoch, seed]) => handed(place, charter, epoch, seed, recipient)),
  );
  await place.api.post(
    "/charter",
    {
      file: printBase64(file),
      grants: grants.filter((grant) => grant !== null),
      names: sealedNames(place, charter, change.names ?? new Map()),
      invitation: change.invitation ?? null,
    },
    NOTHING,
  );
  fresh?.fill(0);
  await refreshWork(place);
}

function following(place: Workplace, change: CharterChange, fresh: Seed | null): Charter {
  const { trusted, organisationId } = place.atWork();
  const { charter, hash } = charterOf(trusted, organisationId);
  const now = place.world.now();
  const issuedAt = now > charter.issuedAt ? now : later(charter.issuedAt, 1);
  const key =
    fresh === null ? {} : { epoch: charter.epoch + 1, publicKey: boxKeypair(place.world.sodium, fresh).publicKey };
  return {
    ...charter,
    version: charter.version + 1,
    issuedAt,
    expiresAt: later(issuedAt, CHARTER_DAYS * DAY_MS),
    previousHash: hash,
    members: change.members ?? charter.members,
    recoveryPublicKey: change.recoveryPublicKey === undefined ? charter.recoveryPublicKey : change.recoveryPublicKey,
    ...key,
  };
}

/** Everybody, when the key is new; else who is new; and the key on paper likewise. */
function needing(before: Charter, after: Charter): readonly Omit<Recipient, "epoch">[] {
  const isNewKey = before.epoch !== after.epoch;
  const wasIn = (id: MemberId) => before.members.some((one) => one.standing === "active" && sameBytes(one.id, id));
  const members = after.members
    .filter(({ id, standing }) => standing === "active" && (isNewKey || !wasIn(id)))
    .map(({ id, box }) => ({ kind: "member", id, publicKey: box }) as const);
  const paper = after.recoveryPublicKey;
  if (paper === null) return members;
  const wasOnPaper = before.recoveryPublicKey !== null && sameBytes(before.recoveryPublicKey, paper);
  if (wasOnPaper && !isNewKey) return members;
  return [...members, { kind: "recovery", id: after.organisationId, publicKey: paper }];
}

/** Null: no charter that is believed here ever had this epoch. */
function handed(
  place: Workplace,
  charter: Charter,
  epoch: number,
  seed: Seed,
  to: Omit<Recipient, "epoch">,
): object | null {
  const { sodium, random, now } = place.world;
  const { author, trusted } = place.atWork();
  const { deployment, organisationId } = charter;
  const chain = [...(trusted.charters.get(printHex(organisationId)) ?? []).map((one) => one.charter), charter];
  const named = chain.find((one) => one.epoch === epoch);
  if (named === undefined) return null;
  const orgPlace = {
    deployment,
    organisationId,
    epoch,
    organisationPublicKey: named.publicKey,
    recipient: { ...to, epoch },
  };
  const grant = sealOrgGrant(sodium, random, orgPlace, author, { at: now(), scope: "full", seed });
  return { member: printHex(to.id), epoch, grantId: printHex(newId<GrantId>(random)), grant: printBase64(grant) };
}

function sealedNames(place: Workplace, charter: Charter, names: StaffNames): readonly object[] {
  const { sodium, random } = place.world;
  const { deployment, organisationId, publicKey } = charter;
  return charter.members.flatMap(({ id, standing }) => {
    const name = names.get(printHex(id));
    if (name === undefined || standing !== "active") return [];
    const sealed = sealName(sodium, random, publicKey, { deployment, organisationId, memberId: id }, name);
    return [{ member: printHex(id), name: printBase64(sealed) }];
  });
}
