import type { Contestant } from "./bots/contestant.ts";
import { closedLoad, openLoad } from "./drive/loads.ts";
import { residentBytes } from "./measure/proc.ts";
import { median } from "./measure/samples.ts";
import { measure, type Window } from "./measure/window.ts";
import { msToFullMinute, pause } from "./pause.ts";
import type { Plan } from "./plan.ts";
import { type Bench, type Rig, withBot } from "./rig.ts";

const HALF = 0.5;
const P95 = 0.95;
const P99 = 0.99;
/** What founding the organisations and starting the process takes about. */
const START_MS = 2_000;
const SETTLE_MS = 300;
/** What one bot takes at most in a round. */
const LONGEST_TURN_MS = 10_000;
const OPEN_SEED = 77;

/** One bot's figures, of one round or the medians of several. Times in ms, memory in bytes. */
export interface RoundFigures {
  readonly startMs: number;
  readonly idleBytes: number;
  readonly updatesPerSecond: number;
  readonly perCpuSecond: number;
  readonly cpuMicros: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly open50: number;
  readonly open99: number;
  readonly driverShare: number;
  readonly foreignShare: number;
}

/** A contestant and its medians; `rounds` holds what they were taken from. */
export interface Placed {
  readonly contestant: Contestant;
  readonly rounds: readonly RoundFigures[];
  readonly figures: RoundFigures;
}

/** All bots in turn, and again, so that a slow hour of the machine hits every one alike. */
export async function playRounds(
  bench: Bench,
  plan: Plan,
  contestants: readonly Contestant[],
): Promise<readonly Placed[]> {
  const played = new Map<Contestant, RoundFigures[]>(contestants.map((one) => [one, []]));
  for (let round = 1; round <= plan.rounds; round += 1) {
    const waiting = [...contestants];
    for (let next = await nextOf(waiting, plan); next !== undefined; next = await nextOf(waiting, plan)) {
      const contestant = next;
      bench.tell(`round ${round} of ${plan.rounds}: ${contestant.name}`);
      const figures = await withBot(bench, contestant, (rig) => playOne(rig, plan, contestant));
      played.get(contestant)?.push(figures);
    }
  }
  return contestants.map((contestant) => {
    const rounds = played.get(contestant) ?? [];
    return { contestant, rounds, figures: mediansOf(rounds) };
  });
}

/** The next one of a round: one whose notices wait comes as soon as a full minute will fall into its load. [Note: Over the full minute] */
async function nextOf(waiting: Contestant[], plan: Plan): Promise<Contestant | undefined> {
  const minuteAt = plan.overFullMinute ? waiting.findIndex(({ noticesWait }) => noticesWait) : -1;
  if (minuteAt < 0) return waiting.shift();
  const lead = START_MS + SETTLE_MS + plan.warmUpMs + plan.loadMs * HALF;
  const ms = msToFullMinute(Date.now(), lead);
  const other = waiting.findIndex(({ noticesWait }) => !noticesWait);
  const isTimeForAnother = ms > LONGEST_TURN_MS && other >= 0;
  if (!isTimeForAnother) await pause(ms);
  return waiting.splice(isTimeForAnother ? other : minuteAt, 1)[0];
}

async function playOne(rig: Rig, plan: Plan, { script }: Contestant): Promise<RoundFigures> {
  await pause(SETTLE_MS);
  const idleBytes = residentBytes(rig.bot.pid);
  await closedLoad(rig.driver, script, plan.atOnce, { ms: plan.warmUpMs });
  const closed = await measure(rig, () => closedLoad(rig.driver, script, plan.atOnce, { ms: plan.loadMs }));
  const { updatesPerSecond } = plan;
  const open = await measure(rig, () =>
    openLoad(rig.driver, script, { updatesPerSecond, ms: plan.openMs, seed: OPEN_SEED }),
  );
  return {
    startMs: rig.bot.startMs,
    idleBytes,
    updatesPerSecond: closed.updatesPerSecond,
    perCpuSecond: closed.updates / closed.botCpuSeconds,
    cpuMicros: closed.cpuMicros,
    p50: replyAt(closed, HALF),
    p95: replyAt(closed, P95),
    p99: replyAt(closed, P99),
    open50: replyAt(open, HALF),
    open99: replyAt(open, P99),
    driverShare: closed.driverShare,
    foreignShare: Math.max(closed.foreignShare, open.foreignShare),
  };
}

function replyAt({ recording }: Window, share: number): number {
  return recording.replies.at(share) ?? Number.NaN;
}

function mediansOf(rounds: readonly RoundFigures[]): RoundFigures {
  const of = (name: keyof RoundFigures) => median(rounds.map((round) => round[name])) ?? Number.NaN;
  return {
    startMs: of("startMs"),
    idleBytes: of("idleBytes"),
    updatesPerSecond: of("updatesPerSecond"),
    perCpuSecond: of("perCpuSecond"),
    cpuMicros: of("cpuMicros"),
    p50: of("p50"),
    p95: of("p95"),
    p99: of("p99"),
    open50: of("open50"),
    open99: of("open99"),
    driverShare: of("driverShare"),
    foreignShare: of("foreignShare"),
  };
}
