import type { Middleware } from "grammy";
import { raiseAlert } from "../app/raise-alert.ts";
import { renderText } from "../app/render.ts";
import { hasPhrase } from "../distress/phrase.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { sayNow } from "./say-now.ts";

/**
 * The code phrase, on every text in every state. An urgent sealed case is opened first; what she then sees could come from
 * any shop, because somebody may be reading. When nothing could be kept, the shop says not to wait.
 */
export function distress(bot: BotParts): Middleware<BotContext> {
  return async (ctx, next) => {
    const { heard } = ctx;
    if ((heard.is !== "talk" && heard.is !== "unsupported") || heard.words === null) return next();
    if (!hasPhrase(bot.phrases, heard.words)) return next();
    const { chat, updateId, message } = heard.is === "talk" ? heard.inbound : heard;
    const kept = await raiseAlert(bot.parts, { chat, updateId, text: heard.words });
    const reader = bot.locales.get(chat) ?? languageOf(heard.words);
    const text = renderText(bot.parts, reader, kept ? "order.accepted" : "order.not-in-stock");
    await sayNow(bot, chat, { out: "screen", text, rows: [] }, message === null ? [] : [message]);
    if (kept) void bot.deliveries.scan().catch(() => {});
  };
}

/** A shop answers in the language it was asked in. Letters that only Kazakh has decide. */
function languageOf(words: string): "kk" | "ru" {
  return /[әғқңөұүһі]/i.test(words) ? "kk" : "ru";
}
