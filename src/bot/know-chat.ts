import { readLink } from "../app/chat-record.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { coverOf } from "../domain/link.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";
import type { KnownChat } from "./recent-chats.ts";

/** An answer that must not wait for the database waits so long for it, because numbers in a chat under cover could kill. */
const PATIENCE_MS = SECOND_MS / 2;

/** How the chat stands now; what is remembered of it when the database does not say so in time. */
export async function knowChat(bot: BotParts, chat: ChatAddress): Promise<KnownChat> {
  try {
    const link = await inTime(bot, readLink(bot.parts, chat));
    // An alert that could not be kept yet has put the cover on in memory only.
    const cover =
      coverOf(link, bot.parts.keys.time.now()) ?? (bot.heldAlerts.has(chat) ? bot.recent.get(chat).cover : null);
    return bot.recent.learn(chat, { ...link, cover });
  } catch (error) {
    bot.parts.log({ event: "fault", at: "panic", code: codeOf(error) });
    return bot.recent.get(chat);
  }
}

function inTime<T>(bot: BotParts, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = bot.after(PATIENCE_MS, () => reject(new Fault("turn/too-slow")));
    work.then(resolve, reject).finally(cancel);
  });
}
