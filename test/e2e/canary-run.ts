import type { Step } from "../../scripts/demo-story.ts";
import type { Hit } from "../support/canary.ts";
import type { RunningChild } from "../support/process.ts";
import { type Deployed, startPana } from "../support/running-pana.ts";
import { type Places, searchEverywhere } from "./canary-places.ts";

/** What a search after one step of a story found. */
export interface StepLeaks {
  readonly step: string;
  readonly hits: readonly Hit[];
}

/** The story ends here: something was found. */
class Leaked extends Error {}

/** A deployment on which a story is played, with a search after every step, while it runs and after each stop. */
export class CanaryRun {
  /** How many times everything was searched. */
  searches = 0;
  readonly places: Omit<Places, "processes">;
  readonly #processes: RunningChild[] = [];
  #leaks: StepLeaks | null = null;

  constructor(places: Omit<Places, "processes">) {
    const { deployed, tmp } = places;
    this.places = { ...places, deployed: { ...deployed, env: { ...deployed.env, TMPDIR: tmp } } };
  }

  get deployed(): Deployed {
    return this.places.deployed;
  }

  /** The process that was started last. */
  get running(): RunningChild {
    const running = this.#processes.at(-1);
    if (running === undefined) throw new Error("nothing was started");
    return running;
  }

  /** Plays until the first leak. @returns null when there was none to the end. */
  async play(story: () => Promise<void>): Promise<StepLeaks | null> {
    try {
      await story();
    } catch (error) {
      if (!(error instanceof Leaked)) throw error;
    } finally {
      await this.running.kill();
    }
    return this.#leaks;
  }

  readonly step: Step = async (step, work) => {
    await work();
    const hits = await searchEverywhere({ ...this.places, processes: this.#processes });
    this.searches += 1;
    if (hits.length === 0) return;
    this.#leaks = { step, hits };
    throw new Leaked();
  };

  /** Starts the program, with Telegram in that mode. */
  start(mode: "polling" | "webhook"): Promise<void> {
    const { telegram, deployed } = this.places;
    const env = { ...deployed.env, TELEGRAM_MODE: mode };
    const method = mode === "webhook" ? "setWebhook" : "deleteWebhook";
    return this.step(`it is started, ${mode}`, async () => {
      const calls = telegram.callsOf(method).length;
      this.#processes.push(await startPana({ ...deployed, env }));
      await telegram.whenCalled(method, calls + 1);
    });
  }
}
