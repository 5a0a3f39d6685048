import type { Middleware } from "grammy";
import { raiseAlert } from "../app/raise-alert.ts";
import { renderText } from "../app/render.ts";
import { hasPhrase } from "../distress/phrase.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { staysHidden } from "./hide.ts";
import { HALVES_WINDOW_MS } from "./phrase-halves.ts";
import { sayNow } from "./say-now.ts";

type HeardOfHer = Extract<BotContext["heard"], { readonly is: "talk" | "unsupported" }>;

/** A shop that has not found the goods by then does not have them. */
const PATIENCE_MS = 4 * SECOND_MS;

/**
 * The code phrase, on every text in every state. An urgent sealed case is opened first; what she then sees could come from
 * any shop, because somebody may be reading. When nothing could be kept, the shop says not to wait.
 */
export function distress(bot: BotParts): Middleware<BotContext> {
  return async (ctx, next) => {
    const { heard } = ctx;
    if (heard.is !== "talk" && heard.is !== "unsupported") return next();
    const { chat, updateId, message } = heard.is === "talk" ? heard.inbound : heard;
    const words = heard.words === null ? null : phraseIn(bot, chat, updateId, heard.words);
    if (words === null) return unlessHidden(bot, heard, next);
    const alert = raiseAlert(bot.parts, { chat, updateId, text: words }).then((kept) => {
      if (kept) void bot.deliveries.scan().catch(() => {});
      return kept;
    });
    const kept = await Promise.race([alert, notInTime(bot)]);
    const reader = bot.locales.get(chat) ?? languageOf(words);
    const text = renderText(bot.parts, reader, kept ? "order.accepted" : "order.not-in-stock");
    await sayNow(bot, chat, { out: "screen", text, rows: [] }, message === null ? [] : [message]);
  };
}

/** What she wrote, when it holds a phrase, with the message before when she sent it in pieces. */
function phraseIn(bot: BotParts, chat: ChatAddress, updateId: string, words: string): string | null {
  const { phrases, halves } = bot;
  if (phrases.compiled.length === 0) return null;
  bot.after(HALVES_WINDOW_MS + SECOND_MS, () => halves.forgetOld());
  return halves.hear(chat, updateId, words, (text) => hasPhrase(phrases, text));
}

/** Opened anew she gets what anybody gets; until then the chat stays empty, though the database could not be told yet. */
async function unlessHidden(bot: BotParts, heard: HeardOfHer, next: () => Promise<void>): Promise<void> {
  const { chat } = heard.is === "talk" ? heard.inbound : heard;
  const opens = heard.is === "talk" && heard.inbound.begin !== null;
  if (opens || !(await staysHidden(bot, chat))) await next();
}

/** What is kept later is kept all the same; she was told not to rely on it. */
function notInTime(bot: BotParts): Promise<false> {
  return new Promise((resolve) => bot.after(PATIENCE_MS, () => resolve(false)));
}

/** A shop answers in the language it was asked in. Letters that only Kazakh has decide. */
function languageOf(words: string): "kk" | "ru" {
  return /[әғқңөұүһі]/i.test(words) ? "kk" : "ru";
}
