import { type ChatLog, type CrowdError, findCrossTalk, findDuplicates, type PlayedStep } from "./crowd-checks.ts";
import type { CrowdPlace, Outcome, Seat } from "./crowd-place.ts";
import { between, type CrowdStep, tokenOf } from "./crowd-script.ts";
import { type SeededRandom, seededStream } from "./seeded-random.ts";

/** A crowd and what it does. The same seed gives the same persons, words, choices and repeated updates. */
export interface CrowdOptions {
  /** Where it writes: `onTelegram(…)`, `onWhatsApp(…)`. */
  readonly place: CrowdPlace;
  readonly persons: number;
  /** Number of the first one, where a crowd came before on the same bot; 0 when left out. */
  readonly first?: number;
  /** One for all, or each person's own. */
  readonly script: readonly CrowdStep[] | ((person: number) => readonly CrowdStep[]);
  readonly seed: number;
  /** How many persons write at the same time; all when left out. */
  readonly atOnce?: number;
  /** Share of updates, 0 to 1, that are delivered twice: at once, or late while the next one is under way. */
  readonly redeliverShare?: number;
  /** For one step. When the bot is restarted in the middle, this must be longer than the restart. */
  readonly stepMs?: number;
  /** How long the bot must be silent at the end; late duplicates are caught in this time. */
  readonly quietMs?: number;
}

/** What came out of it. */
export interface CrowdReport {
  readonly isClean: boolean;
  readonly persons: number;
  /** Persons who got through the whole script. */
  readonly finished: number;
  readonly acts: number;
  readonly redelivered: number;
  /** Deliveries that did not reach the bot and were sent again: not an error, a killed bot has them. */
  readonly connectionFailures: number;
  readonly errors: readonly CrowdError[];
  readonly tookMs: number;
}

interface Player {
  readonly index: number;
  readonly seat: Seat;
  readonly script: readonly CrowdStep[];
  readonly random: SeededRandom;
  readonly steps: PlayedStep[];
  readonly errors: CrowdError[];
  acts: number;
  redelivered: number;
  late: string | null;
}

/** Plays all persons through the script and checks everything that was said. Never throws for what the bot did. */
export async function playCrowd(options: CrowdOptions): Promise<CrowdReport> {
  const began = performance.now();
  const players = Array.from({ length: options.persons }, (_, i) => newPlayer(options, (options.first ?? 0) + i));
  const waiting = [...players];
  const lanes = Array.from({ length: Math.min(options.atOnce ?? players.length, players.length) }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await play(options, next);
  });
  await Promise.all(lanes);
  const unsettled = await settle(options);
  const outcome = options.place.lookBack();
  const owners = new Map(players.map(({ index, seat }) => [tokenOf(index), seat.chat]));
  const errors = [
    ...players.flatMap((player) => player.errors),
    ...findTwice(outcome, players),
    ...findCrossTalk(outcome.logs, owners),
    ...outcome.refusals,
    ...unsettled,
  ];
  return {
    isClean: errors.length === 0,
    persons: players.length,
    finished: players.filter((player) => player.errors.length === 0).length,
    acts: sum(players.map(({ acts }) => acts)),
    redelivered: sum(players.map(({ redelivered }) => redelivered)),
    connectionFailures: outcome.connectionFailures,
    errors,
    tookMs: performance.now() - began,
  };
}

/** A few lines for people: the counts, then errors by kind with one example each. */
export function printCrowdReport(report: CrowdReport): string {
  const kinds = [...new Set(report.errors.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const same = report.errors.filter((error) => error.kind === kind);
    return `${kind}: ${same.length}, for example person ${same[0]?.person} step ${same[0]?.step}: ${same[0]?.detail}`;
  });
  const { finished, persons, acts, redelivered, tookMs } = report;
  const head = `${finished} of ${persons} persons finished; ${acts} updates, ${redelivered} of them twice; ${Math.round(tookMs)} ms`;
  return [head, ...lines].join("\n");
}

function newPlayer(options: CrowdOptions, index: number): Player {
  const random = seededStream(options.seed, index);
  const seat = options.place.enter(index, random);
  const script = typeof options.script === "function" ? options.script(index) : options.script;
  return { index, seat, script, random, steps: [], errors: [], acts: 0, redelivered: 0, late: null };
}

function findTwice({ logs, repeats }: Outcome, players: readonly Player[]): readonly CrowdError[] {
  const byChat = new Map<string, ChatLog>(logs.map((log) => [log.chat, log]));
  return players.flatMap(({ index, seat: { chat }, steps }) =>
    repeats === null ? findDuplicates(index, byChat.get(chat) ?? { chat, said: [] }, steps) : repeats(index, chat),
  );
}

async function play(options: CrowdOptions, player: Player): Promise<void> {
  const withinMs = options.stepMs ?? 10_000;
  for (const [number, step] of player.script.entries()) {
    let kind: CrowdError["kind"] = "no-button";
    try {
      const act = await perform(player, step, withinMs);
      player.acts += 1;
      repeatSometimes(options, player, act);
      kind = "time-out";
      if (step.expect !== undefined) await player.seat.hears(step.expect, withinMs);
    } catch (cause) {
      const detail = `${step.label ?? "step"}: ${String(cause)}`;
      player.errors.push({ kind, person: player.index, step: number, detail });
      return;
    }
  }
  if (player.late !== null) options.place.redeliver(player.late);
}

/** @returns what {@link CrowdPlace.redeliver} is told. */
async function perform(player: Player, step: CrowdStep, withinMs: number): Promise<string> {
  const { seat, random } = player;
  const begin = () => player.steps.push({ from: seat.place, expect: step.expect ?? null });
  if ("press" in step) return seat.presses(step.press, random, withinMs, begin);
  begin();
  if ("location" in step) {
    return seat.sharesLocation(between(step.location.lat, random), between(step.location.lon, random));
  }
  const text = typeof step.send === "string" ? step.send : random.pick(step.send);
  return seat.sends(text.replaceAll("{{token}}", tokenOf(player.index)));
}

function repeatSometimes(options: CrowdOptions, player: Player, act: string): void {
  if (player.late !== null) options.place.redeliver(player.late);
  player.late = null;
  if (player.random.next() >= (options.redeliverShare ?? 0)) return;
  player.redelivered += 1;
  if (player.random.next() < 0.5) options.place.redeliver(act);
  else player.late = act;
}

/** Waits for the end of everything; what is then still open is a time-out. */
async function settle(options: CrowdOptions): Promise<readonly CrowdError[]> {
  try {
    await options.place.settled(options.stepMs ?? 10_000, options.quietMs ?? 50);
    return [];
  } catch (cause) {
    return [{ kind: "time-out", person: -1, step: -1, detail: String(cause) }];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
