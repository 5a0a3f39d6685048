import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type DemoHouse, openDemoHouse } from "../src/app/demo-start.ts";
import { tick } from "../src/bot/tick.ts";
import { deskLine, HELP, memberLines, NOBODY_READS } from "../src/channels/terminal-words.ts";
import { type Config, isBare, parseConfig, withEnvFile } from "../src/config.ts";
import { beforeTalk, logBesideTalk, openDemoChat, takenLine } from "../src/demo-chat.ts";
import { LOCALES, type Locale } from "../src/domain/chat.ts";
import { codeOf, Fault } from "../src/domain/faults.ts";
import { SECOND_MS } from "../src/domain/time.ts";
import { jsonLog } from "../src/log.ts";

// The bot in a terminal, over the demo's house. Typed or piped; words of the talk go to stdout, everything else of a pipe to stderr.

const TEXTS = fileURLToPath(new URL("../locales", import.meta.url));
/** All of the settings that a demo reads: a real token, key or database in `.env` is not even looked at. */
const READ = /^(DATA_DIR|DISTRESS_PHRASES|DISTRESS_PHRASES_FILE|RETAIN_\w+|DEADLINE_\w+)$/;
const USAGE = `npm run chat -- [--locale kk|ru] [--fresh]

  --locale kk|ru   begin in this language at once
  --fresh          write as somebody new; without it the talk of the last time goes on

${HELP}

Piped, it is a tool: printf '/start\\n2\\n1\\n' | npm run -s chat -- --fresh
`;

const read = (path: string) => readFileSync(path, "utf8");
const complain = (text: string) => void process.stderr.write(text);

process.exitCode = await run().catch(refuse);

async function run(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) {
    complain(USAGE);
    return 2;
  }
  const env = withEnvFile(process.env, ".env", read);
  const chosen = Object.fromEntries(Object.entries(env).filter(([name]) => READ.test(name)));
  const config = parseConfig({ ...chosen, DEMO: "1" }, read);
  const log = logBesideTalk(jsonLog("warn", () => new Date(), { write: complain }));
  const demo = await openDemoHouse(config, TEXTS, log);
  try {
    return await chat(config, demo, options, isBare(parseQuietly(env)));
  } finally {
    // What a last message still wants to be remembered for hide is given to the store first.
    await new Promise((resolve) => setImmediate(resolve));
    await demo.house.close();
  }
}

async function chat(config: Config, demo: DemoHouse, options: Options, hasDesk: boolean): Promise<number> {
  const { log } = demo.house.parts;
  const streams = { input: process.stdin, output: process.stdout, colours: process.env.NO_COLOR === undefined };
  const opened = openDemoChat(demo.house, config, { streams, fresh: options.fresh, complain });
  if (opened === null) {
    complain(`${takenLine(config)}\nWrite there, or end it, or take another folder: DATA_DIR=/tmp/pana npm run chat\n`);
    return 2;
  }
  const { talk, bot, release } = opened;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => talk.end());
  process.stdout.on("error", () => talk.end()); // Nobody reads on: `npm run -s chat | head`.
  const lines = banner(config, demo, hasDesk);
  if (process.stdout.isTTY) talk.print(lines);
  else complain(`${lines.join("\n")}\n`);
  const timer = setInterval(() => {
    tick(bot).catch((error: unknown) => log({ event: "fault", at: "job", code: codeOf(error) }));
  }, SECOND_MS);
  await talk.run(options.locale);
  clearInterval(timer);
  await bot.deliveries.stop();
  release();
  return talk.failed() ? 1 : 0;
}

function banner(config: Config, { members }: DemoHouse, hasDesk: boolean): readonly string[] {
  const reading = [
    "",
    "  What you send is read and answered by made-up members at the desk, in another terminal:",
    `    ${deskLine(process.env.DATA_DIR)}`,
  ];
  const elsewhere = ["", "  npm start runs what .env names, which is not this demo."];
  return [
    "",
    ...NOBODY_READS,
    ...(hasDesk ? reading : elsewhere),
    ...memberLines(members),
    ...beforeTalk(config),
    "",
    "  Type /start",
  ];
}

interface Options {
  readonly locale: Locale | null;
  readonly fresh: boolean;
}

function optionsOf(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { locale: { type: "string" }, fresh: { type: "boolean", default: false } },
    });
    const locale = LOCALES.find((one) => one === values.locale) ?? null;
    return values.locale !== undefined && locale === null ? null : { locale, fresh: values.fresh };
  } catch {
    return null;
  }
}

/** The settings that other commands here would use; null when they could not. */
function parseQuietly(env: Parameters<typeof parseConfig>[0]): Config | null {
  try {
    return parseConfig(env, read);
  } catch {
    return null;
  }
}

/** Settings that cannot be used: the name and the rule, as when the server starts. */
function refuse(error: unknown): number {
  const why = error instanceof Fault || !(error instanceof Error) ? codeOf(error) : error.message;
  complain(`The demo cannot be opened: ${why}\n`);
  return 2;
}
