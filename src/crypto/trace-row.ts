import type { Brand } from "../domain/brand.ts";
import { CHANNELS, type ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type RandomBytes, type Tag } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";
import { addressParts, asTag, type Derivation, oncePerAddress } from "./address.ts";
import { NONCE_BYTES } from "./aead.ts";
import { readUtf8 } from "./byte-reader.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32, utf8 } from "./encoding.ts";
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

/** Which chat a trace belongs to, for the sweep by the clock: it opens with the key of the day alone. */
export type TraceAddress = Brand<Uint8Array, "TraceAddress">;

/** Seals the address of a trace's chat under the key of its day. Undone by {@link openTraceAddress}. */
export function sealTraceAddress(
  sodium: Sodium,
  random: RandomBytes,
  key: DayKey,
  day: DayNumber,
  chat: ChatAddress,
): TraceAddress {
  const bound = addressBound(traceTag(sodium, key, chat), day);
  const padded = padTo(utf8(`${chat.channel} ${chat.id}`), ADDRESS_BLOCK);
  return sealDated(sodium, addressKey(sodium, key), day, random(NONCE_BYTES), bound, padded) as TraceAddress;
}

/** Undoes {@link sealTraceAddress}. @throws {Fault} `crypto/cannot-open`, `crypto/malformed`. */
export function openTraceAddress(
  sodium: Sodium,
  key: DayKey,
  { tag, day }: { readonly tag: Tag; readonly day: DayNumber },
  sealed: Uint8Array,
): ChatAddress {
  const opened = openDated(sodium, addressKey(sodium, key), day, addressBound(tag, day), sealed);
  const [name, id] = readUtf8(unpad(opened, ADDRESS_BLOCK)).split(" ");
  const channel = CHANNELS.find((one) => one === name);
  if (channel === undefined || id === undefined) throw new Fault("crypto/malformed");
  return { channel, id };
}

const ADDRESS_BLOCK = 64;

function addressKey(sodium: Sodium, key: DayKey): Uint8Array {
  return derive(sodium, key, "trace-chat");
}

function addressBound(tag: Tag, day: DayNumber): Uint8Array {
  return enc("trace-chat", u8(DATED_VERSION), asId(tag), u32(day));
}

function boundTo(tag: Tag, day: DayNumber): Uint8Array {
  return enc("trace", u8(DATED_VERSION), asId(tag), u32(day));
}
