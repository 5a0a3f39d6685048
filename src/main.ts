import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readDemoBadges } from "./app/demo-badges.ts";
import { type DemoMember, openDemoHouse } from "./app/demo-start.ts";
import { remindReferrals } from "./app/desk/referral-jobs.ts";
import { watchOthers } from "./app/desk/watch-others.ts";
import { countsOf, isReady } from "./app/health.ts";
import { type House, openHouse } from "./app/house.ts";
import { demoDir, houseSettings } from "./app/house-settings.ts";
import { runJobs } from "./app/jobs.ts";
import { avatarOf } from "./app/persona-words.ts";
import { keepWatch } from "./app/watch.ts";
import type { BotParts } from "./bot/bot-parts.ts";
import { joinBot } from "./bot/join-bot.ts";
import { sweepByClock, tick } from "./bot/tick.ts";
import { showByChannel } from "./channels/show-by-channel.ts";
import { type TelegramChannel, telegramChannel } from "./channels/telegram.ts";
import { memberLines, NOBODY_READS } from "./channels/terminal-words.ts";
import { type WhatsAppChannel, whatsappChannel } from "./channels/whatsapp/whatsapp.ts";
import { type Config, isBare, parseConfig, withEnvFile } from "./config.ts";
import { beforeTalk, type DemoChat, logBesideTalk, openDemoChat, takenLine } from "./demo-chat.ts";
import { openDesk } from "./desk/open-desk.ts";
import type { Channel } from "./domain/chat.ts";
import { codeOf } from "./domain/faults.ts";
import { printHex } from "./domain/ids.ts";
import type { Log } from "./domain/log-event.ts";
import type { Show } from "./domain/outgoing.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./domain/time.ts";
import { loadPageFiles } from "./http/page-files.ts";
import type { Pages } from "./http/pages.ts";
import { listen } from "./http/server.ts";
import { jsonLog } from "./log.ts";

// A debugger attached by signal could read everything; Node opens one on SIGUSR1 unless somebody listens.
process.on("SIGUSR1", () => {});

const LOCALES = fileURLToPath(new URL("../locales", import.meta.url));
/** From the built program and from its source alike. */
const PAGES = fileURLToPath(new URL("../dist/desk", import.meta.url));
/** How long a stop may take before the process ends anyway. */
const STOP_MS = 15 * SECOND_MS;

interface Running {
  readonly stop: () => Promise<void>;
  /** Resolves when whoever sits at this terminal has had enough; never where nothing is offered there. */
  readonly left: Promise<void>;
}

async function start(config: Config, log: Log): Promise<Running> {
  const { house, members } = config.demo
    ? await openDemoHouse(config, LOCALES, log)
    : { house: await openHouse(houseSettings(config, LOCALES, log)), members: [] };
  const joined: { bot: BotParts | null } = { bot: null };
  const shows = showByChannel();
  const join = (channel: Channel) => (show: Show) => {
    shows.open(channel, show);
    joined.bot ??= joinBot(house.parts, shows.show, config.DISTRESS_PHRASES?.reveal() ?? "");
    return joined.bot;
  };
  const telegram = config.TELEGRAM_MODE === "off" ? null : openTelegram(config, house, join("telegram"));
  const whatsapp = openWhatsApp(config, house, join("whatsapp"));
  const health = { isReady: () => isReady(house.parts), counts: countsOf(house.parts) };
  const { parts, reload } = house;
  const badges = config.demo ? () => readDemoBadges(demoDir(config)) : () => null;
  const desk = openDesk({ parts, reload, origins: deskOrigins(config), demoMembers: badges });
  const pages = openPages(config, house);
  const doors = {
    telegram: telegram?.webhook ?? null,
    whatsapp: whatsapp?.webhook ?? null,
    desk,
    health,
    ...(pages !== null && { pages }),
  };
  await joined.bot?.deliveries.scan(); // What waited comes before the answer to anything new.
  const server = await listen(doors, config.HOST, config.PORT);
  await runJobs(house.parts);
  const timers = [
    every(HOUR_MS, () => runJobs(house.parts)),
    every(MINUTE_MS, async () => void (await house.reload())),
    every(10 * SECOND_MS, () => keepWatch(house.parts)),
    every(MINUTE_MS, async () => void (await remindReferrals(house.parts))),
    every(SECOND_MS, watchOthers(parts)),
    every(SECOND_MS, async () => (joined.bot === null ? undefined : tick(joined.bot))),
    every(MINUTE_MS, async () => (joined.bot === null ? undefined : sweepByClock(joined.bot))),
  ];
  void telegram?.start();
  log({ event: "service.started", demo: config.demo, telegram: config.TELEGRAM_MODE, whatsapp: whatsapp !== null });
  const chat = offersChat(config) ? openDemoChat(house, config, { streams, fresh: false, complain }) : null;
  if (chat !== null) joined.bot = chat.bot;
  if (config.demo) printDemo(config, members, chat);

  function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
    const run = () => work().catch((error: unknown) => log({ event: "fault", at: "job", code: codeOf(error) }));
    return setInterval(() => void run(), ms);
  }

  const talked = chat?.talk.run(null);
  return {
    left: talked ?? new Promise(() => {}),
    async stop() {
      chat?.talk.end();
      await talked;
      for (const timer of timers) clearInterval(timer);
      server.close();
      await telegram?.stop();
      await joined.bot?.deliveries.stop();
      await telegram?.close();
      await whatsapp?.close();
      server.closeAllConnections();
      await house.close();
      chat?.release();
      log({ event: "service.stopped" });
    },
  };
}

/** Somebody sits here, and there is nothing real that could be talked to. */
function offersChat(config: Config): boolean {
  return config.demo && isBare(config) && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Puts the parts of the bot together, once, and tells them how a channel shows things. */
type Join = (show: Show) => BotParts;

function openTelegram(config: Config, house: House, join: Join): TelegramChannel {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: base } = config;
  const isWebhook = config.TELEGRAM_MODE === "webhook" && secret !== undefined && base !== undefined;
  return telegramChannel(
    {
      token: token?.reveal() ?? "",
      apiRoot: config.TELEGRAM_API_ROOT.replace(/\/$/, ""),
      webhook: isWebhook ? { url: new URL("/telegram/webhook", base).href, secret: secret.reveal() } : null,
      avatar: avatarOf(LOCALES, house.parts.persona),
    },
    house.parts,
    join,
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );
}

/** null: nothing of it is set; the settings see to it that it is all or nothing. */
function openWhatsApp(config: Config, house: House, join: Join): WhatsAppChannel | null {
  const { WHATSAPP_ACCESS_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: phoneNumberId } = config;
  const { WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken } = config;
  if (!token || !phoneNumberId || !appSecret || !verifyToken) return null;
  const { WHATSAPP_TEMPLATE_KK: kk, WHATSAPP_TEMPLATE_RU: ru } = config;
  const settings = {
    token,
    phoneNumberId,
    apiRoot: config.WHATSAPP_API_ROOT,
    version: config.WHATSAPP_API_VERSION,
    appSecret: appSecret.reveal(),
    verifyToken: verifyToken.reveal(),
    templates: { ...(kk !== undefined && { kk }), ...(ru !== undefined && { ru }) },
  };
  return whatsappChannel(settings, house.parts, join);
}

/** The desk's pages, as they were built beside this program; null: they were not. */
function openPages({ PUBLIC_URL }: Config, { pins }: House): Pages | null {
  const files = loadPageFiles(PAGES);
  if (files === null) return null;
  const apiOrigin = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).origin;
  const isSecure = PUBLIC_URL?.startsWith("https:") === true;
  const told = { roots: pins.keys.map((key) => printHex(key)), threshold: pins.threshold };
  return { files, place: { apiOrigin, isSecure }, pins: told };
}

/** Where the console may come from. Without an address of its own the server is reached on this machine only. */
function deskOrigins({ PUBLIC_URL, DESK_ORIGINS = [], HOST, PORT }: Config): readonly string[] {
  const here = [HOST, "127.0.0.1", "localhost"].map((host) => `http://${host}:${PORT}`);
  return [...(PUBLIC_URL === undefined ? here : [new URL(PUBLIC_URL).origin]), ...DESK_ORIGINS];
}

/** For whoever tries it out: what runs, who could read, and how to look. */
function printDemo(config: Config, members: readonly DemoMember[], chat: DemoChat | null): void {
  const lines = [
    "",
    ...NOBODY_READS,
    "",
    `  Health:    http://${config.HOST}:${config.PORT}/healthz   /readyz   /metrics`,
    ...(existsSync(PAGES) ? [`  The desk:  http://${config.HOST}:${config.PORT}/desk/`] : []),
    "  Main story, played and checked:   npm run demo",
    "  A real bot: TELEGRAM_MODE, TELEGRAM_BOT_TOKEN and keys in .env (see .env.example)",
    ...memberLines(members),
    ...tryLines(config, chat),
    "  ============================================================================",
    "",
  ];
  if (chat === null) process.stdout.write(`${lines.join("\n")}\n`);
  else chat.talk.print(lines);
}

function tryLines(config: Config, chat: DemoChat | null): readonly string[] {
  if (chat !== null) return [...beforeTalk(config), "", "  Type /start to try it here. /quit stops everything."];
  if (offersChat(config)) return ["", `  ${takenLine(config)}`];
  return ["", "  Talk to it in a terminal:   npm run chat"];
}

const read = (path: string) => readFileSync(path, "utf8");

function configOrEnd(): Config {
  try {
    return parseConfig(withEnvFile(process.env, ".env", read), read);
  } catch (error) {
    process.stderr.write(`The settings are not usable:\n${error instanceof Error ? error.message : ""}\n`);
    process.exit(2);
  }
}

const config = configOrEnd();
const streams = { input: process.stdin, output: process.stdout, colours: process.env.NO_COLOR === undefined };
const complain = (text: string) => void process.stderr.write(text);
// Beside a talk only what is wrong is worth a line.
const log = offersChat(config)
  ? logBesideTalk(jsonLog("warn", () => new Date(), { write: complain }))
  : jsonLog(config.LOG_LEVEL, () => new Date());

/** The error itself is never printed: it may hold an update or the token. */
function endOnFault(error: unknown): void {
  log({ event: "fault", at: "start", code: codeOf(error) });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), SECOND_MS).unref();
}
process.on("uncaughtException", endOnFault);
process.on("unhandledRejection", endOnFault);

let isEnding = false;
const running = start(config, log);
running.catch(endOnFault);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
void running.then(({ left }) => left).then(end, endOnFault);

function end(): void {
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.exit(1), STOP_MS).unref();
  void running
    .then(({ stop }) => stop())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        log({ event: "fault", at: "stop", code: codeOf(error) });
        process.exit(1);
      },
    );
}
