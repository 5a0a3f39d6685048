import type { Brand } from "../domain/brand.ts";
import { asId, type OutboxId, type RandomBytes } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";
import { NONCE_BYTES } from "./aead.ts";
import { DATED_VERSION, openDated, sealDated } from "./dated-row.ts";
import { enc, u8, u32 } from "./encoding.ts";
import { OUTBOX_BLOCK, padTo, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** 32 random bytes of one day; what was not delivered when it is destroyed is noise. @secret */
export type OutboxKey = Brand<Uint8Array, "OutboxKey">;
/** A message waiting to be sent: `01 ‖ u32 day ‖ nonce 24 ‖ ciphertext`, padded to multiples of 1,024. */
export type OutboxRow = Brand<Uint8Array, "OutboxRow">;

/** Seals one outgoing message. Undone by {@link openOutbox}. */
export function sealOutbox(
  sodium: Sodium,
  random: RandomBytes,
  key: OutboxKey,
  day: DayNumber,
  id: OutboxId,
  body: Uint8Array,
): OutboxRow {
  const padded = padTo(body, OUTBOX_BLOCK);
  return sealDated(sodium, key, day, random(NONCE_BYTES), boundTo(id, day), padded) as OutboxRow;
}

/** Undoes {@link sealOutbox}. @throws {Fault} `crypto/cannot-open`: another row, another day or changed bytes. */
export function openOutbox(sodium: Sodium, key: OutboxKey, day: DayNumber, id: OutboxId, row: Uint8Array): Uint8Array {
  return unpad(openDated(sodium, key, day, boundTo(id, day), row), OUTBOX_BLOCK);
}

function boundTo(id: OutboxId, day: DayNumber): Uint8Array {
  return enc("outbox", u8(DATED_VERSION), asId(id), u32(day));
}
