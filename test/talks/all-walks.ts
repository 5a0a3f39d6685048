import type { Answer } from "../../src/domain/answers.ts";
import type { TalkName } from "../../src/talks/talk.ts";
import { type Step, screenOf, type Visit, type Walk, walk, walkPairs, wholePast } from "./explore.ts";
import { talk, talks } from "./house.ts";

/**
 * How each talk is walked.
 *
 * Exhaustive, the full product of all answers and outcomes: every talk that is not named below.
 * `find-help`: every region, every page and every town, merged by what stands on the screen.
 * `danger-now`, `danger-unclear`: every answer at every place, merged by the screen, by whether anything was lost
 * and by how she wants to be answered.
 * `intake`: a full product would have more than 10^11 paths. Walked in two ways: a tree that merges paths alike in
 * what steers the rest of the talk ({@link whatSteersIntake}), so that every question, branch and consent is met;
 * and paths that bring together all pairs of answers to different questions, for the summary and the case.
 * Of its regions one has a single town, one has two and one has two pages; `find-help` walks all of them.
 */
export interface Walked extends Walk {
  readonly name: TalkName;
  readonly nameOf: (visit: Visit) => string;
}

const SAMPLED_REGIONS = ["KZ-71", "KZ-75", "KZ-62"];

export async function walkAll(): Promise<readonly Walked[]> {
  const walked: Walked[] = [];
  for (const { name } of talks.values()) {
    const nameOf = NAMES[name] ?? wholePast;
    const allow = name === "intake" ? inSample : undefined;
    walked.push({ name, nameOf, ...(await walk(talk(name), nameOf, allow)) });
  }
  return walked;
}

export function walkIntakePairs(seed: number): Promise<readonly Visit[]> {
  return walkPairs(talk("intake"), seed, (visit, answer) => inSample(visit, answer) && leadsOn(visit, answer));
}

const NAMES: Partial<Record<TalkName, (visit: Visit) => string>> = {
  "find-help": screenOf,
  "danger-now": steersDanger,
  "danger-unclear": steersDanger,
  intake: (visit) => JSON.stringify([keysOf(visit), whatSteersIntake(visit.steps)]),
};

function steersDanger(visit: Visit): string {
  const lost = visit.steps.some(({ answer }) => answer.kind === "outcome" && answer.value.outcome === "not-kept");
  const reach = visit.steps.find(({ at, answer }) => at === "danger-now.reach.ask" && answer.kind === "option")?.answer;
  return JSON.stringify([screenOf(visit), lost, reach]);
}

/** Texts and options, without what she said: a summary of other words is the same screen. */
function keysOf({ turn, next }: Visit): unknown {
  const said = turn.map(({ key }) => key);
  if (next.wait === "deed") return [said, next.deed.do];
  if (next.wait === "nothing") return [said, next.end];
  return [said, next.question.key, "options" in next.question ? next.question.options.map(({ id }) => id) : []];
}

/** Who can read, who may, whether his people are in the police and whether she wants a call. */
export function whatSteersIntake(steps: readonly Step[]): unknown {
  const at = (name: string) => steps.findLast((step) => step.at === name && step.answer.kind !== "unclear")?.answer;
  const isYes = (name: string) => JSON.stringify(at(name)) === JSON.stringify({ kind: "option", option: "yes" });
  const consents = ["to-hotline", "to-hotline-with-backup", "to-centre", "to-police"].map((name) =>
    isYes(`intake.${name}.ask`),
  );
  return [at("find-recipients"), consents, at("intake.police-kin.ask"), isYes("intake.call.ask")];
}

function inSample({ next }: Visit, answer: Answer): boolean {
  const isRegions = next.wait === "answer" && next.question.key === "where.region.ask";
  return !isRegions || answer.kind !== "option" || SAMPLED_REGIONS.includes(answer.option);
}

/** "More" only shows another page, and "danger now" ends the talk at its first question: the tree has both. */
function leadsOn({ next }: Visit, answer: Answer): boolean {
  if (answer.kind !== "option" || next.wait !== "answer") return true;
  return answer.option !== "more" && !(next.question.key === "intake.danger-now.ask" && answer.option === "yes");
}
