import type { Middleware } from "grammy";
import { readChat } from "../app/chat-record.ts";
import { receiptsOf } from "../app/receipts.ts";
import { renderDoors, renderText } from "../app/render.ts";
import { type Inbound, type Listen, takeTurn } from "../app/take-turn.ts";
import { chatKey } from "../domain/chat.ts";
import { codeOf, type FaultCode } from "../domain/faults.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { hearQuestion } from "./hear-engine.ts";
import { finishHide } from "./hide.ts";
import { sayNow } from "./say-now.ts";

type HeardTalk = Extract<BotContext["heard"], { is: "talk" }>;

/** The guided talk: one turn, in the order of the chat, kept before it is answered. */
export function talk(bot: BotParts): Middleware<BotContext> {
  return async (ctx) => {
    const { heard } = ctx;
    if (heard.is !== "talk" && heard.is !== "unsupported") return;
    const from = heard.is === "talk" ? heard.inbound : heard;
    const verdict = bot.flood.judge(from.chat, heard.words?.length ?? 0, bot.parts.clock());
    if (verdict !== "take") {
      bot.parts.log({ event: "inbound.dropped", channel: from.chat.channel, reason: "flood" });
      if (verdict === "tell") await sayPlain(bot, from, "common.too-many");
      return;
    }
    if (heard.is === "unsupported") return decline(bot, heard);
    const { inbound } = heard;
    await bot.perChat
      .run(chatKey(inbound.chat), (isOver) => turn(bot, ctx, heard, isOver))
      .catch((error: unknown) => apologise(bot, inbound, error));
  };
}

async function turn(bot: BotParts, ctx: BotContext, heard: HeardTalk, isOver: () => boolean): Promise<void> {
  const { inbound, press } = heard;
  await finishHide(bot, inbound.chat);
  if (bot.doublePresses.isSecond(inbound, press, bot.parts.clock())) {
    bot.parts.log({ event: "inbound.dropped", channel: inbound.chat.channel, reason: "repeat" });
    await bot.parts.store.commit(receiptsOf(bot.parts, inbound.updateId)); // Or it would be new after a restart.
    return;
  }
  const listen: Listen = (question) => hearQuestion(bot.parts, ctx, ctx.update, question, inbound.heard);
  const taken = await takeTurn(bot.parts, inbound, listen, isOver);
  if (taken.took === "repeat") {
    bot.parts.log({ event: "inbound.dropped", channel: inbound.chat.channel, reason: "repeat" });
    return;
  }
  bot.doublePresses.took(inbound, press, bot.parts.clock());
  bot.locales.set(inbound.chat, taken.locale);
  if (taken.posted !== null) bot.deliveries.send(taken.posted);
  if (taken.alsoDue) void bot.deliveries.scan().catch(() => {}); // The next scan of the clock brings it.
}

/** What could not be kept is said at once, with the numbers. If not even that gets through, the platform will bring the update again. */
async function apologise(bot: BotParts, inbound: Inbound, error: unknown): Promise<void> {
  const code = codeOf(error);
  bot.parts.log({ event: "fault", at: "take-turn", code });
  const shown = await sayPlain(bot, inbound, keptNothing(code) ? "common.not-kept" : "common.trouble");
  if (!shown) throw error;
}

function keptNothing(code: FaultCode): boolean {
  return (
    code.startsWith("store/") || code.startsWith("keys/") || code.startsWith("registry/") || code.startsWith("crypto/")
  );
}

async function decline(bot: BotParts, heard: Extract<BotContext["heard"], { is: "unsupported" }>): Promise<void> {
  bot.parts.log({ event: "inbound.dropped", channel: heard.chat.channel, reason: "unsupported" });
  if (await isHidden(bot, heard.chat)) return void (await sayPlain(bot, heard, "hidden.neutral"));
  await sayPlain(bot, heard, heard.media ? "common.no-media" : "common.only-text");
}

/** Whether the chat is an empty shop window. Not known: it is treated as open, and what is said then gives nothing away. */
async function isHidden(bot: BotParts, chat: Inbound["chat"]): Promise<boolean> {
  try {
    return (await readChat(bot.parts, chat)).link.cover !== null;
  } catch {
    return false;
  }
}

async function sayPlain(bot: BotParts, to: Pick<Inbound, "chat" | "message">, key: TextKey): Promise<boolean> {
  const reader = bot.locales.get(to.chat);
  const rows = key === "hidden.neutral" ? [] : [renderDoors(bot.parts, reader)];
  const screen: Outgoing = { out: "screen", text: renderText(bot.parts, reader, key), rows };
  return sayNow(bot, to.chat, screen, to.message === null ? [] : [to.message]);
}
