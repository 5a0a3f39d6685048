import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type EntryId, type GrantId } from "../domain/ids.ts";
import { openUnder, sealUnder } from "./aead.ts";
import { concat, enc, u8 } from "./encoding.ts";
import type { Sodium } from "./sodium.ts";

/** 32 bytes from keys.db; destroying it destroys every row locked with it. @secret */
export type ShredKey = Brand<Uint8Array, "ShredKey">;
/** The id of the row that is locked. */
export type RowId = EntryId | GrantId;
/** `01 ‖ nonce 24 ‖ ciphertext ‖ tag 16`. What the database stores. */
export type LockedRow = Brand<Uint8Array, "LockedRow">;

const VERSION = 1;

/**
 * Locks one row under the shred key of its case. Undone by {@link openRow}. [Note: Two locks on every row]
 *
 * @param rowId 16 bytes. Bound as associated data: moved to another row, the bytes no longer open.
 * @param nonce 24 fresh random bytes from the platform.
 * @param sealed what `sealEntry` or `sealGrant` gave; already unreadable to this process.
 * @throws {Fault} `crypto/bad-length` when key, row id or nonce has another length.
 */
export function lockRow(sodium: Sodium, key: ShredKey, rowId: RowId, nonce: Uint8Array, sealed: Uint8Array): LockedRow {
  return concat(u8(VERSION), sealUnder(sodium, key, nonce, boundTo(rowId), sealed)) as LockedRow;
}

/**
 * Undoes {@link lockRow}.
 *
 * @throws {Fault} `crypto/cannot-open`: wrong key, wrong row or changed bytes. The three are indistinguishable on purpose.
 */
export function openRow(sodium: Sodium, key: ShredKey, rowId: RowId, locked: Uint8Array): Uint8Array {
  if (locked[0] !== VERSION) throw new Fault("crypto/cannot-open");
  return openUnder(sodium, key, boundTo(rowId), locked.subarray(1));
}

function boundTo(rowId: RowId): Uint8Array {
  return enc("row", u8(VERSION), asId(rowId));
}
