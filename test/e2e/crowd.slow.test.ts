import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CrowdReport, playCrowd, printCrowdReport } from "../support/crowd.ts";
import type { CrowdPlace } from "../support/crowd-place.ts";
import type { CrowdStep } from "../support/crowd-script.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { addressOf, crowdOwner, onWhatsApp } from "../support/crowd-whatsapp.ts";
import { startGraph } from "../support/graph-stand-in.ts";
import { CROWD_ORGANISATIONS, CROWD_STAFF_CHAT, intakeScript } from "../support/intake-script.ts";
import { buildProgram } from "../support/program.ts";
import { type Deployed, deploy, startPana, whatsAppSettings } from "../support/running-pana.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { type TempDir, tempDir, withTempDir } from "../support/temp-dir.ts";
import { findCaseFaults } from "./crowd-cases.ts";

const PERSONS = 200;
const REDELIVERED = 0.02;
const STEP_MS = 30_000;
const SECOND_MS = 1_000;

let built: TempDir;
let program: string;

beforeAll(async () => {
  built = await tempDir();
  program = await buildProgram(built.path);
});
afterAll(() => built.remove());

describe("two hundred people at once", () => {
  it.each(["webhook", "polling"] as const)(
    "each get through the whole intake, and each has one case with only her own words: Telegram, %s",
    { timeout: 140_000 },
    (mode) =>
      withTempDir(async (folder) => {
        const telegram = await startTelegram();
        try {
          const deployed = { ...(await deploy(telegram, folder, CROWD_ORGANISATIONS, mode)), program };
          await serve(telegram, deployed, onTelegram(telegram), intakeScript, `Telegram, ${mode}`);
          expect(telegram.mode).toBe(mode);
          expect(await findCaseFaults(deployed, PERSONS)).toEqual([]);
        } finally {
          await telegram.stop();
        }
      }),
  );

  it(
    "each get through the whole intake, and each has one case with only her own words: WhatsApp, with what becomes of every message",
    { timeout: 240_000 },
    () =>
      withTempDir(async (folder) => {
        const [telegram, graph] = [await startTelegram(), await startGraph({ reports: ["sent", "delivered", "read"] })];
        try {
          const settings = whatsAppSettings(graph);
          const deployed = { ...(await deploy(telegram, folder, CROWD_ORGANISATIONS, "webhook", settings)), program };
          graph.notifier.deliverTo(`http://127.0.0.1:${deployed.port}`);
          const script = (index: number) => intakeScript(index, "whatsapp");
          await serve(telegram, deployed, onWhatsApp(graph), script, "WhatsApp");
          expect(graph.chats.size).toBe(PERSONS);
          expect(await findCaseFaults(deployed, PERSONS, (index) => addressOf(crowdOwner(index)))).toEqual([]);
        } finally {
          await graph.stop();
          await telegram.stop();
        }
      }),
  );
});

/** Starts the program, plays the crowd, stops it; whatever went wrong on the way fails. */
async function serve(
  telegram: TelegramStandIn,
  deployed: Deployed,
  place: CrowdPlace,
  script: (index: number) => readonly CrowdStep[],
  name: string,
): Promise<void> {
  const staff = telegram.chat(CROWD_STAFF_CHAT);
  const pana = await startPana(deployed);
  try {
    const crowd = { persons: PERSONS, script, seed: 11, redeliverShare: REDELIVERED, stepMs: STEP_MS };
    const report = await playCrowd({ place, ...crowd });
    process.stdout.write(`crowd, ${name}: ${printCrowdReport(report)}; ${rateOf(report)} updates/s\n`);
    expect(report).toMatchObject({ isClean: true, finished: PERSONS, errors: [], connectionFailures: 0 });
    expect(report.redelivered).toBeGreaterThan(PERSONS * REDELIVERED);
    expect(await pana.stop(15_000)).toEqual({ code: 0, signal: null });
    expect(pana.stderr).toBe("");
    expect(faultsOf(pana.stdout)).toEqual([]);
    expect(staff.messages.every(({ text }) => /^1 new case/.test(text))).toBe(true);
  } finally {
    await pana.kill();
  }
}

function rateOf({ acts, tookMs }: CrowdReport): number {
  return Math.round((acts / tookMs) * SECOND_MS);
}

/** Lines of the log that tell of trouble; who presses twice is none. */
function faultsOf(log: string): readonly string[] {
  return log.split("\n").filter((line) => /"level":"(?:warn|error)"/.test(line));
}
