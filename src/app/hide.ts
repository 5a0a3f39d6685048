import type { ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { COVER_MS, type Link } from "../domain/link.ts";
import { later } from "../domain/time.ts";
import { linkWrite, readChat, turnOf } from "./chat-record.ts";
import type { Parts } from "./parts.ts";
import type { Traces } from "./traces.ts";

/** What stands in a chat that was hidden, and the turn up to which nothing more may be shown in it. */
export interface Hidden {
  /** Ids of both sides' messages that can be deleted, as far as known. */
  readonly messages: readonly number[];
  /** How many others stay, of earlier times too, as the link knows it until she is told; what is refused comes on top. */
  readonly unswept: number;
  readonly turn: number;
}

/**
 * Hide, the part that needs the database: the talk is gone, the chat turns into a shop, and the ids of everything that stands
 * in it are given back to be deleted. Cases stay with the organisations; the link keeps its ties.
 *
 * Whoever calls has answered her already. Called again after a failure it does the same.
 *
 * @throws {Fault} `store/…` (also when somebody else was always faster), `keys/…`: to be tried again; the chat is no shop yet.
 */
export async function hideChat(
  parts: Parts,
  traces: Traces,
  chat: ChatAddress,
  why: "hidden" | "duress" = "hidden",
): Promise<Hidden> {
  const { messages, tooOld, forget } = await traces.takeAll(chat);
  for (let tries = 0; tries < 5; tries += 1) {
    const record = await readChat(parts, chat);
    const unswept = record.link.unswept + tooOld;
    const committed = await parts.store.commit([
      { write: "erase-states", tags: parts.keys.stateTags(chat) },
      linkWrite(parts, record, { ...covered(parts, record.link, why), hiddenTurn: turnOf(record), unswept }),
      forget,
    ]);
    if (committed === "done") return { messages, unswept, turn: turnOf(record) };
  }
  throw new Fault("store/conflict");
}

/**
 * Whoever does not know how to come back is not locked out: her shop closes after a while. It stays for a day where she was
 * told the way, or chose a PIN.
 */
function covered(parts: Parts, link: Link, why: "hidden" | "duress"): Link {
  const isShort = why === "hidden" && link.pin === null && !link.knowsWayBack;
  const until = later(parts.keys.time.now(), isShort ? parts.patience.idle : COVER_MS);
  return { ...link, cover: { is: "decoy", why, until }, pin: link.pin && { ...link.pin, wrong: 0 } };
}
