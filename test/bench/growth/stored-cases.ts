import { cpSync } from "node:fs";
import type { Deployed } from "../../support/running-pana.ts";
import { deployPana, movedTo, pana, panaAt } from "../bots/pana.ts";
import { closedLoad } from "../drive/loads.ts";
import { flatness, median } from "../measure/samples.ts";
import { measure } from "../measure/window.ts";
import type { Plan } from "../plan.ts";
import { type Bench, withDriver, withProcess } from "../rig.ts";
import { diskBytes, tableGrowth } from "./disk.ts";
import { fillCases } from "./fill-cases.ts";

const CASE_TABLES = ["cases", "entries", "grants", "keys.db"];

/** What an update costs over a database of that size, and how long such a program takes to start. */
export interface StoredFigures {
  readonly cases: number;
  readonly cpuMicros: number;
  readonly startMs: number;
}

/** What cases take, and what having many of them costs. */
export interface CaseFigures {
  readonly realCases: number;
  /** On the disk, for one finished intake, with link, state and all. */
  readonly bytesPerIntake: number;
  /** Of these: the rows of the case and its keys. */
  readonly bytesPerCase: number;
  readonly stored: readonly StoredFigures[];
  /** In percent, the most cases over the fewest. */
  readonly flatness: number | null;
}

/** Lets some persons tell their story, makes up as many cases as wanted behind theirs, and plays over each such database. */
export async function measureStoredCases(bench: Bench, plan: Plan): Promise<CaseFigures> {
  const { real, cases, rounds } = plan.stored;
  const empty = bench.belongings.addFolder();
  const folders = [empty];
  try {
    const founded = await withDriver(bench, pana(bench.built), ({ api }) => deployPana(api, empty));
    const told = copyOf(bench, founded, folders);
    const before = diskBytes(told);
    await run(bench, told, ({ driver }) =>
      closedLoad(driver, pana(bench.built).script, plan.atOnce, { persons: real }),
    );
    const after = diskBytes(told);
    const databases = cases.map((count) => {
      if (count < real) return { count, where: founded };
      const where = copyOf(bench, told, folders);
      bench.tell(`making up cases until there are ${count}`);
      fillCases(where, count);
      return { count, where };
    });
    const played = new Map(cases.map((count) => [count, { cpuMicros: [] as number[], startMs: [] as number[] }]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const { count, where } of databases) {
        bench.tell(`stored cases, round ${round} of ${rounds}: ${count}`);
        const figures = await playOver(bench, plan, where);
        played.get(count)?.cpuMicros.push(figures.cpuMicros);
        played.get(count)?.startMs.push(figures.startMs);
      }
    }
    return {
      realCases: real,
      bytesPerIntake: (after.total - before.total) / real,
      bytesPerCase: tableGrowth(before, after, CASE_TABLES) / real,
      stored: [...played].map(([count, { cpuMicros, startMs }]) => ({
        cases: count,
        cpuMicros: median(cpuMicros) ?? Number.NaN,
        startMs: median(startMs) ?? Number.NaN,
      })),
      flatness: flatness(played.get(cases[0] ?? 0)?.cpuMicros ?? [], played.get(cases.at(-1) ?? 0)?.cpuMicros ?? []),
    };
  } finally {
    for (const folder of folders) bench.belongings.dropFolder(folder);
  }
}

function copyOf(bench: Bench, deployed: Deployed, folders: string[]): Deployed {
  const folder = bench.belongings.addFolder();
  folders.push(folder);
  cpSync(deployed.dataDir, folder, { recursive: true });
  return { ...deployed, dataDir: folder };
}

function playOver(bench: Bench, plan: Plan, where: Deployed): Promise<{ cpuMicros: number; startMs: number }> {
  const { script } = pana(bench.built);
  return run(bench, where, async (rig) => {
    await closedLoad(rig.driver, script, plan.atOnce, { ms: plan.warmUpMs });
    const window = await measure(rig, () => closedLoad(rig.driver, script, plan.atOnce, { ms: plan.stored.loadMs }));
    return { cpuMicros: window.cpuMicros, startMs: rig.bot.startMs };
  });
}

function run<T>(bench: Bench, where: Deployed, work: Parameters<typeof withProcess<T>>[4]): Promise<T> {
  const contestant = pana(bench.built);
  return withDriver(bench, contestant, (driver) => {
    const moved = movedTo(where, where.dataDir, driver.api);
    return withProcess(bench, contestant, driver, panaAt(bench.built, moved), work);
  });
}
