import type { Answer } from "../../src/domain/answers.ts";
import type { TalkName } from "../../src/talks/talk.ts";
import { type Step, screenOf, type Visit, type Walk, walk, walkPairs, wholePast } from "./explore.ts";
import { talk, talks } from "./house.ts";

/**
 * How each talk is walked.
 *
 * Exhaustive, the full product of all answers and outcomes: every talk that is not named below.
 * `find-help`: every region, every page and every town, merged by what stands on the screen and, as long as it
 * matters, by what she said of where she is.
 * `danger-now`, `danger-unclear`: every answer at every place, merged by the screen, by whether anything was lost,
 * by how she wants to be answered and, as long as it matters, by what she said of where she is.
 * Wherever a place is asked for she types or shares something twice at most ({@link twiceAtMost}): a third time asks
 * nothing that the second did not.
 * `intake`: a full product would have more than 10^11 paths. Walked in two ways: a tree that merges paths alike in
 * what steers the rest of the talk ({@link whatSteersIntake}), so that every question, branch and consent is met;
 * and paths that bring together all pairs of answers to different questions, for the summary and the case.
 * Of its regions one has a single town, one has two and one has two pages; `find-help` walks all of them. Of what may
 * be typed it has one of a kind ({@link inSample}).
 */
export interface Walked extends Walk {
  readonly name: TalkName;
  readonly nameOf: (visit: Visit) => string;
}

const SAMPLED_REGIONS = ["KZ-71", "KZ-75", "KZ-62"];

export async function walkAll(): Promise<readonly Walked[]> {
  const walked: Walked[] = [];
  for (const { name } of talks.values()) walked.push(await walkOne(name));
  return walked;
}

export async function walkOne(name: TalkName): Promise<Walked> {
  const nameOf = NAMES[name] ?? wholePast;
  const allow = name === "intake" ? inSample : twiceAtMost;
  return { name, nameOf, ...(await walk(talk(name), nameOf, allow)) };
}

export function walkIntakePairs(seed: number): Promise<readonly Visit[]> {
  return walkPairs(talk("intake"), seed, (visit, answer) => inSample(visit, answer) && leadsOn(visit, answer));
}

const NAMES: Partial<Record<TalkName, (visit: Visit) => string>> = {
  "find-help": (visit) => JSON.stringify([screenOf(visit), whereSoFar(visit)]),
  "danger-now": steersDanger,
  "danger-unclear": steersDanger,
  order: (visit) =>
    JSON.stringify([screenOf(visit), lastAsked(visit), lastKept(visit), gaveAddress(visit), timesAsked(visit)]),
  intake: (visit) => JSON.stringify([keysOf(visit), whatSteersIntake(visit.steps)]),
};

/** The question whose answer is being kept. */
function lastAsked({ steps }: Visit): string | undefined {
  return steps.findLast(({ answer }) => answer.kind !== "outcome")?.at;
}

/** Whether the answer before was kept: what could not be is said with the next question. */
function lastKept({ steps, next }: Visit): unknown {
  const isBetween = next.wait === "deed" && next.deed.do === "hand-over-waiting";
  if (!isBetween) return null;
  const last = steps.findLast(({ answer }) => answer.kind !== "outcome");
  const ring = last?.at === "shop.ring.ask" ? last.answer : null; // Whoever may be rung is asked for a number.
  const finish = last?.at === "shop.finish.ask" ? last.answer : null; // The last word differs.
  const own = last?.answer.kind === "option" ? null : last?.answer; // Her own words get a word of the shop.
  return [steps.findLast(({ at }) => at.startsWith("append-order"))?.answer, ring, finish, own];
}

/** Whoever gave no address is told at the end where to write it; what was a question to the shop is none. */
function gaveAddress({ steps }: Visit): boolean {
  const at = steps.findLastIndex((step) => step.at === "shop.address.ask" && step.answer.kind !== "unclear");
  const given = steps[at]?.answer;
  return given !== undefined && given.kind !== "skip" && !(given.kind === "text" && isAnswered(steps, at));
}

function isAnswered(steps: readonly Step[], at: number): boolean {
  const about = steps.slice(at, at + 4).find((step) => step.at === "shop-topic")?.answer;
  if (about?.kind !== "outcome" || about.value.outcome !== "topic") return false;
  return ["who", "what", "where"].includes(about.value.topic);
}

/** A question is asked once more where she asked something herself. */
function timesAsked(visit: Visit): number {
  const { next, steps } = visit;
  const key = next.wait === "answer" ? next.question.key : lastAsked(visit);
  return steps.filter(({ at, answer }) => at === key && answer.kind !== "unclear").length;
}

function steersDanger(visit: Visit): string {
  const lost = visit.steps.some(({ answer }) => answer.kind === "outcome" && answer.value.outcome === "not-kept");
  const reach = visit.steps.find(({ at, answer }) => at === "danger-now.reach.ask" && answer.kind === "option")?.answer;
  return JSON.stringify([screenOf(visit), lost, reach, whereSoFar(visit)]);
}

const isWhere = (key: string | null) => key !== null && (key.startsWith("where.") || key === "danger-now.where.ask");

/** Everything understood of where she is; what she chose from a list last says it all, and what was found near it is on the screen. */
function whereSoFar({ steps, next }: Visit): readonly Answer[] {
  const key = next.wait === "answer" ? next.question.key : null;
  const isKeeping = next.wait === "deed" && next.deed.do === "append-place";
  const said = whereSteps(steps).map(({ answer }) => answer);
  if (isKeeping || isWhere(key)) return said;
  if (key !== "find-help.who.ask") return [];
  return said.slice(
    Math.max(
      said.findLastIndex((one) => one.kind === "option" && /^kz-/i.test(one.option)),
      0,
    ),
  );
}

function whereSteps(steps: readonly Step[]): readonly Step[] {
  return steps.filter(
    ({ at, answer }) =>
      isWhere(at) && answer.kind !== "unclear" && !(answer.kind === "option" && answer.option === "more"),
  );
}

const isSaid = ({ answer }: { readonly answer: Answer }) => answer.kind === "text" || answer.kind === "place";

/**
 * Once she has said something, a few regions and the first town of each page are walked: all of them were without it.
 * Beside a list of towns she says something in those regions only.
 */
function twiceAtMost({ next, steps }: Visit, answer: Answer): boolean {
  const question = next.wait === "answer" ? next.question : null;
  if (question === null || !isWhere(question.key)) return true;
  const before = whereSteps(steps);
  const region = before.findLast(({ at, answer: one }) => at === "where.region.ask" && one.kind === "option")?.answer;
  const inSampled = region?.kind !== "option" || SAMPLED_REGIONS.includes(region.option);
  const times = before.filter(isSaid).length;
  if (isSaid({ answer })) return inSampled && (times === 0 || (times === 1 && isSample(answer)));
  if (answer.kind !== "option" || times === 0) return true;
  if (question.key === "where.region.ask") return SAMPLED_REGIONS.includes(answer.option);
  const first = "options" in question ? question.options[0]?.id : undefined;
  return question.key !== "where.town.ask" || answer.option === first || answer.option === "more";
}

/** What the summary says of the place: whether in her words, whether understood, and what she said of a point abroad. */
function placeInSummary(steps: readonly Step[]): unknown {
  const where = whereSteps(steps);
  const typed = where.some(({ answer }) => answer.kind === "text");
  const chosen = where.some(({ answer }) => answer.kind === "option" && answer.option.startsWith("kz-"));
  const region = where.some(({ answer }) => answer.kind === "option" && answer.option.startsWith("KZ-"));
  const clear = where.some(({ answer }) => answer.kind === "text" && answer.text.includes("Темиртау"));
  const point = where.findLast(({ answer }) => answer.kind === "place")?.answer;
  const abroad = where.findLast(({ at }) => at === "where.abroad.ask")?.answer;
  return [typed, chosen || region || clear, point, abroad];
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
  return [
    placeInSummary(steps),
    at("find-recipients"),
    consents,
    at("intake.police-kin.ask"),
    isYes("intake.call.ask"),
  ];
}

const SAMPLED_WORDS = ["Жаңа ауыл", "в Темиртау"];

/** Of what may be typed, an unknown place and a clear one; every point. */
function isSample(answer: Answer): boolean {
  return answer.kind !== "text" || SAMPLED_WORDS.includes(answer.text);
}

/** One answer of a kind, and only once: `find-help` and `danger-now` walk the questions that follow from the others. */
function inSample({ next, steps }: Visit, answer: Answer): boolean {
  const key = next.wait === "answer" ? next.question.key : null;
  if (!isWhere(key)) return true;
  if (answer.kind === "option" && key === "where.region.ask") return SAMPLED_REGIONS.includes(answer.option);
  if (isSaid({ answer }) && whereSteps(steps).length > 0) return false;
  return isSample(answer);
}

/** "More" only shows another page, and "danger now" ends the talk at its first question: the tree has both. */
function leadsOn({ next }: Visit, answer: Answer): boolean {
  if (answer.kind !== "option" || next.wait !== "answer") return true;
  return answer.option !== "more" && !(next.question.key === "intake.danger-now.ask" && answer.option === "yes");
}
