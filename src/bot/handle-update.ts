import { type Bot, BotError } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "./context.ts";

/** Gives an update to the bot. The engine wraps what is thrown; the code of a fault would be lost in it. */
export async function handleUpdate(bot: Bot<BotContext>, update: Update): Promise<void> {
  try {
    await bot.handleUpdate(update);
  } catch (error) {
    throw error instanceof BotError ? error.error : error;
  }
}
