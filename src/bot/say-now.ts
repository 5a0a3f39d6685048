import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";

const TRIES = 6;
const FIRST_WAIT_MS = SECOND_MS / 2;

/**
 * Shows something at once, without outbox and database, and tries again for some seconds when the platform does not answer.
 * The message is remembered for hide if that can be done.
 *
 * @returns whether she has seen it.
 */
export async function sayNow(
  bot: BotParts,
  chat: ChatAddress,
  out: Outgoing,
  heard: readonly number[],
): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      const message = await bot.show(chat, out);
      void remember(bot, chat, message === null ? heard : [...heard, message]);
      return true;
    } catch (error) {
      const code = codeOf(error);
      bot.parts.log({ event: "fault", at: "panic", code });
      if (code !== "channel/unreachable" && code !== "channel/slow-down") return false;
      await new Promise<void>((resolve) => bot.after(FIRST_WAIT_MS * 2 ** (tries - 1), resolve));
    }
  }
  return false;
}

async function remember(bot: BotParts, chat: ChatAddress, messages: readonly number[]): Promise<void> {
  try {
    const write = await bot.traces.add(chat, messages);
    if (write !== null) await bot.parts.store.commit([write]);
  } catch (error) {
    bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
  }
}
