import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";

const TRIES = 6;
const FIRST_WAIT_MS = SECOND_MS / 2;

/** What came of showing something; null: she has not seen it. */
export type ShownNow = { readonly message: number | null } | null;

/**
 * Says something at once, without outbox and database, and tries again for some seconds when the platform does not answer.
 * The message is remembered for hide if that can be done.
 *
 * @returns whether she has seen it.
 */
export async function sayNow(
  bot: BotParts,
  chat: ChatAddress,
  out: Outgoing,
  heard: readonly number[],
  isOver: () => boolean = () => false,
): Promise<boolean> {
  const shown = await showNow(bot, chat, out, isOver);
  if (shown === null) return false;
  void remember(bot, chat, shown.message === null ? heard : [...heard, shown.message]);
  return true;
}

/**
 * Shows or sweeps at once, and tries again for some seconds. Never throws.
 *
 * @param isOver whether nobody must see it any more; asked before it is tried again.
 */
export async function showNow(
  bot: BotParts,
  chat: ChatAddress,
  out: Outgoing,
  isOver: () => boolean = () => false,
): Promise<ShownNow> {
  for (let tries = 1; ; tries += 1) {
    try {
      return { message: await bot.show(chat, out) };
    } catch (error) {
      const code = codeOf(error);
      bot.parts.log({ event: "fault", at: "panic", code });
      const mayPass = code === "channel/unreachable" || code === "channel/slow-down";
      if (!mayPass || tries === TRIES) return null;
      await new Promise<void>((resolve) => bot.after(FIRST_WAIT_MS * 2 ** (tries - 1), resolve));
      if (isOver()) return null;
    }
  }
}

async function remember(bot: BotParts, chat: ChatAddress, messages: readonly number[]): Promise<void> {
  try {
    const write = await bot.traces.add(chat, messages);
    if (write !== null) await bot.parts.store.commit([write]);
  } catch (error) {
    bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
  }
}
