import { type MemberKeys, memberKeys } from "../../crypto/member-keys.ts";
import { parseWrapHeader, unwrapSeed, wrapSeed } from "../../crypto/member-wrap.ts";
import { type DeviceSecret, KDF_DEFAULT, SALT_BYTES, stretchPassphrase } from "../../crypto/passphrase.ts";
import type { Sodium } from "../../crypto/sodium.ts";
import { Fault } from "../../domain/faults.ts";
import { asId, type MemberId, type OrganisationId, parseHex, printHex, type RandomBytes } from "../../domain/ids.ts";
import type { MemberFile } from "../../domain/member-file.ts";
import type { NewMember } from "../founding.ts";

const DEVICE_BYTES = 32;

/** Puts a member's seed under her passphrase and a fresh device secret. Undone by {@link unlockMember}. */
export async function lockMember(
  sodium: Sodium,
  random: RandomBytes,
  who: {
    readonly name: string;
    readonly organisation: OrganisationId;
    readonly member: NewMember;
    readonly passphrase: string;
  },
): Promise<MemberFile> {
  const device = random(DEVICE_BYTES) as DeviceSecret;
  const stretch = { memberId: who.member.id, device, kdf: KDF_DEFAULT, salt: random(SALT_BYTES) };
  const root = await stretchPassphrase(sodium, who.passphrase, stretch);
  const wrapped = wrapSeed(sodium, random, root, stretch, who.member.seed);
  return {
    v: 1,
    name: who.name,
    organisation: printHex(who.organisation),
    member: printHex(who.member.id),
    device: printHex(device),
    wrapped: printHex(wrapped),
  };
}

/** Undoes {@link lockMember}. @throws {Fault} `crypto/cannot-open`: another passphrase or a damaged file. */
export async function unlockMember(
  sodium: Sodium,
  file: MemberFile,
  passphrase: string,
): Promise<{ readonly id: MemberId; readonly keys: MemberKeys; readonly seed: NewMember["seed"] }> {
  const id = asId<MemberId>(bytesOf(file.member));
  const wrapped = bytesOf(file.wrapped);
  const { kdf, salt } = parseWrapHeader(wrapped);
  const root = await stretchPassphrase(sodium, passphrase, {
    memberId: id,
    device: bytesOf(file.device) as DeviceSecret,
    kdf,
    salt,
  });
  const seed = unwrapSeed(sodium, root, id, wrapped);
  return { id, seed, keys: memberKeys(sodium, seed) };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = parseHex(hex);
  if (bytes === null) throw new Fault("crypto/malformed");
  return bytes;
}
