import { Bot, type BotConfig } from "grammy";
import type { Channel } from "../domain/chat.ts";
import { stripUpdate } from "./bare-update.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { distress } from "./distress.ts";
import { minimise } from "./inbound-update.ts";
import { panic } from "./panic.ts";
import { talk } from "./talk.ts";

/** The bot before it knows its parts: they need its API to show anything. */
export function newBot(token: string, config: BotConfig<BotContext>): Bot<BotContext> {
  return new Bot<BotContext>(token, config);
}

/**
 * The one composition of every chat channel, in this order: minimise, panic, distress, talk.
 * What a later step needs, an earlier one never waits for.
 *
 * @param channel where the updates of this bot come from: a part of every address, so the same number in two channels is two chats.
 */
export function compose(bot: Bot<BotContext>, parts: BotParts, channel: Channel): void {
  const { log } = parts.parts;
  bot.use(async (ctx, next) => {
    ctx.heard = minimise(ctx.update, channel);
    ctx.crying = null;
    stripUpdate(ctx.update, ctx.heard);
    await next();
  });
  bot.use(async (ctx, next) => {
    if (ctx.heard.is === "not-private") {
      log({ event: "inbound.dropped", channel, reason: "not-private" });
      const { leave } = ctx.heard;
      if (leave !== null && !isStaffChat(parts, leave)) await ctx.api.leaveChat(leave).catch(() => {});
      return;
    }
    // The spinner on a button is stopped at once; whether that works says nothing about the answer.
    if (ctx.callbackQuery) void ctx.answerCallbackQuery().catch(() => {});
    await next();
  });
  bot.use(panic(parts));
  bot.use(distress(parts));
  bot.use(talk(parts));
}

/** Notices to staff go to groups: these are not left, and nothing is read in them. Not known at the moment: not left. */
function isStaffChat({ parts }: BotParts, chat: number): boolean {
  try {
    return [...parts.deployment().recipients.values()].some(({ route }) => route?.staffChat === String(chat));
  } catch {
    return true;
  }
}
