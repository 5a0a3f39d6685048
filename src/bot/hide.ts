import { type Hidden, hideChat } from "../app/hide.ts";
import { noteCover } from "../app/note-cover.ts";
import { renderShopDoors, renderText } from "../app/render.ts";
import { noteUnswept } from "../app/unswept.ts";
import { type ChatAddress, canDelete, chatKey, type Locale } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { COVER_MS } from "../domain/link.ts";
import { later, SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";
import { sayNow, showNow } from "./say-now.ts";

/** Telegram deletes at most so many at once; ids of a private chat lie close together. */
const SWEEP_AT_ONCE = 100;
/** How long hide may think about what to delete before it deletes what is near. */
const PATIENCE_MS = 1.5 * SECOND_MS;

interface HideWish {
  /** Her message, or the one whose button she pressed. */
  readonly pressedOn: number | null;
  readonly locale?: Locale | null;
  readonly why: "hidden" | "duress";
}

/**
 * Hide. The screen she pressed on goes first, at once. Then everything known of the last two days; when the database does
 * not answer, the hundred ids before this one, which is nearly as good. The chat is made a shop as soon as that can be written.
 */
export async function hide(bot: BotParts, chat: ChatAddress, { pressedOn, locale, why }: HideWish): Promise<void> {
  const speaks = locale ?? bot.recent.get(chat).locale;
  const until = later(bot.parts.keys.time.now(), COVER_MS);
  bot.recent.set(chat, { locale: speaks, cover: { is: "decoy", why, until } });
  bot.halves.forget(chat);
  const first = pressedOn === null ? Promise.resolve() : sweep(bot, chat, [pressedOn]);
  const before = bot.deliveries.drop(chat);
  const known = await knownMessages(bot, chat, why);
  await first;
  const stayed = await sweep(bot, chat, known?.messages ?? near(pressedOn));
  if (known !== null) void noteUnswept(bot.parts, chat, stayed); // Else it is counted when the hide is finished.
  const dropped = [...before, ...bot.deliveries.drop(chat)]; // A turn may have ended while hide was thinking.
  await sayWindow(bot, chat, speaks, !canDelete(chat.channel));
  if (dropped.length > 0) await bot.parts.store.commit(dropped).catch((error: unknown) => report(bot, error));
}

/**
 * Makes up for a hide that the database missed, before anything else is read of the chat.
 *
 * @throws {Fault} `store/…`, `keys/…`, `turn/too-slow`: not yet.
 */
export async function finishHide(bot: BotParts, chat: ChatAddress): Promise<void> {
  const unfinished = bot.unfinishedHides.get(chatKey(chat));
  if (unfinished === undefined) return;
  const { messages } = await hideInTime(bot, chat, unfinished.why);
  bot.unfinishedHides.delete(chatKey(chat));
  await noteUnswept(bot.parts, chat, await sweep(bot, chat, messages));
}

/** Goes on with every hide that the database missed; called by the clock, so that it does not wait for her to write. */
export async function finishHides(bot: BotParts): Promise<void> {
  for (const { chat } of [...bot.unfinishedHides.values()])
    await finishHide(bot, chat).catch((error: unknown) => report(bot, error));
}

/** While a hide is not finished, whoever writes sees what stands in any hidden chat. @returns whether that was said. */
export async function staysHidden(bot: BotParts, chat: ChatAddress): Promise<boolean> {
  try {
    await finishHide(bot, chat);
    return false;
  } catch (error) {
    report(bot, error);
    await sayWindow(bot, chat, null, false);
    return true;
  }
}

/** @param above whether something is left above that only she can clear; a shop says how. */
async function sayWindow(bot: BotParts, chat: ChatAddress, reader: Locale | null, above: boolean): Promise<void> {
  const window = renderText(bot.parts, reader, "shop.window");
  const text = above ? `${window}\n\n${renderText(bot.parts, reader, "shop.clear-chat")}` : window;
  await sayNow(bot, chat, { out: "screen", text, rows: [renderShopDoors(bot.parts, reader)] }, []);
}

async function knownMessages(bot: BotParts, chat: ChatAddress, why: HideWish["why"]): Promise<Hidden | null> {
  try {
    return await hideInTime(bot, chat, why);
  } catch (error) {
    report(bot, error);
    bot.unfinishedHides.set(chatKey(chat), { chat, why });
    return null;
  }
}

async function hideInTime(bot: BotParts, chat: ChatAddress, why: HideWish["why"]): Promise<Hidden> {
  const hidden = hideChat(bot.parts, bot.traces, chat, why).then((done) => {
    bot.deliveries.hideUpTo(chat, done.turn); // Also when it comes too late for who waits for it.
    void noteCover(bot.parts, chat, why === "duress" ? why : "decoy");
    return done;
  });
  return new Promise((resolve, reject) => {
    const cancel = bot.after(PATIENCE_MS, () => reject(new Fault("turn/too-slow")));
    hidden.then(resolve, reject).finally(cancel);
  });
}

function near(pressedOn: number | null): readonly number[] {
  if (pressedOn === null) return [];
  const first = Math.max(1, pressedOn - SWEEP_AT_ONCE + 1);
  return Array.from({ length: pressedOn - first + 1 }, (_, i) => first + i);
}

/** Deletes messages of both sides, as many at once as the platform allows, if it allows any. @returns how many stayed. */
export async function sweep(bot: BotParts, chat: ChatAddress, messages: readonly number[]): Promise<number> {
  if (!canDelete(chat.channel)) return 0; // She was told so at the beginning, and is told once more below.
  let stayed = 0;
  for (let from = 0; from < messages.length; from += SWEEP_AT_ONCE) {
    const some = messages.slice(from, from + SWEEP_AT_ONCE);
    const shown = await showNow(bot, chat, { out: "sweep", messages: some });
    stayed += shown === null ? some.length : (shown.message ?? 0);
  }
  return stayed;
}

function report(bot: BotParts, error: unknown): void {
  bot.parts.log({ event: "fault", at: "hide", code: codeOf(error) });
}
