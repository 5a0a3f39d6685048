import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Belongings } from "../test/bench/bots/belongings.ts";
import { buildBots } from "../test/bench/bots/built.ts";
import { takeCores } from "../test/bench/bots/cores.ts";
import { measureChannels } from "../test/bench/channels.ts";
import { FULL_PLAN, QUICK_PLAN } from "../test/bench/plan.ts";
import { growthSvg } from "../test/bench/report/growth-svg.ts";
import { thisMachine } from "../test/bench/report/machine.ts";
import { replacePart } from "../test/bench/report/marked-part.ts";
import { channelsReport, report } from "../test/bench/report/report.ts";
import type { Bench } from "../test/bench/rig.ts";
import { type BenchResult, runBench } from "../test/bench/run-bench.ts";
import { buildProgram } from "../test/support/program.ts";

// Plays crowds against the built program and against yardsticks, prints what they cost, and writes it down.
// `--quick`: one short round, nothing is written. `--only channels`: that part alone, nothing is written.

const README = fileURLToPath(new URL("../test/bench/README.md", import.meta.url));
const GROWTH = fileURLToPath(new URL("../test/bench/growth.svg", import.meta.url));
const SEED = 20_261_125;
const PERSONS_APART = 1_000_000;
/** However slow the machine is: then it ends by itself. */
const LONGEST_MS = 20 * 60_000;
const MS_PER_SECOND = 1_000;
/** What `--only` knows. */
const CHANNELS = "channels";
const FAILED = 1;
const INTERRUPTED = 130;

const { quick: isQuick = false, only = null } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" } },
}).values;
if (only !== null && only !== CHANNELS) throw new Error(`no part is measured alone but ${CHANNELS}`);
const plan = isQuick ? QUICK_PLAN : FULL_PLAN;
const began = performance.now();
const faults: string[] = [];
let drivers = 0;

const belongings = new Belongings();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(INTERRUPTED));
setTimeout(() => {
  process.stderr.write("It took too long and was given up.\n");
  process.exit(FAILED);
}, LONGEST_MS).unref();

const bench: Bench = {
  belongings,
  cores: takeCores(),
  built: belongings.addFolder(),
  seed: SEED,
  nextPersons: () => {
    drivers += 1;
    return drivers * PERSONS_APART;
  },
  tell: (what) => {
    process.stderr.write(`${String(elapsedSeconds()).padStart(4)} s  ${what}\n`);
  },
  complain: (what) => {
    faults.push(what);
  },
};

try {
  bench.tell("building");
  await (only === null ? measureAll() : measureChannelsAlone());
} catch (error) {
  faults.push(error instanceof Error ? error.message : "unknown");
} finally {
  belongings.drop();
}
for (const fault of faults) process.stderr.write(`WRONG  ${fault}\n`);
process.exit(faults.length > 0 ? FAILED : 0);

async function measureAll(): Promise<void> {
  await buildBots(bench.built);
  const result = await runBench(bench, plan);
  const text = report(result, thisMachine(bench.cores));
  print(text);
  if (faults.length === 0 && !isQuick) write(text, result);
}

async function measureChannelsAlone(): Promise<void> {
  await buildProgram(bench.built);
  print(channelsReport(await measureChannels(bench, plan), thisMachine(bench.cores)));
}

function print(text: string): void {
  process.stdout.write(`\n${text}\n\n${elapsedSeconds()} s in all.\n`);
}

function write(text: string, { turns, cases }: BenchResult): void {
  writeFileSync(README, replacePart(readFileSync(README, "utf8"), "figures", text));
  writeFileSync(GROWTH, growthSvg({ turns: turns.cpuMicros, stored: cases.stored }));
}

function elapsedSeconds(): number {
  return Math.round((performance.now() - began) / MS_PER_SECOND);
}
