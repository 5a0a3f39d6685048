import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { covertScript } from "../support/covert-script.ts";
import { playCrowd, printCrowdReport } from "../support/crowd.ts";
import { Kills } from "../support/crowd-kills.ts";
import type { CrowdStep } from "../support/crowd-script.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { CROWD_ORGANISATIONS, CROWD_STAFF_CHAT, intakeScript } from "../support/intake-script.ts";
import type { RunningChild } from "../support/process.ts";
import { buildProgram } from "../support/program.ts";
import { type Deployed, deploy, startPana } from "../support/running-pana.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { type TempDir, tempDir, withTempDir } from "../support/temp-dir.ts";
import { findCaseFaults, findOrderFaults } from "./crowd-cases.ts";

const REDELIVERED = 0.02;
const SEED = 23;
const STEP_MS = 60_000;
/** Updates of before that come once more after each kill, as when the answer to them was lost: only what is on disk knows them. */
const OLD_UPDATES = 10;
const FIRST_UPDATE = 1_000;
/** Two hundred chats knock while the program starts. */
const RETRY_MS = 200;
/** Node takes one waiting connection a round of the event loop; the bot opens fewer than this. */
const QUIET_ROUNDS = 200;

let built: TempDir;
let program: string;

beforeAll(async () => {
  built = await tempDir();
  program = await buildProgram(built.path);
});
afterAll(() => built.remove());

/** What is played while the program is killed, and what must be true afterwards. */
interface Play {
  readonly persons: number;
  readonly kills: number;
  readonly script: (person: number) => readonly CrowdStep[];
  readonly findFaults: (deployed: Deployed, persons: number) => Promise<readonly string[]>;
}

const INTAKE: Play = { persons: 200, kills: 10, script: intakeScript, findFaults: findCaseFaults };
const ORDERS: Play = { persons: 120, kills: 20, script: covertScript, findFaults: findOrderFaults };

/** How many updates are done with at each kill: spread over the whole, each somewhere in its own part. */
function killPoints({ persons, kills, script }: Play): readonly number[] {
  const random = seededRandom(SEED);
  const all = Array.from({ length: persons }, (_, person) => script(person).length).reduce((a, b) => a + b, 0);
  return Array.from({ length: kills }, (_, i) => Math.floor((all / (kills + 1)) * (i + 0.5 + random.next())));
}

interface Run {
  readonly telegram: TelegramStandIn;
  readonly deployed: Deployed;
  readonly kills: Kills;
  /** The process that runs now. */
  pana: RunningChild;
  /** What the killed ones logged of trouble. */
  readonly troubles: string[];
}

/** Reads everything that a dead process had still sent. */
async function readToTheEnd(telegram: TelegramStandIn): Promise<void> {
  for (let [round, seen] = [0, telegram.calls.length]; round < QUIET_ROUNDS; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (telegram.calls.length > seen) [round, seen] = [0, telegram.calls.length];
  }
}

async function killAgainAndAgain(run: Run, play: Play): Promise<void> {
  const { telegram, deployed, kills } = run;
  const { queue } = telegram;
  const random = seededRandom(SEED + 1);
  for (const point of killPoints(play)) {
    const isThere = () => (queue.acknowledgedCount >= point ? true : null);
    await queue.watch.until(isThere, STEP_MS, () => `only ${queue.acknowledgedCount} updates of ${point} were taken`);
    const { signal } = await run.pana.kill();
    expect(signal).toBe("SIGKILL");
    run.troubles.push(...troublesOf(run.pana));
    await readToTheEnd(telegram);
    kills.mark();
    for (let i = 0; i < OLD_UPDATES; i += 1) telegram.redeliver(random.int(FIRST_UPDATE, FIRST_UPDATE + point - 1));
    run.pana = await startPana(deployed);
  }
}

function troublesOf({ stdout, stderr }: RunningChild): readonly string[] {
  return (stdout + stderr).split("\n").filter((line) => line !== "" && !/"level":"info"/.test(line));
}

async function survive(mode: "webhook" | "polling", play: Play, folder: string): Promise<void> {
  const telegram = await startTelegram({ firstUpdateId: FIRST_UPDATE, retryMs: RETRY_MS });
  telegram.chat(CROWD_STAFF_CHAT);
  const deployed = { ...(await deploy(telegram, folder, CROWD_ORGANISATIONS, mode)), program };
  const kills = new Kills(telegram);
  const { persons, script } = play;
  const crowd = { persons, script, seed: SEED, redeliverShare: REDELIVERED, stepMs: STEP_MS };
  const run: Run = { telegram, deployed, kills, pana: await startPana(deployed), troubles: [] };
  try {
    const [report] = await Promise.all([
      playCrowd({ place: onTelegram(telegram, kills), ...crowd }),
      killAgainAndAgain(run, play),
    ]);
    process.stdout.write(
      `kills, ${mode}: ${printCrowdReport(report)}; ${kills.count} kills, ${kills.forgiven} screens twice, ` +
        `${report.connectionFailures} connections failed\n`,
    );
    expect([...run.troubles, ...troublesOf(run.pana)]).toEqual([]);
    expect(kills.count).toBe(play.kills);
    expect(report).toMatchObject({ isClean: true, finished: persons, errors: [] });
    expect(await run.pana.stop(15_000)).toEqual({ code: 0, signal: null });
    expect(await play.findFaults(deployed, persons)).toEqual([]);
  } finally {
    await run.pana.kill();
    await telegram.stop();
  }
}

describe("a program that is killed again and again", () => {
  it.each(["webhook", "polling"] as const)(
    "ten times among two hundred who tell their story, loses no case, doubles none, and everybody gets to the end: %s",
    { timeout: 140_000 },
    (mode) => withTempDir((folder) => survive(mode, INTAKE, folder)),
  );

  it(
    "twenty times among a hundred and twenty who order under cover, loses no alert, no answer, and doubles none",
    { timeout: 200_000 },
    () => withTempDir((folder) => survive("webhook", ORDERS, folder)),
  );
});
