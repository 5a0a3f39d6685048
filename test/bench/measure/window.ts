import type { Recording } from "../drive/recording.ts";
import type { Rig } from "../rig.ts";
import { type MachineSeconds, machineSeconds, processSeconds } from "./proc.ts";

const MS_PER_SECOND = 1_000;
const US_PER_SECOND = 1e6;

/** What one load did and cost. */
export interface Window {
  readonly seconds: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
  readonly botCpuSeconds: number;
  /** Processor time of the bot, all its threads, for one update. */
  readonly cpuMicros: number;
  /** Shares of one core. */
  readonly driverShare: number;
  readonly foreignShare: number;
  readonly recording: Recording;
}

/** Runs a load and measures everything about it. */
export async function measure({ bot, driver }: Rig, load: () => Promise<void>): Promise<Window> {
  const recording = driver.record();
  const before = { machine: machineSeconds(), bot: processSeconds(bot.pid), own: process.cpuUsage() };
  const began = performance.now();
  await load();
  const seconds = (performance.now() - began) / MS_PER_SECOND;
  const own = process.cpuUsage(before.own);
  const driverSeconds = (own.user + own.system) / US_PER_SECOND;
  const botCpuSeconds = processSeconds(bot.pid) - before.bot;
  const machine = machineSince(before.machine);
  const { updates } = recording;
  return {
    seconds,
    updates,
    updatesPerSecond: updates / seconds,
    botCpuSeconds,
    cpuMicros: (botCpuSeconds * US_PER_SECOND) / updates,
    driverShare: driverSeconds / seconds,
    foreignShare: Math.max(0, machine - botCpuSeconds - driverSeconds) / seconds,
    recording,
  };
}

/** Everything that kept the machine's cores from being ours, in seconds of one core. */
function machineSince(before: MachineSeconds): number {
  const now = machineSeconds();
  return now.busy - before.busy + (now.stolen - before.stolen);
}
