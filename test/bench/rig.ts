import type { Belongings } from "./bots/belongings.ts";
import { BotProcess } from "./bots/bot-process.ts";
import type { Contestant, Prepared } from "./bots/contestant.ts";
import type { Cores } from "./bots/cores.ts";
import { Driver } from "./drive/driver.ts";

/** What every part of a run needs. */
export interface Bench {
  readonly belongings: Belongings;
  readonly cores: Cores | null;
  /** The folder of the built bots. */
  readonly built: string;
  readonly seed: number;
  /** Number of the first person of the next driver: two that play over the same database must not meet. */
  readonly nextPersons: () => number;
  /** Says what is being done, for whoever waits. */
  readonly tell: (what: string) => void;
  /** Collects what a bot did wrong: with one of them, the run has failed. */
  readonly complain: (what: string) => void;
}

/** A bot that runs, with a driver connected to it. */
export interface Rig {
  readonly bot: BotProcess;
  readonly driver: Driver;
}

/** Starts a bot in a folder of its own, has it played against, and takes both away. What it did wrong is complained of. */
export async function withBot<T>(bench: Bench, contestant: Contestant, work: (rig: Rig) => Promise<T>): Promise<T> {
  const folder = bench.belongings.addFolder();
  try {
    return await withDriver(bench, contestant, (driver) =>
      contestant.prepare(driver.api, folder).then((prepared) => withProcess(bench, contestant, driver, prepared, work)),
    );
  } finally {
    bench.belongings.dropFolder(folder);
  }
}

/** As {@link withBot}, over a folder that stays. */
export async function withDriver<T>(
  bench: Bench,
  contestant: Contestant,
  work: (driver: Driver) => Promise<T>,
): Promise<T> {
  const driver = new Driver(bench.seed, contestant.staff, bench.nextPersons());
  await driver.api.open();
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}

/** Starts the process, connects the driver, works, and stops it. */
export async function withProcess<T>(
  bench: Bench,
  { name }: Contestant,
  driver: Driver,
  { command, door }: Prepared,
  work: (rig: Rig) => Promise<T>,
): Promise<T> {
  const bot = await BotProcess.start(command, bench.cores, bench.belongings);
  try {
    driver.connect(door);
    return await work({ bot, driver });
  } finally {
    if (bot.isOver) driver.faults.add("ended", bot.logTail);
    await bot.stop();
    if (driver.faults.count > 0)
      bench.complain(`${name}: ${driver.faults.count} faults, such as ${driver.faults.examples.join("; ")}`);
  }
}
