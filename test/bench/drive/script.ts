import type { CrowdStep } from "../../support/crowd-script.ts";
import type { SeededRandom } from "../../support/seeded-random.ts";

/** One update of a person and what the bot must say to it. Nothing here may go unanswered. */
export type Step = Exclude<CrowdStep, { readonly location: unknown }> & { readonly expect: RegExp };

/** What person number `index` does, from her first message to her last. */
export type Script = (index: number, random: SeededRandom) => readonly Step[];

/** A crowd's script as a load's: everything awaited, no shared locations. @throws {Error} when a step is not so. */
export function asSteps(steps: readonly CrowdStep[]): readonly Step[] {
  return steps.map((step) => {
    if ("location" in step || step.expect === undefined)
      throw new Error(`a step that a load cannot play: ${step.label}`);
    return { ...step, expect: step.expect };
  });
}

/** Words of a person, picked from a list until they are as long as wished, with her token behind them. */
export function wordsOf(random: SeededRandom, words: readonly string[], low: number, high: number): string {
  const length = random.int(low, high);
  let text = random.pick(words);
  while (text.length < length) text += ` ${random.pick(words)}`;
  return `${text.slice(0, length)} {{token}}`;
}
