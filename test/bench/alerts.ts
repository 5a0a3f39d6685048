import { CRY_AFTER, pana, panaCry } from "./bots/pana.ts";
import { closedLoad, openLoad } from "./drive/loads.ts";
import { measure } from "./measure/window.ts";
import { pause } from "./pause.ts";
import type { Plan } from "./plan.ts";
import { type Bench, withBot } from "./rig.ts";

const BACKGROUND_SEED = 99;
const GAP_MS = 40;
/** Time for one alert, with the gap behind it; more than that and fewer alerts are measured. */
const EACH_MS = 120;
const HALF = 0.5;
const P99 = 0.99;

/** From the code phrase of a person until the notice is in the staff chat, in ms. */
export interface AlertFigures {
  readonly count: number;
  /** Of the background. */
  readonly updatesPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly foreignShare: number;
}

/** One cry after another, while others tell their stories. */
export function measureAlerts(bench: Bench, plan: Plan): Promise<AlertFigures> {
  const contestant = pana(bench.built);
  return withBot(bench, contestant, async (rig) => {
    const { driver } = rig;
    await closedLoad(driver, contestant.script, plan.atOnce, { ms: plan.warmUpMs });
    const persons = Array.from({ length: plan.alerts }, () => driver.person(panaCry, CRY_AFTER));
    for (const person of persons) await driver.play(person);
    const { updatesPerSecond } = plan;
    const ms = plan.alerts * EACH_MS;
    const end = performance.now() + ms;
    const window = await measure(rig, async () => {
      const background = openLoad(driver, contestant.script, { updatesPerSecond, ms, seed: BACKGROUND_SEED });
      for (const person of persons) {
        if (performance.now() > end) break;
        person.until = Number.POSITIVE_INFINITY;
        await driver.playUrgent(person);
        await pause(GAP_MS);
      }
      await background;
    });
    const { alerts } = window.recording;
    return {
      count: alerts.count,
      updatesPerSecond,
      p50: alerts.at(HALF) ?? Number.NaN,
      p99: alerts.at(P99) ?? Number.NaN,
      foreignShare: window.foreignShare,
    };
  });
}
