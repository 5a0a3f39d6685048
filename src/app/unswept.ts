import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import { linkWrite, readChat } from "./chat-record.ts";
import type { Parts } from "./parts.ts";

const TRIES = 5;

/** Remembers that messages which should be gone still stand in the chat, so that she can be told. Never throws. */
export async function noteUnswept(parts: Parts, chat: ChatAddress, count: number): Promise<void> {
  if (count === 0) return;
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const record = await readChat(parts, chat);
      const { link } = record;
      const write = linkWrite(parts, record, { ...link, unswept: link.unswept + count });
      if ((await parts.store.commit([write])) === "done") return;
    }
  } catch (error) {
    parts.log({ event: "fault", at: "hide", code: codeOf(error) });
  }
}
