import type { Middleware, NextFunction } from "grammy";
import { renderDoors, renderText } from "../app/render.ts";
import { isPanicWord } from "../distress/panic-words.ts";
import { chatKey } from "../domain/chat.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { hide } from "./hide.ts";
import { sayNow } from "./say-now.ts";
import { holdFor } from "./urgent.ts";

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
    const wish = door?.door ?? (heard.words === null ? null : isPanicWord(heard.words));
    if (wish !== "hide" && wish !== "danger") return next();
    const work = wish === "hide" ? () => hide(bot, chat, message, door?.locale ?? null) : () => danger(bot, ctx, next);
    await holdFor(bot, "panic", bot.inHand.once(`${wish} ${chatKey(chat)}`, work));
  };
}

/** Numbers first; then the talk, behind them, if it can. */
async function danger(bot: BotParts, ctx: BotContext, next: NextFunction): Promise<void> {
  const { heard } = ctx;
  if (heard.is !== "talk" && heard.is !== "unsupported") return;
  const { chat, message } = heard.is === "talk" ? heard.inbound : heard;
  const reader = (heard.is === "talk" ? heard.door?.locale : null) ?? bot.locales.get(chat);
  const text = renderText(bot.parts, reader, "danger-now.call-first");
  const screen: Outgoing = { out: "screen", text, rows: [renderDoors(bot.parts, reader)] };
  const shown = await sayNow(bot, chat, screen, message === null ? [] : [message]);
  if (heard.is === "talk") {
    ctx.heard = { ...heard, inbound: { ...heard.inbound, begin: "danger-now", numbersShown: shown } };
  }
  await next();
}
