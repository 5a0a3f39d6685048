// grammY with its conversations plugin, used as its manual shows. With a database it keeps states and cases there in plain text.
import http from "node:http";
import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { Bot, type Context, InlineKeyboard, webhookCallback } from "grammy";
import { ASK_LANGUAGE, type Ask, questionsIn, sayDone, sayNear } from "./flow.ts";
import { nearestBySorting } from "./places.ts";
import { openPlainStore } from "./plain-store.ts";
import { ALERT, hasPhraseByList, newCaseNumber, peerSettings, STAFF_CHAT } from "./settings.ts";

type BenchContext = ConversationFlavor<Context>;

const { token, apiRoot, secret, port, database } = peerSettings();
const store = database === "" ? null : openPlainStore(database);
const inMemory: object[] = [];
const keepCase = store?.keepCase ?? ((_number: string, told: object) => void inMemory.push(told));
const bot = new Bot<BenchContext>(token, { client: { apiRoot } });

async function choose(conversation: Conversation<BenchContext, Context>, ctx: Context, ask: Ask): Promise<number> {
  const keyboard = new InlineKeyboard();
  for (const [i, answer] of ask.answers.entries()) keyboard.text(answer, `${ask.name}:${i}`).row();
  await ctx.reply(ask.text, { reply_markup: keyboard });
  const pressed = await conversation.waitForCallbackQuery(new RegExp(`^${ask.name}:`));
  await pressed.answerCallbackQuery();
  return Number(pressed.callbackQuery.data.split(":")[1]);
}

async function hear(conversation: Conversation<BenchContext, Context>, ctx: Context, text: string): Promise<string> {
  await ctx.reply(text);
  return (await conversation.waitFor("message:text")).message.text;
}

async function intake(conversation: Conversation<BenchContext, Context>, ctx: Context): Promise<void> {
  const language = await choose(conversation, ctx, ASK_LANGUAGE);
  const questions = questionsIn(language);
  const safe = await choose(conversation, ctx, questions.safe);
  const what = await choose(conversation, ctx, questions.what);
  const signs: number[] = [];
  for (const sign of questions.signs) signs.push(await choose(conversation, ctx, sign));
  const town = await hear(conversation, ctx, questions.town.text);
  const near = await conversation.external(() => nearestBySorting(town));
  await choose(conversation, ctx, sayNear(language, town, near));
  const consent = await choose(conversation, ctx, questions.consent);
  const words = await hear(conversation, ctx, questions.words.text);
  const number = await conversation.external(() => {
    const made = newCaseNumber();
    keepCase(made, { number: made, language, safe, what, signs, town, near, consent, words });
    return made;
  });
  await ctx.reply(sayDone(language, number, words));
  await ctx.api.sendMessage(STAFF_CHAT, `New case ${number}`);
}

bot.use(async (ctx, next) => {
  const text = ctx.message?.text;
  if (text !== undefined && hasPhraseByList(text)) await ctx.api.sendMessage(STAFF_CHAT, `${ALERT} ${text}`);
  await next();
});
bot.use(conversations(store ? { storage: { type: "key", version: 1, adapter: store.states } } : {}));
bot.use(createConversation(intake, "intake"));
bot.command("start", (ctx) => ctx.conversation.enter("intake"));
bot.catch(({ error }) => process.stderr.write(`${String(error)}\n`));

await bot.init();
const answer = webhookCallback(bot, "http", { secretToken: secret });
http.createServer((request, response) => void answer(request, response)).listen(port, "127.0.0.1");
