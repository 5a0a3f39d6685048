import type { Brand } from "../domain/brand.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { asId, type RandomBytes, type Tag } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";
import { addressParts, asTag, type Derivation, oncePerAddress } from "./address.ts";
import { NONCE_BYTES } from "./aead.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32 } from "./encoding.ts";
import { derive } from "./hash.ts";
import { padTo, TRACE_BLOCK, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";
import type { DayKey } from "./state-row.ts";

/** What must be swept from a chat (message ids): `01 ‖ u32 day ‖ nonce 24 ‖ ciphertext`, multiples of 256. */
export type TraceRow = Brand<Uint8Array, "TraceRow">;

/** `KDF(K_day, "trace-tag", chan, id)[0..16)`: groups the traces of one chat and day; unlike the tag of its state. */
export const traceTag: Derivation<DayKey, Tag> = oncePerAddress((sodium, key, chat) =>
  asTag(derive(sodium, key, "trace-tag", ...addressParts(chat))),
);

const traceKey: Derivation<DayKey, Uint8Array> = oncePerAddress((sodium, key, chat) =>
  derive(sodium, key, "trace", ...addressParts(chat)),
);

/** Seals one trace. Undone by {@link openTrace}. */
export function sealTrace(
  sodium: Sodium,
  random: RandomBytes,
  key: DayKey,
  day: DayNumber,
  chat: ChatAddress,
  body: Uint8Array,
): TraceRow {
  const bound = boundTo(traceTag(sodium, key, chat), day);
  const padded = padTo(body, TRACE_BLOCK);
  return sealDated(sodium, traceKey(sodium, key, chat), day, random(NONCE_BYTES), bound, padded) as TraceRow;
}

/** Undoes {@link sealTrace}. @throws {Fault} `crypto/cannot-open`: another chat, another day or changed bytes. */
export function openTrace(sodium: Sodium, key: DayKey, day: DayNumber, chat: ChatAddress, row: Uint8Array): Uint8Array {
  const bound = boundTo(traceTag(sodium, key, chat), day);
  return unpad(openDated(sodium, traceKey(sodium, key, chat), day, bound, row), TRACE_BLOCK);
}

function boundTo(tag: Tag, day: DayNumber): Uint8Array {
  return enc("trace", u8(DATED_VERSION), asId(tag), u32(day));
}
