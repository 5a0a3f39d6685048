import { printSheet } from "../../../crypto/enrolment-sheet.ts";
import { fingerprint } from "../../../crypto/fingerprint.ts";
import { newSeed, type Seed, type SignKeypair, signKeypair } from "../../../crypto/keypairs.ts";
import { signEnrolment } from "../../../crypto/login.ts";
import { memberKeys } from "../../../crypto/member-keys.ts";
import { type WrappedSeed, wrapSeed } from "../../../crypto/member-wrap.ts";
import {
  type DeviceSecret,
  KDF_DEFAULT,
  loginKeypair,
  SALT_BYTES,
  stretchPassphrase,
} from "../../../crypto/passphrase.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { invitationLookSchema } from "../../../domain/desk/door-answers.ts";
import { Fault } from "../../../domain/faults.ts";
import { type MemberId, newId, type OrganisationId, printHex } from "../../../domain/ids.ts";
import { printErrand } from "../door-errand.ts";
import type { EnrolmentSheet } from "../port.ts";
import { askDoor, beginWork, checked, proveForSeed } from "./come-in.ts";
import { bytesIn, idIn, NOTHING } from "./received.ts";
import { charterOf, organisationOf, type Trusted } from "./trust.ts";
import { weighPassphrase } from "./weigh-passphrase.ts";
import type { Workplace } from "./workplace.ts";
import type { World } from "./world.ts";

const DEVICE_BYTES = 32;
const TOKEN_LETTERS = /^[\w-]{43}$/;

/** What a link is for, once everything it says was checked. */
interface Invitation {
  readonly trusted: Trusted;
  readonly organisationId: OrganisationId;
  readonly role: string;
  readonly expiresAt: number;
}

/** @throws {Fault} `desk/bad-invitation`: no such link, or it is over or used; as `trust`, `charterOf`. */
export async function lookAtInvitation(place: Workplace, token: string): Promise<Invitation> {
  if (!TOKEN_LETTERS.test(token)) throw new Fault("desk/bad-invitation");
  const said = await place.api.knock("/invitations/look", { token }, invitationLookSchema);
  const trusted = await checked(place, said.trust);
  const organisationId = idIn<OrganisationId>(said.organisation);
  charterOf(trusted, organisationId);
  return { trusted, organisationId, role: said.role, expiresAt: said.expiresAt };
}

/**
 * Makes her keys on this device. What leaves it are public keys and the wrapped seed.
 *
 * @throws {Fault} `desk/weak-passphrase`; as {@link lookAtInvitation}.
 */
export async function enrol(
  place: Workplace,
  token: string,
  label: string,
  passphrase: string,
): Promise<{ readonly fingerprint: string; readonly sheet: EnrolmentSheet }> {
  mustBeGood(passphrase);
  const { world } = place;
  const { sodium, random, origin } = world;
  const { trusted, organisationId } = await lookAtInvitation(place, token);
  const memberId = newId<MemberId>(random);
  const device = random(DEVICE_BYTES) as DeviceSecret;
  const seed = newSeed(random);
  const keys = memberKeys(sodium, seed);
  const { login, wrapped } = await wrapUnder(world, passphrase, memberId, device, seed);
  seed.fill(0);
  const challenge = { origin, nonce: bytesIn(token), memberId };
  const signature = signEnrolment(sodium, keys.auth, challenge, login.publicKey, wrapped);
  await world.store.write("device", printHex(memberId), {
    memberId: printHex(memberId),
    label,
    organisation: organisationOf(trusted, organisationId).name,
    device,
    session: signKeypair(sodium, random(32)).publicKey,
    isWaiting: true,
  });
  const made = { sign: keys.sign.publicKey, auth: keys.auth.publicKey, box: keys.box.publicKey };
  await place.api.knock("/invitations/answer", answerOf(token, memberId, made, login, wrapped, signature), NOTHING);
  const code = printSheet(sodium, { memberId, device });
  const qr = printErrand(origin, { errand: "sheet", code: code.replaceAll(" ", "") });
  return { fingerprint: fingerprint(sodium, made.sign, made.box), sheet: { code, qr } };
}

/** Puts her seed under another passphrase. Her sessions on other devices end; there the new passphrase is asked for. */
export async function changePassphrase(place: Workplace, old: string, next: string): Promise<object> {
  mustBeGood(next);
  const { world } = place;
  const { memberId, auditHead } = place.atWork();
  const record = await world.store.read("device", printHex(memberId));
  if (record === null) throw new Fault("desk/not-found");
  const device = record.device as DeviceSecret;
  const { seed } = await proveForSeed(place, memberId, device, old);
  const { login, wrapped } = await wrapUnder(world, next, memberId, device, seed);
  const change = { login: printBase64(login.publicKey), wrapped: printBase64(wrapped) };
  await place.api.post("/session/login", change, NOTHING);
  // The change ended this session as well: she goes on in a new one.
  const { nonce } = await askDoor(place, memberId);
  await beginWork(place, record, { memberId, seed, nonce });
  place.change({ auditHead });
  return {};
}

async function wrapUnder(
  { sodium, random }: World,
  passphrase: string,
  memberId: MemberId,
  device: DeviceSecret,
  seed: Seed,
): Promise<{ readonly login: SignKeypair; readonly wrapped: WrappedSeed }> {
  const stretch = { memberId, device, kdf: KDF_DEFAULT, salt: random(SALT_BYTES) };
  const root = await stretchPassphrase(sodium, passphrase, stretch);
  return { login: loginKeypair(sodium, root), wrapped: wrapSeed(sodium, random, root, stretch, seed) };
}

function answerOf(
  token: string,
  memberId: MemberId,
  made: Readonly<Record<"sign" | "auth" | "box", Uint8Array>>,
  login: SignKeypair,
  wrapped: Uint8Array,
  signature: Uint8Array,
): object {
  return {
    token,
    member: printHex(memberId),
    sign: printBase64(made.sign),
    auth: printBase64(made.auth),
    box: printBase64(made.box),
    login: printBase64(login.publicKey),
    wrapped: printBase64(wrapped),
    signature: printBase64(signature),
  };
}

function mustBeGood(passphrase: string): void {
  if (weighPassphrase(passphrase) !== "good") throw new Fault("desk/weak-passphrase");
}
