import { parseSheet } from "../../../crypto/enrolment-sheet.ts";
import { keysFingerprint } from "../../../crypto/fingerprint.ts";
import { signKeypair } from "../../../crypto/keypairs.ts";
import { signEnrolment } from "../../../crypto/login.ts";
import { memberKeys } from "../../../crypto/member-keys.ts";
import { parseWrapHeader, unwrapSeed } from "../../../crypto/member-wrap.ts";
import { type DeviceSecret, loginKeypair, stretchPassphrase } from "../../../crypto/passphrase.ts";
import { printBase64 } from "../../../domain/base64.ts";
import { demoMembersSchema, greetingSchema } from "../../../domain/desk/door-answers.ts";
import { codeOf, Fault } from "../../../domain/faults.ts";
import { type MemberId, parseHex, printHex } from "../../../domain/ids.ts";
import { type MemberFile, parseMemberFile } from "../../../domain/member-file.ts";
import type { DoorPort, OwnSession, Welcome } from "../port.ts";
import { answered } from "./api-client.ts";
import { askDoor, beginWork, proveForSeed, readPins } from "./come-in.ts";
import type { DeviceRecord } from "./device-store.ts";
import { changePassphrase, enrol, lookAtInvitation } from "./enrol.ts";
import { leave, leaveEverywhere, stayAwake } from "./leave.ts";
import { ownSession } from "./own-session.ts";
import { idIn, NOTHING } from "./received.ts";
import { organisationOf } from "./trust.ts";
import { weighPassphrase } from "./weigh-passphrase.ts";
import type { Workplace } from "./workplace.ts";

/** Coming in, and going. */
export function doorPort(place: Workplace): DoorPort {
  const { store } = place.world;
  return {
    welcome: () => answered(async () => ({ welcome: await welcome(place) })),
    enterDemo: (index) => answered(async () => ({ session: await enterDemo(place, index) })),
    bringFile: (text, passphrase) =>
      answered(async () => ({ session: await bringFile(place, parseMemberFile(text), passphrase) })),
    bringSheet: (code, label) => answered(async () => ({ member: shown(await bringSheet(place, code, label)) })),
    lookAtInvitation: (token) =>
      answered(async () => {
        const { trusted, organisationId, role, expiresAt } = await lookAtInvitation(place, token);
        const { name, kind } = organisationOf(trusted, organisationId);
        return { organisation: name, kind, role, expiresAt };
      }),
    weighPassphrase: async (text) => weighPassphrase(text),
    enrol: (token, label, passphrase) => answered(() => enrol(place, token, label, passphrase)),
    unlock: (memberId, passphrase) => answered(async () => ({ session: await unlock(place, memberId, passphrase) })),
    lock: () => leave(place),
    signOutEverywhere: () => answered(() => leaveEverywhere(place)),
    forgetDevice: (memberId) =>
      answered(async () => {
        if (isAtWork(place, memberId)) await leave(place);
        for (const kind of ["device", "told", "head"] as const) await store.erase(kind, memberId);
        return {};
      }),
    changePassphrase: (old, next) => answered(() => changePassphrase(place, old, next)),
    touch: () => answered(async () => ({ idleLocksAt: await stayAwake(place) })),
  };
}

async function welcome(place: Workplace): Promise<Welcome> {
  const { sodium, store } = place.world;
  const pins = await readPins(place.world);
  const { demo } = await place.api.look("/hello", greetingSchema);
  const members = demo ? (await place.api.look("/demo/members", demoMembersSchema)).members : [];
  return {
    demo,
    known: (await store.all("device")).map(shown),
    demoMembers: members.map(({ file, organisation, kind }) => ({ label: file.name, organisation, kind })),
    rootFingerprint: keysFingerprint(sodium, pins.roots),
  };
}

async function enterDemo(place: Workplace, index: number): Promise<OwnSession> {
  const { members } = await place.api.look("/demo/members", demoMembersSchema);
  const chosen = members[index];
  if (chosen === undefined) throw new Fault("desk/not-found");
  return bringFile(place, chosen.file, chosen.passphrase);
}

/** Opens the file here, brings the server what it needs to let her in again, and begins to work. */
async function bringFile(place: Workplace, file: MemberFile, passphrase: string): Promise<OwnSession> {
  const { sodium, origin, random, store } = place.world;
  const memberId = idIn<MemberId>(file.member);
  const device = parseHex(file.device) as DeviceSecret;
  const wrapped = parseHex(file.wrapped) ?? new Uint8Array();
  if (passphrase === "") throw new Fault("desk/wrong-passphrase");
  const { kdf, salt } = parseWrapHeader(wrapped);
  const root = await stretchPassphrase(sodium, passphrase, { memberId, device, kdf, salt });
  const seed = wrongIfClosed(() => unwrapSeed(sodium, root, memberId, wrapped));
  const { auth } = memberKeys(sodium, seed);
  const login = loginKeypair(sodium, root).publicKey;
  const { nonce } = await askDoor(place, memberId);
  const signature = signEnrolment(sodium, auth, { origin, nonce, memberId }, login, wrapped);
  await place.api.knock(
    "/login/bring",
    {
      member: printHex(memberId),
      nonce: printBase64(nonce),
      login: printBase64(login),
      wrapped: printBase64(wrapped),
      signature: printBase64(signature),
    },
    NOTHING,
  );
  const known = await store.read("device", file.member);
  const session = known?.session ?? signKeypair(sodium, random(32)).publicKey;
  const record = { memberId: file.member, label: file.name, organisation: "", device, session, isWaiting: false };
  return work(place, record, { memberId, seed, nonce: (await askDoor(place, memberId)).nonce });
}

async function bringSheet(place: Workplace, code: string, label: string): Promise<DeviceRecord> {
  const { sodium, store, random } = place.world;
  const { memberId, device } = parseSheet(sodium, code);
  const record: DeviceRecord = {
    memberId: printHex(memberId),
    label,
    organisation: "",
    device,
    session: signKeypair(sodium, random(32)).publicKey,
    isWaiting: false,
  };
  await store.write("device", record.memberId, record);
  return record;
}

async function unlock(place: Workplace, memberId: string, passphrase: string): Promise<OwnSession> {
  const record = await place.world.store.read("device", memberId);
  if (record === null) throw new Fault("desk/not-found");
  try {
    const arrival = await proveForSeed(place, idIn(memberId), record.device as DeviceSecret, passphrase);
    return await work(place, record, arrival);
  } catch (error) {
    // The server tells nobody whether a member exists; only this device knows that she waits to be admitted.
    if (record.isWaiting && codeOf(error) === "desk/wrong-passphrase") throw new Fault("desk/not-allowed", {}, error);
    throw error;
  }
}

/** Begins to work, and makes her at home on this device. */
async function work(
  place: Workplace,
  record: DeviceRecord,
  arrival: Parameters<typeof beginWork>[2],
): Promise<OwnSession> {
  const begun = await beginWork(place, record, arrival);
  const { trusted, organisationId } = place.atWork();
  const organisation = organisationOf(trusted, organisationId).name;
  await place.world.store.write("device", record.memberId, { ...record, organisation, isWaiting: false });
  return ownSession(place, record, begun);
}

function shown({ memberId, label, organisation }: DeviceRecord): Welcome["known"][number] {
  return { memberId, label, organisation };
}

function isAtWork(place: Workplace, memberId: string): boolean {
  try {
    return printHex(place.atWork().memberId) === memberId;
  } catch {
    return false;
  }
}

/** Wrong passphrase, wrong device or changed bytes look alike; said in the door's words. */
function wrongIfClosed<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (codeOf(error) === "crypto/cannot-open") throw new Fault("desk/wrong-passphrase", {}, error);
    throw error;
  }
}
