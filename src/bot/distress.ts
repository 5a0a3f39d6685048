import type { Middleware } from "grammy";
import { type Alerted, type Cry, raiseAlert } from "../app/raise-alert.ts";
import { renderShopDoors, renderText } from "../app/render.ts";
import { compilePhrases, hasPhrase, type Phrases } from "../distress/phrase.ts";
import type { ChatAddress, Locale } from "../domain/chat.ts";
import { COVER_MS } from "../domain/link.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { later, SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { hide, staysHidden } from "./hide.ts";
import { holdFor } from "./hold-for.ts";
import { isAtPractice } from "./is-at-practice.ts";
import { knowChat } from "./know-chat.ts";
import { HALVES_WINDOW_MS } from "./phrase-halves.ts";
import { type KnownChat, UNKNOWN_CHAT } from "./recent-chats.ts";
import { sayNow } from "./say-now.ts";
import { sweepOlder } from "./sweep-older.ts";

type HeardOfHer = Extract<BotContext["heard"], { readonly is: "talk" | "unsupported" }>;

/** A shop that has not found the goods by then does not have them. */
const PATIENCE_MS = 4 * SECOND_MS;

/**
 * The code phrases, on every text in every state, and the urgent door of a shop. An urgent sealed case is opened first;
 * what she then sees could come from any shop, because somebody may be reading. When nothing could be kept, the shop says
 * not to wait. A phrase of duress makes a shop of the chat and calls nobody.
 */
export function distress(bot: BotParts): Middleware<BotContext> {
  return async (ctx, next) => {
    const { heard } = ctx;
    if (heard.is !== "talk" && heard.is !== "unsupported") return next();
    const from = heard.is === "talk" ? heard.inbound : heard;
    const { chat, updateId, message } = from;
    const known = heard.words === null && ctx.crying === null ? UNKNOWN_CHAT : await knowChat(bot, chat);
    const said = ctx.crying ?? phraseIn(bot, chat, updateId, heard.words, known);
    if (said?.by === "duress") {
      return void (await holdFor(bot, "distress", hide(bot, chat, { pressedOn: message, why: "duress" })));
    }
    if (said === null || (said.by === "personal-phrase" && (await isAtPractice(bot, chat))))
      return unlessHidden(bot, heard, next);
    const locale = known.locale ?? languageOf(said.text);
    await answer(bot, { chat, updateId, by: said.by, text: said.text, message, locale }, known);
  };
}

async function answer(bot: BotParts, cry: Cry, known: KnownChat): Promise<void> {
  const { chat, locale, by, message } = cry;
  const until = later(bot.parts.keys.time.now(), COVER_MS);
  bot.recent.set(chat, { locale, cover: { is: "order", why: by === "urgent-order" ? by : "phrase", until } });
  const alert = raiseAlert(bot.parts, cry).then((alerted) => {
    if (alerted === null) bot.heldAlerts.hold(cry);
    else {
      if (alerted.posted !== null) bot.deliveries.send(alerted.posted);
      void bot.deliveries.scan().catch(() => {}); // The notices of staff.
    }
    return alerted;
  });
  const alerted = await Promise.race([alert, notInTime(bot)]);
  if (alerted === null) await sayNow(bot, chat, notKept(bot, locale), message === null ? [] : [message]);
  if (known.cover === null && message !== null) void sweepOlder(bot, chat, message);
}

function notKept(bot: BotParts, locale: Locale | null): Outgoing {
  const text = renderText(bot.parts, locale, "shop.not-in-stock");
  return { out: "screen", text, rows: [renderShopDoors(bot.parts, locale)] };
}

/** What she wrote, when it holds a phrase, with the message before when she sent it in pieces. */
function phraseIn(
  bot: BotParts,
  chat: ChatAddress,
  updateId: string,
  words: string | null,
  { personalPhrase, duressPhrase }: KnownChat,
): { readonly by: "phrase" | "personal-phrase" | "duress"; readonly text: string } | null {
  const { phrases, halves } = bot;
  if (words === null) return null;
  const personal = personalPhrase === null ? NO_PHRASES : compilePhrases([personalPhrase]);
  const isPhrase = (text: string) => hasPhrase(phrases, text) || hasPhrase(personal, text);
  if (phrases.compiled.length + personal.compiled.length > 0) {
    bot.after(HALVES_WINDOW_MS + SECOND_MS, () => halves.forgetOld());
    const text = halves.hear(chat, updateId, words, isPhrase);
    if (text !== null) return { by: hasPhrase(phrases, text) ? "phrase" : "personal-phrase", text };
  }
  const isDuress = duressPhrase !== null && hasPhrase(compilePhrases([duressPhrase]), words);
  return isDuress ? { by: "duress", text: words } : null;
}

const NO_PHRASES: Phrases = compilePhrases([]);

/** Opened anew she gets what anybody gets; until then the chat stays empty, though the database could not be told yet. */
async function unlessHidden(bot: BotParts, heard: HeardOfHer, next: () => Promise<void>): Promise<void> {
  const { chat } = heard.is === "talk" ? heard.inbound : heard;
  if (!(await staysHidden(bot, chat))) await next();
}

/** What is kept later is kept all the same; she was told not to rely on it. */
function notInTime(bot: BotParts): Promise<Alerted> {
  return new Promise((resolve) => bot.after(PATIENCE_MS, () => resolve(null)));
}

/** A shop answers in the language it was asked in. Letters that only Kazakh has decide. */
function languageOf(words: string): "kk" | "ru" {
  return /[әғқңөұүһі]/i.test(words) ? "kk" : "ru";
}
