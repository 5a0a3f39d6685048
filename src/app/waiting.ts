import { codeOf } from "../domain/faults.ts";
import { asId, type OutboxId, parseHex } from "../domain/ids.ts";
import { sendingWrites } from "./desk/message-state.ts";
import { unpack } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

/** Takes the answers that waited for her to write again. One that is too old to open is gone; the case still holds it. */
export async function takeWaiting(parts: Parts, turn: Turn, asked: boolean): Promise<"done" | "ask-first"> {
  const waiting = turn.link.waiting;
  if (waiting.length === 0) return "done";
  if (!asked) return "ask-first";
  for (const hex of waiting) {
    const bytes = parseHex(hex);
    const row = bytes && (await parts.store.findOutbox(asId<OutboxId>(bytes)));
    if (!row) continue;
    try {
      const parcel = unpack(parts, row);
      turn.handedOver.push(...parcel.out);
      turn.tells.push(...parcel.tells);
      turn.writes.push(...sendingWrites(parcel));
    } catch (error) {
      parts.log({ event: "outbox.dropped", code: codeOf(error) });
    }
    turn.writes.push({ write: "erase-outbox", id: row.id });
  }
  turn.link = { ...turn.link, waiting: [] };
  return "done";
}
