import { type AlertFigures, measureAlerts } from "./alerts.ts";
import { pana } from "./bots/pana.ts";
import { SAME_JOB, yardsticks } from "./bots/yardsticks.ts";
import { type ChannelsFigures, measureChannels } from "./channels.ts";
import { measureOpenTalks, type OpenTalkFigures } from "./growth/open-talks.ts";
import { type CaseFigures, measureStoredCases } from "./growth/stored-cases.ts";
import { measureTurns, type TurnFigures } from "./growth/turns.ts";
import type { Plan } from "./plan.ts";
import type { Bench } from "./rig.ts";
import { type Placed, playRounds } from "./rounds.ts";

/** Everything that a run found out. */
export interface BenchResult {
  /** Pana first. */
  readonly placed: readonly Placed[];
  /** Updates for a CPU-second: Pana's over those of {@link SAME_JOB}. */
  readonly ratio: number;
  readonly alerts: AlertFigures;
  readonly turns: TurnFigures;
  readonly openTalks: OpenTalkFigures;
  readonly cases: CaseFigures;
  readonly channels: ChannelsFigures;
}

/** One part after another; nothing else of ours runs meanwhile. */
export async function runBench(bench: Bench, plan: Plan): Promise<BenchResult> {
  const placed = await playRounds(bench, plan, [pana(bench.built), ...yardsticks(bench.built)]);
  bench.tell("alerts");
  const alerts = await measureAlerts(bench, plan);
  bench.tell("a long talk");
  const turns = await measureTurns(bench, plan);
  bench.tell(`${plan.openTalks.persons} open talks`);
  const openTalks = await measureOpenTalks(bench, plan);
  bench.tell("stored cases");
  const cases = await measureStoredCases(bench, plan);
  const channels = await measureChannels(bench, plan);
  const perCpuSecond = (name: string) =>
    placed.find(({ contestant }) => contestant.name === name)?.figures.perCpuSecond ?? Number.NaN;
  const ratio = perCpuSecond("Pana") / perCpuSecond(SAME_JOB);
  return { placed, ratio, alerts, turns, openTalks, cases, channels };
}
