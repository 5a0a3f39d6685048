import { noteUnswept } from "../app/unswept.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { BotParts } from "./bot-parts.ts";
import { sweep } from "./hide.ts";

/**
 * Deletes what stood in the chat before a message: an open talk above the words of a shop would give it away. Numbers of
 * messages grow within a chat. Never throws: of what could not be deleted the number is kept.
 */
export async function sweepOlder(bot: BotParts, chat: ChatAddress, than: number): Promise<void> {
  try {
    const { messages, tooOld, forget } = await bot.traces.takeAll(chat);
    const older = messages.filter((id) => id < than);
    const kept = await bot.traces.add(
      chat,
      messages.filter((id) => id >= than),
    );
    await bot.parts.store.commit(kept === null ? [forget] : [forget, kept]);
    await noteUnswept(bot.parts, chat, tooOld + (await sweep(bot, chat, older)));
  } catch (error) {
    bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
  }
}
