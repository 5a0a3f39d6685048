import type { Middleware } from "grammy";
import type { Inbound, Listen } from "../app/inbound.ts";
import { receiptsOf } from "../app/receipts.ts";
import { renderDoors, renderShopDoors, renderText } from "../app/render.ts";
import { takeTurn } from "../app/take-turn.ts";
import { chatKey } from "../domain/chat.ts";
import { codeOf, type FaultCode } from "../domain/faults.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { BotParts } from "./bot-parts.ts";
import type { BotContext } from "./context.ts";
import { hearQuestion } from "./hear-engine.ts";
import { finishHide } from "./hide.ts";
import { knowChat } from "./know-chat.ts";
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
  await bot.bridges.mustBeKnown(Number(inbound.chat.id));
  await finishHide(bot, inbound.chat);
  if (bot.heldAlerts.has(inbound.chat)) await bot.heldAlerts.retry();
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
  // A phrase was just agreed on in this chat: what she typed for that is no half of a cry.
  if (bot.recent.get(inbound.chat).personalPhrase !== taken.link.personalPhrase) bot.halves.forget(inbound.chat);
  bot.recent.learn(inbound.chat, taken.link);
  if (taken.forgot) bot.bridges.forget(Number(inbound.chat.id));
  if (taken.posted !== null) bot.deliveries.send(taken.posted);
  if (taken.alsoDue) void bot.deliveries.scan().catch(() => {}); // The next scan of the clock brings it.
}

/** What could not be kept is said at once, with the numbers. If not even that gets through, the platform will bring the update again. */
async function apologise(bot: BotParts, inbound: Inbound, error: unknown): Promise<void> {
  const code = codeOf(error);
  bot.parts.log({ event: "fault", at: "take-turn", code });
  if (code === "turn/elsewhere") throw error; // The platform brings it again, to the chat where it belongs.
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
  await sayPlain(bot, heard, heard.media ? "common.no-media" : "common.only-text");
}

type PlainKey = "common.no-media" | "common.only-text" | "common.too-many" | "common.not-kept" | "common.trouble";

/** The same as a shop says it. */
const IN_SHOP: Readonly<Record<PlainKey, TextKey>> = {
  "common.no-media": "shop.no-media",
  "common.only-text": "shop.no-media",
  "common.too-many": "shop.too-many",
  "common.not-kept": "shop.not-in-stock",
  "common.trouble": "shop.trouble",
};

async function sayPlain(bot: BotParts, to: Pick<Inbound, "chat" | "message">, key: PlainKey): Promise<boolean> {
  const { cover, locale } = await knowChat(bot, to.chat);
  const row = cover === null ? renderDoors(bot.parts, locale) : renderShopDoors(bot.parts, locale);
  const text = renderText(bot.parts, locale, cover === null ? key : IN_SHOP[key]);
  return sayNow(bot, to.chat, { out: "screen", text, rows: [row] }, to.message === null ? [] : [to.message]);
}
