import type { Brand } from "../domain/brand.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { asId, type RandomBytes, type Tag } from "../domain/ids.ts";
import type { WeekNumber } from "../domain/time.ts";
import { addressParts, asTag } from "./address.ts";
import { NONCE_BYTES } from "./aead.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32, utf8 } from "./encoding.ts";
import { derive } from "./hash.ts";
import type { AddressEpochKey } from "./link-row.ts";
import { BRIDGE_BLOCK, padTo, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** One end of a bridge: what a platform calls a person (`address`), or the chat that she is here (`chat`). */
export type BridgeEnd = { readonly kind: "address" | "chat" } & ChatAddress;
/** What stands at one end and names the other: `01 ‖ u32 week ‖ nonce 24 ‖ ciphertext`, multiples of 256. */
export type SealedBridge = Brand<Uint8Array, "SealedBridge">;

/** `KDF(K_epoch, "bridge-tag", kind, chan, id)[0..16)`: where an end of a bridge stands this week. */
export function bridgeTag(sodium: Sodium, key: AddressEpochKey, end: BridgeEnd): Tag {
  return asTag(derive(sodium, key, "bridge-tag", ...endParts(end)));
}

/**
 * Seals what the other end is. Undone by {@link openBridge}.
 *
 * The key needs this end itself, as that of a link does: whoever has the rows and the epoch key alone opens none.
 */
export function sealBridge(
  sodium: Sodium,
  random: RandomBytes,
  key: AddressEpochKey,
  week: WeekNumber,
  end: BridgeEnd,
  body: Uint8Array,
): SealedBridge {
  const bound = boundTo(bridgeTag(sodium, key, end), week);
  const padded = padTo(body, BRIDGE_BLOCK);
  return sealDated(sodium, bridgeKey(sodium, key, end), week, random(NONCE_BYTES), bound, padded) as SealedBridge;
}

/** Undoes {@link sealBridge}. @throws {Fault} `crypto/cannot-open`: another end, another week or changed bytes. */
export function openBridge(
  sodium: Sodium,
  key: AddressEpochKey,
  week: WeekNumber,
  end: BridgeEnd,
  row: Uint8Array,
): Uint8Array {
  const bound = boundTo(bridgeTag(sodium, key, end), week);
  return unpad(openDated(sodium, bridgeKey(sodium, key, end), week, bound, row), BRIDGE_BLOCK);
}

function bridgeKey(sodium: Sodium, key: AddressEpochKey, end: BridgeEnd): Uint8Array {
  return derive(sodium, key, "bridge-key", ...endParts(end));
}

/** The kind is part of it: a telephone number and a chat are digits alike. */
function endParts(end: BridgeEnd): readonly Uint8Array[] {
  return [utf8(end.kind), ...addressParts(end)];
}

function boundTo(tag: Tag, week: WeekNumber): Uint8Array {
  return enc("bridge", u8(DATED_VERSION), asId(tag), u32(week));
}
