import { CHANNEL_NUMBER, type ChatAddress } from "../domain/chat.ts";
import { asId, ID_BYTES, type Tag } from "../domain/ids.ts";
import { u8, utf8 } from "./encoding.ts";

/**
 * What an address is under a derived key: `chan` in one byte and the canonical id in UTF-8, as two parts.
 * A tag or key made from it cannot be reversed without the epoch key; with it, it can. [Note: A tag is no anonymity]
 */
export function addressParts(chat: ChatAddress): readonly [channel: Uint8Array, id: Uint8Array] {
  return [u8(CHANNEL_NUMBER[chat.channel]), utf8(chat.id)];
}

/** The first 16 bytes of a derived key, as the key of a row. */
export function asTag(derived: Uint8Array): Tag {
  return asId<Tag>(derived.slice(0, ID_BYTES));
}
