import { Fault } from "../domain/faults.ts";
import { asId, type MemberId } from "../domain/ids.ts";
import { parseLetters, printLetters } from "./base32.ts";
import { concat } from "./encoding.ts";
import { hash } from "./hash.ts";
import type { DeviceSecret } from "./passphrase.ts";
import type { Sodium } from "./sodium.ts";

/** What brings a further device of a member in: on paper, and worth nothing without her passphrase. */
export interface EnrolmentSheet {
  readonly memberId: MemberId;
  /** @secret */
  readonly device: DeviceSecret;
}

const MEMBER_BYTES = 16;
const DEVICE_BYTES = 32;
const CHECK_BYTES = 2;
const SHEET_BYTES = MEMBER_BYTES + DEVICE_BYTES + CHECK_BYTES;

/** `member 16 ‖ device 32 ‖ check 2` as 80 letters in 16 groups. Undone by {@link parseSheet}. */
export function printSheet(sodium: Sodium, { memberId, device }: EnrolmentSheet): string {
  const content = concat(asId(memberId), device);
  return printLetters(concat(content, checkOf(sodium, content)));
}

/** Undoes {@link printSheet}, however it was typed. @throws {Fault} `crypto/malformed`: a letter is missing or wrong. */
export function parseSheet(sodium: Sodium, typed: string): EnrolmentSheet {
  const bytes = parseLetters(typed, SHEET_BYTES);
  if (bytes === null) throw new Fault("crypto/malformed");
  const content = bytes.subarray(0, MEMBER_BYTES + DEVICE_BYTES);
  if (!sodium.memcmp(bytes.subarray(MEMBER_BYTES + DEVICE_BYTES), checkOf(sodium, content))) {
    throw new Fault("crypto/malformed");
  }
  return {
    memberId: asId(bytes.slice(0, MEMBER_BYTES)),
    device: bytes.slice(MEMBER_BYTES, MEMBER_BYTES + DEVICE_BYTES) as DeviceSecret,
  };
}

function checkOf(sodium: Sodium, content: Uint8Array): Uint8Array {
  return hash(sodium, "sheet", content).subarray(0, CHECK_BYTES);
}
