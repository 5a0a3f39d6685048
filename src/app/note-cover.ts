import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import { CASE_STATUS } from "../storage/rows.ts";
import { readLink } from "./chat-record.ts";
import { entryWrites } from "./entry-writes.ts";
import { findTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";

const TRIES = 4;

/**
 * The chat was hidden, or she gave the sign that he reads along: those who have her case see it there. It is no cry: nobody
 * is called, and the case does not wait anew. Never throws.
 */
export async function noteCover(parts: Parts, chat: ChatAddress, now: "decoy" | "duress"): Promise<void> {
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const row = await findTied(parts, await readLink(parts, chat), ({ status }) => status !== CASE_STATUS.closed);
      if (row === null) return;
      const body = { entry: "cover", via: chat.channel, now } as const;
      if ((await parts.store.commit(entryWrites(parts, [], row, [body]))) === "done") return;
    }
  } catch (error) {
    parts.log({ event: "fault", at: "distress", code: codeOf(error) });
  }
}
