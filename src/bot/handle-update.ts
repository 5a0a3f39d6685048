import { type Bot, BotError } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "./context.ts";

/** What a platform offers beside its API: a call that goes back in the answer to an update. */
type AnswerEnvelope = NonNullable<Parameters<Bot<BotContext>["handleUpdate"]>[1]>;

/** Gives an update to the bot. The engine wraps what is thrown; the code of a fault would be lost in it. */
export async function handleUpdate(bot: Bot<BotContext>, update: Update, envelope?: AnswerEnvelope): Promise<void> {
  try {
    await bot.handleUpdate(update, envelope);
  } catch (error) {
    throw error instanceof BotError ? error.error : error;
  }
}
