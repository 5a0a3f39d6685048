import { utf8 } from "./encoding.ts";
import { derive } from "./hash.ts";
import type { Sodium } from "./sodium.ts";
import type { DayKey } from "./state-row.ts";

/** Length of what is remembered about a delivery. */
export const SEEN_BYTES = 8;

/**
 * `KDF(K_day, "seen", update_id)[0..8)`: enough to know a repeated delivery again, nothing to know the person by.
 *
 * @param updateId Telegram's `update_id` in decimal, WhatsApp's `wamid`: the two never look alike.
 */
export function seenId(sodium: Sodium, key: DayKey, updateId: string): Uint8Array {
  return derive(sodium, key, "seen", utf8(updateId)).slice(0, SEEN_BYTES);
}
