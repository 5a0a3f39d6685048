import { CHANNEL_NUMBER, type ChatAddress } from "../domain/chat.ts";
import { asId, ID_BYTES, type Tag } from "../domain/ids.ts";
import { u8, utf8 } from "./encoding.ts";
import type { Sodium } from "./sodium.ts";

/**
 * What an address is under a derived key: `chan` in one byte and the canonical id in UTF-8, as two parts.
 * A tag or key made from it cannot be reversed without the epoch key; with it, it can. [Note: A tag is no anonymity]
 */
export function addressParts(chat: ChatAddress): readonly [channel: Uint8Array, id: Uint8Array] {
  return [u8(CHANNEL_NUMBER[chat.channel]), utf8(chat.id)];
}

/** Makes something of an address under a key of which a tag or a key for rows is derived. */
export type Derivation<Key extends Uint8Array, Out> = (sodium: Sodium, key: Key, chat: ChatAddress) => Out;

/**
 * The same derivation, computed once for each key and address object and forgotten with either.
 * What it gives is given to others too: not to be written into. [Note: Derived once for an update]
 */
export function oncePerAddress<Key extends Uint8Array, Out>(make: Derivation<Key, Out>): Derivation<Key, Out> {
  const made = new WeakMap<Key, WeakMap<ChatAddress, Out>>();
  return (sodium, key, chat) => {
    const ofKey = made.get(key) ?? new WeakMap<ChatAddress, Out>();
    const known = ofKey.get(chat);
    if (known !== undefined) return known;
    const fresh = make(sodium, key, chat);
    made.set(key, ofKey.set(chat, fresh));
    return fresh;
  };
}

/** The first 16 bytes of a derived key, as the key of a row. */
export function asTag(derived: Uint8Array): Tag {
  return asId<Tag>(derived.slice(0, ID_BYTES));
}
