import http from "node:http";
import type { AddressInfo } from "node:net";
import { Bot, type Context, InlineKeyboard, webhookCallback } from "grammy";

/** How the bot misbehaves, so that it can be shown that this is noticed. */
export type Flaw = "none" | "no-dedupe" | "cross-talk" | "duplicate" | "late-duplicate" | "silent" | "wrong-secret";

export interface TinyBotOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly mode: "polling" | "webhook";
  readonly flaw?: Flaw;
  /** For the webhook; any free one when left out. */
  readonly port?: number;
}

/**
 * A real grammY bot of three steps that remembers nothing between them: /start, a button, a text.
 *
 * @returns the function that stops it.
 */
export async function startTinyBot(options: TinyBotOptions): Promise<() => Promise<void>> {
  const bot = new Bot(options.token, { client: { apiRoot: options.apiRoot } });
  bot.catch(() => undefined);
  compose(bot, options.flaw ?? "none");
  await bot.init();
  return options.mode === "polling" ? poll(bot) : serve(bot, options);
}

function compose(bot: Bot, flaw: Flaw): void {
  const seen = new Set<number>();
  let stolen = "";
  bot.use(async (ctx, next) => {
    if (flaw !== "no-dedupe" && seen.has(ctx.update.update_id)) return;
    seen.add(ctx.update.update_id);
    await next();
  });
  bot.command("start", (ctx) => say(ctx, flaw, "Hello [q1]", new InlineKeyboard().text("Yes", "yes").text("No", "no")));
  bot.on("callback_query:data", async (ctx) => {
    await ctx.answerCallbackQuery();
    await say(ctx, flaw, `You chose ${ctx.callbackQuery.data} [q2]`);
  });
  bot.on("message:text", async (ctx) => {
    const mine = ctx.message.text;
    const shown = flaw === "cross-talk" && stolen !== "" ? stolen : mine;
    stolen = mine;
    if (flaw !== "silent") await say(ctx, flaw, `You said: ${shown} [end]`);
  });
  bot.on("message:location", (ctx) => say(ctx, flaw, "That is a place [end]"));
}

async function say(ctx: Context, flaw: Flaw, text: string, keyboard?: InlineKeyboard): Promise<void> {
  const send = () => ctx.reply(text, keyboard === undefined ? {} : { reply_markup: keyboard });
  await send();
  if (flaw === "duplicate") await send();
  if (flaw === "late-duplicate") setTimeout(() => void send().catch(() => undefined), 5);
}

async function poll(bot: Bot): Promise<() => Promise<void>> {
  let running: Promise<void> = Promise.resolve();
  await new Promise<void>((started) => {
    running = bot.start({ onStart: () => started() });
  });
  return async () => {
    await bot.stop();
    await running;
  };
}

async function serve(bot: Bot, options: TinyBotOptions): Promise<() => Promise<void>> {
  const secretToken = "a-secret-of-the-webhook";
  const answer = webhookCallback(bot, "http", { secretToken });
  const server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await bot.api.setWebhook(`http://127.0.0.1:${port}/telegram`, {
    secret_token: options.flaw === "wrong-secret" ? "another-secret" : secretToken,
  });
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
}
