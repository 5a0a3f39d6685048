import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { playCrowd } from "../support/crowd.ts";
import type { CrowdStep } from "../support/crowd-script.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { freePort } from "../support/free-port.ts";
import { type RunningChild, startNode } from "../support/process.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";

const SCRIPT: readonly CrowdStep[] = [
  { send: "/start", expect: /\[q1\]/ },
  { press: /Yes/, expect: /You chose yes/ },
  { send: "{{token}}", expect: /\[end\]/ },
];
const PERSONS = 10;

let telegram: TelegramStandIn;
let bot: RunningChild;
let port: number;

async function startBot(mode: string): Promise<void> {
  const env = { BOT_TOKEN: telegram.token, API_ROOT: telegram.apiRoot, BOT_MODE: mode, PORT: String(port) };
  bot = startNode(["--import", "tsx", new URL("tiny-bot-process.ts", import.meta.url).pathname], { env });
  await bot.line(/^ready$/);
}

beforeEach(async () => {
  telegram = await startTelegram();
  port = await freePort();
});
afterEach(async () => {
  await bot.kill();
  await telegram.stop();
});

describe.each(["webhook", "polling"])("a bot that is killed in the middle of a crowd, %s", (mode) => {
  it("gets after its restart what it did not acknowledge, and everybody is served", { timeout: 30_000 }, async () => {
    await startBot(mode);
    const playing = playCrowd({
      place: onTelegram(telegram),
      persons: PERSONS,
      script: SCRIPT,
      seed: 5,
      stepMs: 15_000,
    });
    const hold = telegram.faults.hold("answerCallbackQuery");
    await hold.reached(1, 10_000);
    await bot.kill();
    hold.release();
    expect(telegram.queue.pendingCount).toBeGreaterThan(0);
    await startBot(mode);
    const report = await playing;
    expect(report).toMatchObject({ finished: PERSONS, acts: PERSONS * SCRIPT.length });
    expect(report.errors.filter(({ kind }) => kind !== "duplicate")).toEqual([]);
  });
});
