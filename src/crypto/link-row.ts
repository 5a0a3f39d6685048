import type { Brand } from "../domain/brand.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { asId, type RandomBytes, type Tag } from "../domain/ids.ts";
import type { WeekNumber } from "../domain/time.ts";
import { addressParts, asTag, type Derivation, oncePerAddress } from "./address.ts";
import { NONCE_BYTES } from "./aead.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32 } from "./encoding.ts";
import { derive } from "./hash.ts";
import { LINK_BLOCK, padTo, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** 32 random bytes that live at most five weeks. @secret Whoever has it can test any address. */
export type AddressEpochKey = Brand<Uint8Array, "AddressEpochKey">;
/** What ties a chat to its cases: `01 ‖ u32 week ‖ nonce 24 ‖ ciphertext`, padded to multiples of 1,024. */
export type LinkRow = Brand<Uint8Array, "LinkRow">;

/** `KDF(K, "addr-tag", chan, id)[0..16)`: the key of the link row. Random-looking, and gone with the epoch key. */
export const addrTag: Derivation<AddressEpochKey, Tag> = oncePerAddress((sodium, key, chat) =>
  asTag(derive(sodium, key, "addr-tag", ...addressParts(chat))),
);

const addrKey: Derivation<AddressEpochKey, Uint8Array> = oncePerAddress((sodium, key, chat) =>
  derive(sodium, key, "addr-key", ...addressParts(chat)),
);

/**
 * Seals the body of a link row. Undone by {@link openLink}.
 *
 * The key needs the address itself: the epoch key alone opens nothing. [Note: The address is part of the key]
 */
export function sealLink(
  sodium: Sodium,
  random: RandomBytes,
  key: AddressEpochKey,
  week: WeekNumber,
  chat: ChatAddress,
  body: Uint8Array,
): LinkRow {
  const bound = boundTo(addrTag(sodium, key, chat), week);
  const padded = padTo(body, LINK_BLOCK);
  return sealDated(sodium, addrKey(sodium, key, chat), week, random(NONCE_BYTES), bound, padded) as LinkRow;
}

/** Undoes {@link sealLink}. @throws {Fault} `crypto/cannot-open`: another chat, another week or changed bytes. */
export function openLink(
  sodium: Sodium,
  key: AddressEpochKey,
  week: WeekNumber,
  chat: ChatAddress,
  row: Uint8Array,
): Uint8Array {
  const bound = boundTo(addrTag(sodium, key, chat), week);
  return unpad(openDated(sodium, addrKey(sodium, key, chat), week, bound, row), LINK_BLOCK);
}

function boundTo(tag: Tag, week: WeekNumber): Uint8Array {
  return enc("link", u8(DATED_VERSION), asId(tag), u32(week));
}
