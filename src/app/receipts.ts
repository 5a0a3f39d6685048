import type { Write } from "../storage/writes.ts";
import type { Parts } from "./parts.ts";

/** Marks an update as received, under every day key that it may come again under. */
export function receiptsOf(parts: Parts, updateId: string): readonly Write[] {
  return parts.keys.receipts(updateId).map(({ id, day }) => ({ write: "add-receipt", id, day }));
}
