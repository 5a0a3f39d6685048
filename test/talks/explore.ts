import type { Answer } from "../../src/domain/answers.ts";
import { type Advanced, advance } from "../../src/talks/advance.ts";
import type { Said } from "../../src/talks/question.ts";
import type { Talk } from "../../src/talks/talk.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { answersTo, outcomesOf } from "./repertoire.ts";

/** One answer and what it answered: the key of a question, `(listens)` where nothing is asked aloud, or the name of a deed. */
export interface Step {
  readonly at: string;
  readonly answer: Answer;
}

/** A talk at rest: it asks, it wants something done, or it is over. */
export interface Visit {
  readonly talk: Talk;
  readonly steps: readonly Step[];
  /** Everything said since a person last answered, before and after deeds: one screen. */
  readonly turn: readonly Said[];
  readonly next: Advanced["next"];
}

/** Two visits of the same name go on alike, so that only the first is walked on from. */
export type NameOf = (visit: Visit) => string;

export interface Walk {
  readonly visits: readonly Visit[];
  /** Name of a visit → names of those one answer later. */
  readonly ways: ReadonlyMap<string, ReadonlySet<string>>;
  /** Visits that were taken for another of the same name and go on in another way: the name says too little. */
  readonly unlike: readonly Visit[];
}

export type Allow = (visit: Visit, answer: Answer) => boolean;

export function positionOf({ next }: Visit): string {
  switch (next.wait) {
    case "answer":
      return next.question.key ?? "(listens)";
    case "deed":
      return next.deed.do;
    case "nothing":
      return `(goes to ${next.end.goTo})`;
  }
}

export function answersAt({ next }: Visit): readonly Answer[] {
  if (next.wait === "nothing") return [];
  return next.wait === "deed" ? outcomesOf(next.deed) : answersTo(next.question);
}

/** The visit after one more answer; the whole talk is run again, as the program does it. */
export async function stepOn(from: Visit, answer: Answer): Promise<Visit> {
  const steps = [...from.steps, { at: positionOf(from), answer }];
  const answers = steps.map((step) => step.answer);
  const { said, next } = await advance(from.talk, answers);
  const turn = answer.kind === "outcome" ? [...from.turn, ...said] : said;
  return { talk: from.talk, steps, turn, next };
}

export async function startOf(talk: Talk): Promise<Visit> {
  const { said, next } = await advance(talk, []);
  return { talk, steps: [], turn: said, next };
}

/** What stands on the screen and what is waited for. Two such visits may still have another past. */
export function screenOf({ turn, next }: Visit): string {
  return JSON.stringify([turn, next]);
}

/** {@link screenOf} and every answer that was understood: nothing is merged but misunderstandings. */
export function wholePast(visit: Visit): string {
  const understood = visit.steps.filter(({ answer }) => answer.kind !== "unclear");
  return JSON.stringify([screenOf(visit), understood]);
}

/**
 * Every path of a talk: all that {@link answersTo} and {@link outcomesOf} know, at every place, in breadth.
 *
 * @param nameOf what makes two visits the same; the choice decides how exhaustive the walk is.
 * @param allow leaves answers out, where lists are long.
 */
export async function walk(talk: Talk, nameOf: NameOf, allow: Allow = () => true): Promise<Walk> {
  const start = await startOf(talk);
  const visits = [start];
  const ways = new Map<string, Set<string>>([[nameOf(start), new Set()]]);
  const doubles = new Map<string, Visit[]>();
  for (const visit of visits) {
    for (const to of await stepsFrom(visit, allow)) {
      const name = nameOf(to);
      ways.get(nameOf(visit))?.add(name);
      if (ways.has(name)) {
        doubles.set(name, [...(doubles.get(name) ?? []), to].slice(0, DOUBLES_CHECKED));
      } else {
        ways.set(name, new Set());
        visits.push(to);
      }
    }
  }
  return { visits, ways, unlike: await findUnlike(doubles, ways, nameOf, allow) };
}

async function stepsFrom(visit: Visit, allow: Allow): Promise<readonly Visit[]> {
  const answers = answersAt(visit).filter((answer) => allow(visit, answer));
  return Promise.all(answers.map((answer) => stepOn(visit, answer)));
}

/** Two visits of one name must go on alike; this many of each name are looked at one answer further. */
const DOUBLES_CHECKED = 2;

async function findUnlike(
  doubles: ReadonlyMap<string, readonly Visit[]>,
  ways: Walk["ways"],
  nameOf: NameOf,
  allow: Allow,
): Promise<readonly Visit[]> {
  const unlike: Visit[] = [];
  for (const [name, same] of doubles) {
    for (const visit of same) {
      const there = new Set((await stepsFrom(visit, allow)).map(nameOf));
      const known = ways.get(name) ?? new Set();
      if (there.size !== known.size || [...there].some((one) => !known.has(one))) unlike.push(visit);
    }
  }
  return unlike;
}

/**
 * Walks until no two answers to different questions are left that a walk could still bring together: greedy, so
 * it ends when {@link IDLE_WALKS} walks in a row met no new pair.
 */
export async function walkPairs(talk: Talk, seed: number, allow: Allow): Promise<readonly Visit[]> {
  const random = seededRandom(seed);
  const met = new Set<string>();
  const visits: Visit[] = [];
  for (let idle = 0; idle < IDLE_WALKS; ) {
    const before = met.size;
    let visit = await startOf(talk);
    const past: string[] = [];
    while (visit.next.wait !== "nothing") {
      const here = positionOf(visit);
      const ranked = answersAt(visit)
        .filter((answer) => answer.kind !== "unclear" && allow(visit, answer))
        .map((answer) => ({ answer, name: `${here} ${JSON.stringify(answer)}`, luck: random.next() }))
        .map((one) => ({ ...one, fresh: past.filter((other) => !met.has(`${other} ${one.name}`)).length }))
        .sort((a, b) => b.fresh - a.fresh || a.luck - b.luck);
      const [best] = ranked;
      if (!best) throw new Error(`nothing can be answered at ${here}`);
      for (const other of past) met.add(`${other} ${best.name}`);
      past.push(best.name);
      visit = await stepOn(visit, best.answer);
      visits.push(visit);
    }
    idle = met.size === before ? idle + 1 : 0;
  }
  return visits;
}

const IDLE_WALKS = 12;
