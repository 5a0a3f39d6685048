import { botWords, type ChatMessage, type ChatRoom } from "./telegram/chat-room.ts";
import { printMessage } from "./transcript.ts";

/**
 * Resolves with the first message or edit of the bot in a chat that matches.
 *
 * @param since how much of the chat's log to pass over.
 * @throws {Error} when none came in time; it lists what the bot did say.
 */
export function hearIn(room: ChatRoom, since: number, pattern: RegExp, withinMs: number): Promise<ChatMessage> {
  const said = () => botWords(room.log.slice(since));
  const look = () => said().find((message) => matches(pattern, message.text)) ?? null;
  return room.watch.until(look, withinMs, () => {
    const list = said().map((message) => printMessage(message, "  Pana"));
    const instead = list.length === 0 ? "nothing at all" : `only\n${list.join("\n")}`;
    return `waited ${withinMs} ms for ${pattern}, heard ${instead}`;
  });
}

/** Like `test`, but a sticky or global expression does not remember where it was. */
export function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}
