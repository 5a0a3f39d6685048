import type { Brand } from "../domain/brand.ts";
import { CHANNEL_NUMBER, type ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, newId, type OrganisationId, type RandomBytes } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import { addressParts } from "./address.ts";
import { NONCE_BYTES, openUnder, sealUnder } from "./aead.ts";
import { ByteReader } from "./byte-reader.ts";
import { concat, enc, u8, u64 } from "./encoding.ts";
import { nameOf } from "./numbering.ts";
import { padTo, REPLY_BLOCK, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** 32 random bytes of one case in keys.db; destroying it ends contact for good. @secret */
export type ReplyKey = Brand<Uint8Array, "ReplyKey">;
/** The way back to a person, opaque to staff: 185 bytes, `01 ‖ id 16 ‖ nonce 24 ‖ ciphertext 128 ‖ tag 16`. */
export type ReplyToken = Brand<Uint8Array, "ReplyToken">;

/** When staff may write: never, when she wrote first, in the hours she named, at any time. */
export const REPLY_POLICY = { never: 0, "when-she-writes": 1, "in-her-hours": 2, "any-time": 3 } as const;
/** One of {@link REPLY_POLICY}. */
export type ReplyPolicy = keyof typeof REPLY_POLICY;

/** What a token is bound to: of another case or organisation it does not open. */
export interface ReplyPlace {
  readonly caseId: CaseId;
  readonly organisationId: OrganisationId;
}

/** What a token says to the one process that can open it. */
export interface ReplyPath {
  readonly policy: ReplyPolicy;
  readonly expiresAt: UnixMs;
  /** @secret */
  readonly chat: ChatAddress;
}

/** Length of a token. */
export const REPLY_TOKEN_BYTES = 185;
const VERSION = 1;
const ID_END = 17;

/** Mints the way back to a person. Undone by {@link openReplyToken}. @throws {Fault} `crypto/bad-length`: id over 117 bytes. */
export function mintReplyToken(
  sodium: Sodium,
  random: RandomBytes,
  key: ReplyKey,
  place: ReplyPlace,
  path: ReplyPath,
): ReplyToken {
  const id = newId<Uint8Array>(random);
  const plain = concat(u8(REPLY_POLICY[path.policy]), u64(path.expiresAt), ...addressParts(path.chat));
  if (plain.length >= REPLY_BLOCK) throw new Fault("crypto/bad-length", { got: plain.length, want: REPLY_BLOCK - 1 });
  const padded = padTo(plain, REPLY_BLOCK);
  return concat(u8(VERSION), id, sealUnder(sodium, key, random(NONCE_BYTES), boundTo(place, id), padded)) as ReplyToken;
}

/**
 * Undoes {@link mintReplyToken}. Whether the policy allows a message now is for the caller.
 *
 * @throws {Fault} `crypto/malformed`: not a token; `crypto/cannot-open`: another case, organisation or key, or changed
 * bytes; `reply/contact-ended`: its time is over.
 */
export function openReplyToken(
  sodium: Sodium,
  key: ReplyKey,
  place: ReplyPlace,
  token: Uint8Array,
  now: UnixMs,
): ReplyPath {
  if (token.length !== REPLY_TOKEN_BYTES || token[0] !== VERSION) {
    throw new Fault("crypto/malformed", { length: token.length });
  }
  const id = new Uint8Array(token.subarray(1, ID_END));
  const padded = openUnder(sodium, key, boundTo(place, id), token.subarray(ID_END));
  const reader = new ByteReader(unpad(padded, REPLY_BLOCK));
  const policy = nameOf(REPLY_POLICY, reader.number(1));
  const expiresAt = reader.number(8) as UnixMs;
  const channel = nameOf(CHANNEL_NUMBER, reader.number(1));
  const chat = { channel, id: reader.text(reader.left) };
  if (now >= expiresAt) throw new Fault("reply/contact-ended");
  return { policy, expiresAt, chat };
}

function boundTo(place: ReplyPlace, id: Uint8Array): Uint8Array {
  return enc("reply", u8(VERSION), asId(place.caseId), asId(place.organisationId), id);
}
