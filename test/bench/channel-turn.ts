import type { Channel } from "../../src/domain/chat.ts";
import { playCrowd, printCrowdReport } from "../support/crowd.ts";
import type { CrowdPlace } from "../support/crowd-place.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { onWhatsApp } from "../support/crowd-whatsapp.ts";
import { startGraph } from "../support/graph-stand-in.ts";
import { intakeScript } from "../support/intake-script.ts";
import { whatsAppSettings } from "../support/running-pana.ts";
import { startTelegram } from "../support/telegram-stand-in.ts";
import { BotProcess } from "./bots/bot-process.ts";
import { deployPana, panaAt } from "./bots/pana.ts";
import { type Cost, startMeter } from "./measure/window.ts";
import type { Plan } from "./plan.ts";
import type { Bench } from "./rig.ts";

const US_PER_SECOND = 1e6;
const STEP_MS = 30_000;

/** A channel that a crowd can write on. */
export type CrowdChannel = Extract<Channel, "telegram" | "whatsapp">;

/** What a crowd on one channel did and cost: of one turn, or the medians of several. */
export interface ChannelFigures {
  readonly updates: number;
  /** While persons played: statuses behind the last reply are not in the time. */
  readonly updatesPerSecond: number;
  /** Processor time of the bot for one update; what it did with statuses is in it. */
  readonly cpuMicros: number;
  /** Posts of what became of a message. They are no updates. */
  readonly statuses: number;
  /** Shares of one core. */
  readonly driverShare: number;
  readonly foreignShare: number;
}

/** The stand-ins of one turn. */
interface Stage {
  readonly channel: CrowdChannel;
  readonly telegram: Awaited<ReturnType<typeof startTelegram>>;
  readonly graph: Awaited<ReturnType<typeof startGraph>>;
}

/** Plays the intake on one channel, against a fresh process over a fresh folder. */
export async function playChannelTurn(bench: Bench, plan: Plan, channel: CrowdChannel): Promise<ChannelFigures> {
  const folder = bench.belongings.addFolder();
  const telegram = await startTelegram();
  const graph = await startGraph({ reports: ["sent", "delivered", "read"] });
  try {
    const deployed = await deployPana(telegram, folder, channel === "whatsapp" ? whatsAppSettings(graph) : {});
    const bot = await BotProcess.start(panaAt(bench.built, deployed).command, bench.cores, bench.belongings);
    graph.notifier.deliverTo(`http://127.0.0.1:${deployed.port}`);
    try {
      return await playBoth(bench, plan, bot, { channel, telegram, graph });
    } finally {
      if (bot.isOver) bench.complain(`Pana on ${channel} ended: ${bot.logTail}`);
      await bot.stop();
    }
  } finally {
    await graph.stop();
    await telegram.stop();
    bench.belongings.dropFolder(folder);
  }
}

/** The crowd that warms it up, and the one that is measured. */
async function playBoth(bench: Bench, plan: Plan, bot: BotProcess, stage: Stage): Promise<ChannelFigures> {
  const { warmUp, persons } = plan.channels;
  await playOn(bench, plan, stage, { first: 0, persons: warmUp, place: placeOf(stage) });
  const before = statusesTaken(stage);
  const clocked = clockedPlace(placeOf(stage), bot.pid);
  const updates = await playOn(bench, plan, stage, { first: warmUp, persons, place: clocked.place });
  const { cost, playSeconds } = clocked.read();
  return {
    updates,
    updatesPerSecond: updates / playSeconds,
    cpuMicros: (cost.botCpuSeconds * US_PER_SECOND) / updates,
    statuses: statusesTaken(stage) - before,
    driverShare: cost.driverShare,
    foreignShare: cost.foreignShare,
  };
}

/** @returns the updates that were answered. */
async function playOn(
  bench: Bench,
  { atOnce }: Plan,
  { channel }: Stage,
  crowd: { readonly first: number; readonly persons: number; readonly place: CrowdPlace },
): Promise<number> {
  const script = (index: number) => intakeScript(index, channel);
  const report = await playCrowd({ ...crowd, script, seed: bench.seed, atOnce, stepMs: STEP_MS });
  if (!report.isClean) bench.complain(`Pana on ${channel}: ${printCrowdReport(report)}`);
  return report.acts;
}

function placeOf({ channel, telegram, graph }: Stage): CrowdPlace {
  return channel === "telegram" ? onTelegram(telegram) : onWhatsApp(graph);
}

/** Measures from now until all is delivered; what a crowd checks behind that is not in it. */
function clockedPlace(place: CrowdPlace, pid: number) {
  const meter = startMeter(pid);
  let [playSeconds, cost]: [number, Cost] = [Number.NaN, meter()];
  const settled: CrowdPlace["settled"] = async (...patience) => {
    playSeconds = meter().seconds;
    await place.settled(...patience);
    cost = meter();
  };
  return { place: { ...place, settled }, read: () => ({ playSeconds, cost }) };
}

function statusesTaken({ graph }: Stage): number {
  return graph.notifier.tries.filter(({ lane, status }) => lane.startsWith("statuses of ") && status === 200).length;
}
