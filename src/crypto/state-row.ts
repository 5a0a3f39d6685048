import type { Brand } from "../domain/brand.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { asId, type RandomBytes, type Tag } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";
import { addressParts, asTag, type Derivation, oncePerAddress } from "./address.ts";
import { NONCE_BYTES } from "./aead.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32 } from "./encoding.ts";
import { derive } from "./hash.ts";
import { padTo, STATE_BLOCK, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** 32 random bytes of one day; two days are alive at a time. @secret */
export type DayKey = Brand<Uint8Array, "DayKey">;
/** An unfinished conversation: `01 ‖ u32 day ‖ nonce 24 ‖ ciphertext`, padded to multiples of 4,096. */
export type StateRow = Brand<Uint8Array, "StateRow">;

/** The day whose key it is, and how often the row was written: an older copy put back does not open. */
export interface StateEdition {
  readonly day: DayNumber;
  /** u32, one more at each write. */
  readonly version: number;
}

/** `KDF(K_day, "state-tag", chan, id)[0..16)`: the key of the state row. */
export const stateTag: Derivation<DayKey, Tag> = oncePerAddress((sodium, key, chat) =>
  asTag(derive(sodium, key, "state-tag", ...addressParts(chat))),
);

const stateKey: Derivation<DayKey, Uint8Array> = oncePerAddress((sodium, key, chat) =>
  derive(sodium, key, "state", ...addressParts(chat)),
);

/** Seals the state of a conversation between two turns. Undone by {@link openState}. */
export function sealState(
  sodium: Sodium,
  random: RandomBytes,
  key: DayKey,
  edition: StateEdition,
  chat: ChatAddress,
  body: Uint8Array,
): StateRow {
  const bound = boundTo(stateTag(sodium, key, chat), edition);
  const padded = padTo(body, STATE_BLOCK);
  return sealDated(sodium, stateKey(sodium, key, chat), edition.day, random(NONCE_BYTES), bound, padded) as StateRow;
}

/** Undoes {@link sealState}. @throws {Fault} `crypto/cannot-open`: another chat, day, version or changed bytes. */
export function openState(
  sodium: Sodium,
  key: DayKey,
  edition: StateEdition,
  chat: ChatAddress,
  row: Uint8Array,
): Uint8Array {
  const bound = boundTo(stateTag(sodium, key, chat), edition);
  return unpad(openDated(sodium, stateKey(sodium, key, chat), edition.day, bound, row), STATE_BLOCK);
}

function boundTo(tag: Tag, edition: StateEdition): Uint8Array {
  return enc("state", u8(DATED_VERSION), asId(tag), u32(edition.day), u32(edition.version));
}
