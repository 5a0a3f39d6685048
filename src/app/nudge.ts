import type { Write } from "../storage/writes.ts";
import { type ChatRecord, turnOf } from "./chat-record.ts";
import { post } from "./parcels.ts";
import type { Parts } from "./parts.ts";

/** Tells her that an answer waits, where the platform lets nothing else through. The caller notes it in her link. */
export function nudgeWrite(parts: Parts, record: ChatRecord): Write {
  const { chat, link } = record;
  const nudge = { out: "nudge", locale: link.locale } as const;
  const { row } = post(parts, chat, [nudge], { due: parts.keys.time.now(), turn: turnOf(record), speaks: "shop" });
  return { write: "add-outbox", item: row };
}
