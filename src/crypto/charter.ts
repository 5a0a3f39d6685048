import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type DeploymentId, type MemberId, type OrganisationId } from "../domain/ids.ts";
import { DAY_MS, type UnixMs } from "../domain/time.ts";
import { parseEnc, parseEncList, readFixed, readNumber } from "./byte-reader.ts";
import { mustBeDistinct, readFields } from "./enc-fields.ts";
import { concat, enc, u8, u32, u64 } from "./encoding.ts";
import { SUITE_X25519 } from "./envelope.ts";
import { HASH_BYTES, hash } from "./hash.ts";
import { asKey, type BoxPublicKey, KEY_BYTES, type SignPublicKey } from "./keypairs.ts";
import { nameOf } from "./numbering.ts";
import { STANDING, type Standing } from "./registry.ts";
import type { Sodium } from "./sodium.ts";

/** What a member may do: admins sign charters, staff write and grant, readers only read. */
export const MEMBER_ROLE = { admin: 1, staff: 2, reader: 3 } as const;
/** One of {@link MEMBER_ROLE}. */
export type MemberRole = keyof typeof MEMBER_ROLE;

/** Someone who works for an organisation. */
export interface Member {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly standing: Standing;
  readonly sign: SignPublicKey;
  readonly auth: SignPublicKey;
  readonly box: BoxPublicKey;
}

/** Who belongs to an organisation and which key its cases are sealed to. [Note: Registry, charter, genesis] */
export interface Charter {
  readonly deployment: DeploymentId;
  readonly organisationId: OrganisationId;
  readonly version: number;
  readonly issuedAt: UnixMs;
  readonly expiresAt: UnixMs;
  /** Hash of the version before; zeros under the first. */
  readonly previousHash: Uint8Array;
  /** Epoch of the organisation's key. */
  readonly epoch: number;
  readonly publicKey: BoxPublicKey;
  /** The key on paper; `null` when the organisation has none. */
  readonly recoveryPublicKey: BoxPublicKey | null;
  readonly members: readonly Member[];
}

/** `enc("charter", …)`: what is hashed and signed. */
export type CharterBody = Brand<Uint8Array, "CharterBody">;

/** Where the life of a charter stands. Up to and including `overdue` the organisation receives new cases. */
export type CharterAge = "in-force" | "renew" | "overdue" | "expired";
const RENEW_DAYS = 14;
const OVERDUE_DAYS = 30;

/** The bytes of a charter. Undone by {@link parseCharter}. The field of teams stays empty in this version. */
export function printCharter(charter: Charter): CharterBody {
  return enc(
    "charter",
    asId(charter.deployment),
    asId(charter.organisationId),
    u32(charter.version),
    u64(charter.issuedAt),
    u64(charter.expiresAt),
    asKey(charter.previousHash),
    u32(charter.epoch),
    u8(SUITE_X25519),
    asKey(charter.publicKey),
    charter.recoveryPublicKey === null ? new Uint8Array(0) : asKey(charter.recoveryPublicKey),
    new Uint8Array(0),
    concat(...charter.members.map(printMember)),
  ) as CharterBody;
}

/** Undoes {@link printCharter}; checks the shape, not the signatures. @throws {Fault} `crypto/malformed`. */
export function parseCharter(body: Uint8Array): Charter {
  const field = readFields(parseEnc("charter", body), 12);
  if (readNumber(field(7), 1) !== SUITE_X25519 || field(10).length !== 0) throw new Fault("crypto/malformed");
  const charter: Charter = {
    deployment: asId(readFixed(field(0), 16)),
    organisationId: asId(readFixed(field(1), 16)),
    version: readNumber(field(2), 4),
    issuedAt: readNumber(field(3), 8) as UnixMs,
    expiresAt: readNumber(field(4), 8) as UnixMs,
    previousHash: readFixed(field(5), HASH_BYTES),
    epoch: readNumber(field(6), 4),
    publicKey: asKey(readFixed(field(8), KEY_BYTES)),
    recoveryPublicKey: field(9).length === 0 ? null : asKey(readFixed(field(9), KEY_BYTES)),
    members: parseEncList("member", field(11)).map(readMember),
  };
  mustBeDistinct(charter.members.map((one) => one.id));
  mustBeDistinct(charter.members.flatMap((one) => [one.sign, one.auth, one.box]));
  if (charter.version === 0 || charter.issuedAt >= charter.expiresAt) throw new Fault("crypto/malformed");
  return charter;
}

/** The message that administrators sign: the body once more under its label. */
export function charterMessage(body: CharterBody): Uint8Array {
  return enc("charter", body);
}

/** What a genesis and the next version name. */
export function charterHash(sodium: Sodium, body: CharterBody): Uint8Array {
  return hash(sodium, "charter", body);
}

/** Whether it is time to renew, and whether new cases may still be granted. */
export function charterAge(charter: Charter, now: UnixMs): CharterAge {
  if (now >= charter.expiresAt + OVERDUE_DAYS * DAY_MS) return "expired";
  if (now >= charter.expiresAt) return "overdue";
  return now >= charter.expiresAt - RENEW_DAYS * DAY_MS ? "renew" : "in-force";
}

function printMember(one: Member): Uint8Array {
  const keys = [asKey(one.sign), asKey(one.auth), asKey(one.box)];
  return enc("member", asId(one.id), u8(MEMBER_ROLE[one.role]), u8(STANDING[one.standing]), ...keys);
}

function readMember(parts: readonly Uint8Array[]): Member {
  const field = readFields(parts, 6);
  return {
    id: asId(readFixed(field(0), 16)),
    role: nameOf(MEMBER_ROLE, readNumber(field(1), 1)),
    standing: nameOf(STANDING, readNumber(field(2), 1)),
    sign: asKey(readFixed(field(3), KEY_BYTES)),
    auth: asKey(readFixed(field(4), KEY_BYTES)),
    box: asKey(readFixed(field(5), KEY_BYTES)),
  };
}
