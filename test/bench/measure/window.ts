import type { Recording } from "../drive/recording.ts";
import type { Rig } from "../rig.ts";
import { type MachineSeconds, machineSeconds, processSeconds } from "./proc.ts";

const MS_PER_SECOND = 1_000;
const US_PER_SECOND = 1e6;

/** What was used of the machine over some time. */
export interface Cost {
  readonly seconds: number;
  /** Processor time of the bot, all its threads. */
  readonly botCpuSeconds: number;
  /** Shares of one core. */
  readonly driverShare: number;
  readonly foreignShare: number;
}

/** What one load did and cost. */
export interface Window extends Cost {
  readonly updates: number;
  readonly updatesPerSecond: number;
  /** Processor time of the bot for one update. */
  readonly cpuMicros: number;
  readonly recording: Recording;
}

/** Begins to measure what a bot costs, by the number of its process. @returns what tells the cost up to now. */
export function startMeter(pid: number): () => Cost {
  const before = { machine: machineSeconds(), bot: processSeconds(pid), own: process.cpuUsage() };
  const began = performance.now();
  return () => {
    const seconds = (performance.now() - began) / MS_PER_SECOND;
    const own = process.cpuUsage(before.own);
    const driverSeconds = (own.user + own.system) / US_PER_SECOND;
    const botCpuSeconds = processSeconds(pid) - before.bot;
    const foreign = machineSince(before.machine) - botCpuSeconds - driverSeconds;
    return {
      seconds,
      botCpuSeconds,
      driverShare: driverSeconds / seconds,
      foreignShare: Math.max(0, foreign) / seconds,
    };
  };
}

/** Runs a load and measures everything about it. */
export async function measure({ bot, driver }: Rig, load: () => Promise<void>): Promise<Window> {
  const recording = driver.record();
  const meter = startMeter(bot.pid);
  await load();
  const cost = meter();
  const { updates } = recording;
  return {
    ...cost,
    updates,
    updatesPerSecond: updates / cost.seconds,
    cpuMicros: (cost.botCpuSeconds * US_PER_SECOND) / updates,
    recording,
  };
}

/** Everything that kept the machine's cores from being ours, in seconds of one core. */
function machineSince(before: MachineSeconds): number {
  const now = machineSeconds();
  return now.busy - before.busy + (now.stolen - before.stolen);
}
