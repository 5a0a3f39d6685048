import { hideChat } from "../app/hide.ts";
import { renderText } from "../app/render.ts";
import { type ChatAddress, chatKey, type Locale } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";
import { sayNow } from "./say-now.ts";

/** Telegram deletes at most so many at once; ids of a private chat lie close together. */
const SWEEP_AT_ONCE = 100;
/** How long hide may think about what to delete before it deletes what is near. */
const PATIENCE_MS = 1.5 * SECOND_MS;

/**
 * Hide. The screen she pressed on goes first, at once. Then everything known of the last two days; when the database does
 * not answer, the hundred ids before this one, which is nearly as good. The chat is made neutral as soon as that can be written.
 */
export async function hide(
  bot: BotParts,
  chat: ChatAddress,
  pressedOn: number | null,
  locale: Locale | null,
): Promise<void> {
  const speaks = locale ?? bot.locales.get(chat);
  bot.locales.set(chat, null);
  const first = pressedOn === null ? Promise.resolve() : sweep(bot, chat, [pressedOn]);
  const dropped = bot.deliveries.drop(chat);
  const known = await knownMessages(bot, chat);
  await first;
  await sweep(bot, chat, known ?? near(pressedOn));
  await sayNow(bot, chat, { out: "screen", text: renderText(bot.parts, speaks, "hidden.neutral"), rows: [] }, []);
  if (dropped.length > 0) await bot.parts.store.commit(dropped).catch((error: unknown) => report(bot, error));
}

/** Hides that the database missed are made up for before anything else is read of the chat. */
export async function finishHide(bot: BotParts, chat: ChatAddress): Promise<void> {
  if (!bot.unfinishedHides.has(chatKey(chat))) return;
  await hideChat(bot.parts, bot.traces, chat);
  bot.unfinishedHides.delete(chatKey(chat));
}

async function knownMessages(bot: BotParts, chat: ChatAddress): Promise<readonly number[] | null> {
  try {
    const hidden = hideChat(bot.parts, bot.traces, chat);
    const tooLong = new Promise<never>((_, reject) => bot.after(PATIENCE_MS, () => reject(new Fault("turn/too-slow"))));
    return await Promise.race([hidden, tooLong]);
  } catch (error) {
    report(bot, error);
    bot.unfinishedHides.set(chatKey(chat), chat);
    return null;
  }
}

function near(pressedOn: number | null): readonly number[] {
  if (pressedOn === null) return [];
  const first = Math.max(1, pressedOn - SWEEP_AT_ONCE + 1);
  return Array.from({ length: pressedOn - first + 1 }, (_, i) => first + i);
}

async function sweep(bot: BotParts, chat: ChatAddress, messages: readonly number[]): Promise<void> {
  for (let from = 0; from < messages.length; from += SWEEP_AT_ONCE) {
    const some = messages.slice(from, from + SWEEP_AT_ONCE);
    await bot.show(chat, { out: "sweep", messages: some }).catch((error: unknown) => report(bot, error));
  }
}

function report(bot: BotParts, error: unknown): void {
  bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
}
