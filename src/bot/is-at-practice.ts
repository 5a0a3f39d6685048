import { readChat } from "../app/chat-record.ts";
import { isIdle } from "../app/plan-check.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { isPractising } from "../talks/practice.ts";
import type { BotParts } from "./bot-parts.ts";

/** Whether she is trying out her phrase right now. Not known, or after a silence: she means it. */
export async function isAtPractice(bot: BotParts, chat: ChatAddress): Promise<boolean> {
  try {
    const { state, link } = await readChat(bot.parts, chat);
    return (
      link.cover === null &&
      state !== null &&
      isPractising(state) &&
      !isIdle(bot.parts, link, state, bot.parts.keys.time.now())
    );
  } catch {
    return false;
  }
}
