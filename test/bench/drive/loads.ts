import { seededRandom } from "../../support/seeded-random.ts";
import type { Driver } from "./driver.ts";
import type { Player } from "./player.ts";
import type { Script } from "./script.ts";

/** The end of a closed load, whichever comes first. */
export interface Until {
  readonly persons?: number;
  readonly ms?: number;
}

const TICK_MS = 1;
const MS_PER_SECOND = 1_000;

/** Always so many persons at once: who is through is followed by the next one. As fast as the bot can. */
export async function closedLoad(
  driver: Driver,
  script: Script,
  atOnce: number,
  { persons = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY }: Until,
  steps = Number.POSITIVE_INFINITY,
): Promise<void> {
  const end = performance.now() + ms;
  let begun = 0;
  const lane = async () => {
    while (begun < persons && performance.now() < end) {
      begun += 1;
      await driver.play(driver.person(script, steps));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, persons) }, lane));
}

/**
 * Persons come whatever the bot does, at random moments (a Poisson process), each as fast as she is answered. Waiting counts
 * from the moment when she was to come, so that a bot that stalls is not asked less.
 */
export async function openLoad(
  driver: Driver,
  script: Script,
  { updatesPerSecond, ms, seed }: { readonly updatesPerSecond: number; readonly ms: number; readonly seed: number },
): Promise<void> {
  const random = seededRandom(seed);
  const end = performance.now() + ms;
  const under: Promise<boolean>[] = [];
  let due = performance.now();
  await new Promise<void>((resolve) => {
    const come = () => {
      const now = performance.now();
      while (due <= now && due < end) {
        const player = driver.person(script);
        under.push(driver.play(player, due));
        due += (-Math.log(1 - random.next()) * player.script.length * MS_PER_SECOND) / updatesPerSecond;
      }
      if (now < end) return;
      clearInterval(ticks);
      resolve();
    };
    const ticks = setInterval(come, TICK_MS);
  });
  await Promise.all(under);
}

/** Everybody takes one step, and nobody the next one before all have taken this one. */
export async function inStep(driver: Driver, players: readonly Player[]): Promise<void> {
  await Promise.all(
    players.map((player) => {
      player.until = player.at + 1;
      return driver.play(player);
    }),
  );
}
