import { type ChannelFigures, type CrowdChannel, playChannelTurn } from "./channel-turn.ts";
import { median } from "./measure/samples.ts";
import { msToFullMinute, pause } from "./pause.ts";
import type { Plan } from "./plan.ts";
import type { Bench } from "./rig.ts";

/** From the founding of the organisations to the middle of the load, about. */
const LEAD_MS = 20_000;

/** One turn of a channel. */
export interface ChannelTurn {
  readonly channel: CrowdChannel;
  readonly figures: ChannelFigures;
}

/** Medians of both channels, and WhatsApp over Telegram. */
export interface ChannelsFigures {
  readonly atOnce: number;
  readonly rounds: number;
  readonly telegram: ChannelFigures;
  readonly whatsapp: ChannelFigures;
  readonly speedRatio: number;
  readonly cpuRatio: number;
}

/** The same intake on both channels, turn by turn. [Note: Over the full minute] */
export async function measureChannels(bench: Bench, plan: Plan): Promise<ChannelsFigures> {
  const turns: ChannelTurn[] = [];
  const order = channelOrder(plan.channels.rounds);
  for (const [i, channel] of order.entries()) {
    bench.tell(`the intake on both channels, turn ${i + 1} of ${order.length}: ${channel}`);
    if (plan.overFullMinute) await pause(msToFullMinute(Date.now(), LEAD_MS));
    turns.push({ channel, figures: await playChannelTurn(bench, plan, channel) });
  }
  return compareChannels(turns, plan);
}

/** Telegram before WhatsApp, then the other way round, and so on: what drifts during a run hits both alike. */
export function channelOrder(rounds: number): readonly CrowdChannel[] {
  const there: readonly CrowdChannel[] = ["telegram", "whatsapp"];
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? there : [...there].reverse())).flat();
}

/** Medians of what was played, and how one channel stands to the other. */
export function compareChannels(
  turns: readonly ChannelTurn[],
  { atOnce, channels }: Pick<Plan, "atOnce" | "channels">,
): ChannelsFigures {
  const [telegram, whatsapp] = [mediansOf(turns, "telegram"), mediansOf(turns, "whatsapp")];
  return {
    atOnce: Math.min(atOnce, channels.persons),
    rounds: channels.rounds,
    telegram,
    whatsapp,
    speedRatio: whatsapp.updatesPerSecond / telegram.updatesPerSecond,
    cpuRatio: whatsapp.cpuMicros / telegram.cpuMicros,
  };
}

function mediansOf(turns: readonly ChannelTurn[], channel: CrowdChannel): ChannelFigures {
  const figures = turns.filter((turn) => turn.channel === channel).map((turn) => turn.figures);
  const of = (name: keyof ChannelFigures) => median(figures.map((one) => one[name])) ?? Number.NaN;
  return {
    updates: of("updates"),
    updatesPerSecond: of("updatesPerSecond"),
    cpuMicros: of("cpuMicros"),
    statuses: of("statuses"),
    driverShare: of("driverShare"),
    foreignShare: of("foreignShare"),
  };
}
