import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { BotParts } from "./bot-parts.ts";
import { sweep } from "./hide.ts";

/**
 * Deletes what stood in the chat before a message: an open talk above the words of a shop would give it away. Numbers of
 * messages grow within a chat. Never throws: what could not be deleted stays known to hide.
 */
export async function sweepOlder(bot: BotParts, chat: ChatAddress, than: number): Promise<void> {
  try {
    const { messages, forget } = await bot.traces.takeAll(chat);
    const older = messages.filter((id) => id < than);
    const kept = await bot.traces.add(
      chat,
      messages.filter((id) => id >= than),
    );
    await bot.parts.store.commit(kept === null ? [forget] : [forget, kept]);
    await sweep(bot, chat, older);
  } catch (error) {
    bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
  }
}
