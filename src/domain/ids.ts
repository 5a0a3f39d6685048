import type { Brand } from "./brand.ts";
import { Fault } from "./faults.ts";

/** All ids are 16 random bytes: nothing of a person or of an order of arrival is in them. */
export type DeploymentId = Brand<Uint8Array, "DeploymentId">;
export type CaseId = Brand<Uint8Array, "CaseId">;
export type EntryId = Brand<Uint8Array, "EntryId">;
export type GrantId = Brand<Uint8Array, "GrantId">;
export type OrganisationId = Brand<Uint8Array, "OrganisationId">;
export type MemberId = Brand<Uint8Array, "MemberId">;
export type OutboxId = Brand<Uint8Array, "OutboxId">;
export type ReferralId = Brand<Uint8Array, "ReferralId">;
export type PhraseId = Brand<Uint8Array, "PhraseId">;
/** First 16 bytes of the hash of a session's token. */
export type SessionId = Brand<Uint8Array, "SessionId">;
/** First 16 bytes of the hash of a one-time link's token. */
export type InvitationId = Brand<Uint8Array, "InvitationId">;
/** First 16 bytes of the hash of a signing key; the id of a bot instance is its key id. */
export type KeyId = Brand<Uint8Array, "KeyId">;
/** 16 bytes that a chat address becomes under a key that will be destroyed. */
export type Tag = Brand<Uint8Array, "Tag">;

export const ID_BYTES = 16;

/** Fresh random bytes from the platform's generator. */
export type RandomBytes = (length: number) => Uint8Array;

/** @throws {Fault} `crypto/bad-length` when the bytes are not 16. */
export function asId<Id extends Uint8Array>(bytes: Uint8Array): Id {
  if (bytes.length !== ID_BYTES) throw new Fault("crypto/bad-length", { got: bytes.length, want: ID_BYTES });
  return bytes as Id;
}

export function newId<Id extends Uint8Array>(random: RandomBytes): Id {
  return asId<Id>(random(ID_BYTES));
}

/** Lower-case hexadecimal, for keys of maps and for ids as they travel. */
export function printHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Undoes {@link printHex}; `null` when the text is not hexadecimal. */
export function parseHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
