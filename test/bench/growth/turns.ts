import { pana, panaLongTalk } from "../bots/pana.ts";
import { inStep } from "../drive/loads.ts";
import { fineProcessSeconds } from "../measure/proc.ts";
import { flatness, median } from "../measure/samples.ts";
import type { Plan } from "../plan.ts";
import { type Bench, withBot } from "../rig.ts";

const US_PER_SECOND = 1e6;
/** The beginning and the end that are compared. */
const TURNS_COMPARED = 10;

/** What a message costs, by its number in one talk. */
export interface TurnFigures {
  /** CPU µs for each message of turn 1, 2, 3, ... */
  readonly cpuMicros: readonly number[];
  /** Medians of the first ten and of the last ten turns. */
  readonly first: number;
  readonly last: number;
  /** In percent, the last over the first. */
  readonly flatness: number | null;
}

/** Many persons go through one long talk in step, so that the cost of every turn number can be told from the others. */
export function measureTurns(bench: Bench, { turns: { persons, messages } }: Plan): Promise<TurnFigures> {
  return withBot(bench, pana(bench.built), async ({ bot, driver }) => {
    const script = panaLongTalk(messages);
    // Some go all the way before: the first message that is measured is not the first that this process ever saw.
    await Promise.all(Array.from({ length: Math.ceil(persons / 2) }, () => driver.play(driver.person(script))));
    const players = Array.from({ length: persons }, () => driver.person(script));
    for (const player of players) player.until = player.script.length - messages;
    await Promise.all(players.map((player) => driver.play(player)));
    const cpuMicros: number[] = [];
    for (let turn = 0; turn < messages; turn += 1) {
      const before = fineProcessSeconds(bot.pid);
      await inStep(driver, players);
      cpuMicros.push(((fineProcessSeconds(bot.pid) - before) * US_PER_SECOND) / persons);
    }
    const [first, last] = [cpuMicros.slice(0, TURNS_COMPARED), cpuMicros.slice(-TURNS_COMPARED)];
    return {
      cpuMicros,
      first: median(first) ?? Number.NaN,
      last: median(last) ?? Number.NaN,
      flatness: flatness(first, last),
    };
  });
}
