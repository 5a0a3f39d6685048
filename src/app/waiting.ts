import { codeOf } from "../domain/faults.ts";
import { asId, type OutboxId, parseHex } from "../domain/ids.ts";
import { coverOf } from "../domain/link.ts";
import { sendingWrites } from "./desk/message-state.ts";
import { unpack } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

/**
 * Takes the answers that waited for her to write again. One that is too old to open is gone; the case still holds it. In a
 * chat that is a shop only a shop's words are taken, the others wait on until it is closed.
 */
export async function takeWaiting(parts: Parts, turn: Turn, asked: boolean): Promise<"done" | "ask-first"> {
  const { waiting } = turn.link;
  if (waiting.length === 0) return "done";
  if (!asked) return "ask-first";
  const isShop = coverOf(turn.link, parts.keys.time.now()) !== null;
  const left: string[] = [];
  for (const hex of waiting) {
    if ((await take(parts, turn, hex, isShop)) === "waits") left.push(hex);
  }
  turn.link = { ...turn.link, waiting: left };
  return "done";
}

async function take(parts: Parts, turn: Turn, hex: string, isShop: boolean): Promise<"taken" | "gone" | "waits"> {
  const bytes = parseHex(hex);
  const row = bytes && (await parts.store.findOutbox(asId<OutboxId>(bytes)));
  if (!row) return "gone";
  try {
    const parcel = unpack(parts, row);
    if (isShop && parcel.speaks !== "shop") return "waits";
    turn.handedOver.push(...parcel.out);
    turn.tells.push(...parcel.tells);
    turn.writes.push(...sendingWrites(parcel));
  } catch (error) {
    parts.log({ event: "outbox.dropped", code: codeOf(error) });
  }
  turn.writes.push({ write: "erase-outbox", id: row.id });
  return "taken";
}
