import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playCrowd, printCrowdReport } from "../support/crowd.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { CROWD_ORGANISATIONS, CROWD_STAFF_CHAT, intakeScript } from "../support/intake-script.ts";
import { buildProgram } from "../support/program.ts";
import { deploy, startPana } from "../support/running-pana.ts";
import { startTelegram } from "../support/telegram-stand-in.ts";
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

describe.each(["webhook", "polling"] as const)("two hundred people at once, %s", (mode) => {
  it("each get through the whole intake, and each has one case with only her own words", { timeout: 140_000 }, () =>
    withTempDir(async (folder) => {
      const telegram = await startTelegram();
      const staff = telegram.chat(CROWD_STAFF_CHAT);
      const deployed = { ...(await deploy(telegram, folder, CROWD_ORGANISATIONS, mode)), program };
      const pana = await startPana(deployed);
      try {
        const crowd = {
          persons: PERSONS,
          script: intakeScript,
          seed: 11,
          redeliverShare: REDELIVERED,
          stepMs: STEP_MS,
        };
        const report = await playCrowd({ place: onTelegram(telegram), ...crowd });
        const rate = Math.round((report.acts / report.tookMs) * SECOND_MS);
        process.stdout.write(`crowd, ${mode}: ${printCrowdReport(report)}; ${rate} updates/s\n`);
        expect(report).toMatchObject({ isClean: true, finished: PERSONS, errors: [], connectionFailures: 0 });
        expect(report.redelivered).toBeGreaterThan(PERSONS * REDELIVERED);
        expect(telegram.mode).toBe(mode);
        expect(await pana.stop(15_000)).toEqual({ code: 0, signal: null });
        expect(pana.stderr).toBe("");
        expect(faultsOf(pana.stdout)).toEqual([]);
        expect(await findCaseFaults(deployed, PERSONS)).toEqual([]);
        expect(staff.messages.every(({ text }) => /^1 new case/.test(text))).toBe(true);
      } finally {
        await pana.kill();
        await telegram.stop();
      }
    }),
  );
});

/** Lines of the log that tell of trouble; who presses twice is none. */
function faultsOf(log: string): readonly string[] {
  return log.split("\n").filter((line) => /"level":"(?:warn|error)"/.test(line));
}
