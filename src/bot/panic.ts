import type { Middleware, NextFunction } from "grammy";
import type { Door } from "../app/press.ts";
import { renderDoors, renderText } from "../app/render.ts";
import { isPanicWord } from "../distress/panic-words.ts";
import { hasPhrase } from "../distress/phrase.ts";
import { type HeardDanger, hearSigns } from "../distress/signs/hear-signs.ts";
import { type ChatAddress, chatKey } from "../domain/chat.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { hide } from "./hide.ts";
import { holdFor } from "./hold-for.ts";
import { knowChat } from "./know-chat.ts";
import { sayNow } from "./say-now.ts";
import { shopDoorIn } from "./shop-door-in.ts";

/**
 * The panic path: hide, and emergency numbers. Needs no database, no lock, no key and no state of a talk, so nothing
 * that is broken or stuck there can hold it up. After the numbers the talk goes on if it can.
 */
export function panic(bot: BotParts): Middleware<BotContext> {
  return async (ctx, next) => {
    const { heard } = ctx;
    if (heard.is !== "talk" && heard.is !== "unsupported") return next();
    const chat = heard.is === "talk" ? heard.inbound.chat : heard.chat;
    const message = heard.is === "talk" ? heard.inbound.message : heard.message;
    const door = heard.is === "talk" ? heard.door : null;
    const danger = listenTo(bot, heard.words);
    if (heard.is === "talk") ctx.heard = { ...heard, inbound: { ...heard.inbound, danger } };
    const asked = door?.door ?? (heard.words === null ? null : await doorIn(bot, chat, heard.words));
    const wish = asked ?? toldIn(danger);
    if (wish === null) return next();
    if (wish === "hide" || wish === "cancel-order") {
      const locale = door?.locale ?? null;
      const hidden = () => hide(bot, chat, { pressedOn: message, locale, why: "hidden" });
      return void (await holdFor(bot, "panic", bot.inHand.once(`hide ${chatKey(chat)}`, hidden)));
    }
    if (wish === "urgent-order" || (await knowChat(bot, chat)).cover !== null) {
      // Under cover no number is shown: a shop takes an urgent order, and a case is opened.
      ctx.crying = { by: "urgent-order", text: heard.words ?? "" };
      return next();
    }
    const telling = asked === null;
    await holdFor(bot, "panic", numbersFirst(bot, ctx, next, { wish, telling }));
  };
}

/** A door may be typed as it stands, a shop's in a shop only: elsewhere "бас тарту" is a word like any other. */
async function doorIn(bot: BotParts, chat: ChatAddress, words: string): Promise<Door | null> {
  const door = isPanicWord(words) ?? shopDoorIn(bot.parts.texts, words);
  if (door === null || door === "hide" || door === "danger") return door;
  return (await knowChat(bot, chat)).cover === null ? null : door;
}

type Wish = "danger" | "suicide";

/** Beside a code phrase nothing is heard: numbers on the screen would give it away. */
function listenTo(bot: BotParts, words: string | null): HeardDanger | null {
  return words === null || hasPhrase(bot.phrases, words) ? null : hearSigns(bot.parts.ears, words);
}

/** What words ask for when they tell of danger at this moment. Less than that is for the talk. */
function toldIn(danger: HeardDanger | null): Wish | null {
  if (danger === null) return null;
  const { urgency, signs } = danger;
  if (signs.includes("suicide") && (urgency === "high" || urgency === "immediate")) return "suicide";
  return urgency === "immediate" ? "danger" : null;
}

/** The numbers that fit, and the talk that goes on behind them. */
const NUMBERS = {
  danger: { text: "danger-now.call-first", begin: "danger-now" },
  suicide: { text: "suicide.who-helps", begin: "suicide" },
} as const;

/** Numbers first; then the talk, behind them, if it can. */
async function numbersFirst(
  bot: BotParts,
  ctx: BotContext,
  next: NextFunction,
  { wish, telling }: { readonly wish: Wish; readonly telling: boolean },
): Promise<void> {
  const { heard } = ctx;
  if (heard.is !== "talk" && heard.is !== "unsupported") return;
  const { chat, message } = heard.is === "talk" ? heard.inbound : heard;
  const reader = (heard.is === "talk" ? heard.door?.locale : null) ?? bot.recent.get(chat).locale;
  const { text, begin } = NUMBERS[wish];
  const rows = [renderDoors(bot.parts, reader)];
  const screen: Outgoing = { out: "screen", text: renderText(bot.parts, reader, text), rows };
  const heardIds = message === null ? [] : [message];
  const isHidden = () => bot.recent.get(chat).cover !== null; // Meanwhile: numbers must not come after a hide.
  const shown = await bot.inHand.once(`${wish} ${chatKey(chat)}`, () => sayNow(bot, chat, screen, heardIds, isHidden));
  if (shown === null) return;
  if (heard.is === "talk") ctx.heard = { ...heard, inbound: { ...heard.inbound, begin, telling, numbersShown: shown } };
  await next();
}
