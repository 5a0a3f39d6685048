import type { Update } from "grammy/types";

/** Makes updates as Telegram would send them for one private chat. */
export interface TerminalUpdates {
  readonly words: (message: number, text: string) => Update;
  readonly place: (message: number, lat: number, lon: number) => Update;
  /** A button under a message; `data` is what it sends back. */
  readonly press: (message: number, data: string) => Update;
}

/** @param nextId a number for each update that no other had, in this run or an earlier one: what came twice is dropped. */
export function terminalUpdates(chatId: number, nextId: () => number): TerminalUpdates {
  const chat = { id: chatId, type: "private", first_name: "" } as const;
  const from = { id: chatId, is_bot: false, first_name: "" };
  const message = (message_id: number) => ({ message_id, date: 0, chat, from });
  return {
    words: (id, text) => ({ update_id: nextId(), message: { ...message(id), text, ...entitiesOf(text) } }),
    place: (id, latitude, longitude) => ({
      update_id: nextId(),
      message: { ...message(id), location: { latitude, longitude } },
    }),
    press: (id, data) => {
      const updateId = nextId();
      const query = { id: String(updateId), from, chat_instance: String(chatId), message: message(id), data };
      return { update_id: updateId, callback_query: query };
    },
  };
}

/** The apps mark commands, and grammY knows them by that mark only. */
function entitiesOf(text: string) {
  const command = /^\/\w+/.exec(text)?.[0];
  if (command === undefined) return {};
  return { entities: [{ type: "bot_command" as const, offset: 0, length: command.length }] };
}
