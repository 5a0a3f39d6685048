import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/domain/answers.ts";
import { codeOf } from "../../src/domain/faults.ts";
import { advance, talkNamed } from "../../src/talks/advance.ts";
import type { TalkName } from "../../src/talks/talk.ts";
import { answersAt, positionOf, startOf, stepOn, type Visit } from "./explore.ts";
import { talk, talks } from "./house.ts";
import { keptByNobody, option, outcome, point, skip, ticks, unclear, words } from "./repertoire.ts";

const names = [...talks.keys()] as TalkName[];
const anyTalk = fc.constantFrom(...names);
/** Which of the fitting answers is taken, at each step. */
const anyChoices = fc.array(fc.nat({ max: 999 }), { maxLength: 30 });
/** Whatever an older program may have recorded. */
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom<Answer[]>(skip, unclear, point, ticks("weapon"), outcome(keptByNobody), option("yes"), option("no")),
  fc.string({ unit: "binary", maxLength: 8 }).map(words),
  fc.string({ maxLength: 8 }).map(option),
);

async function wander(name: TalkName, choices: readonly number[]): Promise<readonly Visit[]> {
  const path = [await startOf(talk(name))];
  for (const choice of choices) {
    const last = path.at(-1);
    const answers = last ? answersAt(last) : [];
    const answer = answers[choice % Math.max(1, answers.length)];
    if (!last || !answer) break;
    path.push(await stepOn(last, answer));
  }
  return path;
}

describe("advancing a talk", () => {
  it("over the same answers says and asks the same, each time and side by side", async () => {
    await fc.assert(
      fc.asyncProperty(anyTalk, anyChoices, async (name, choices) => {
        const answers = (await wander(name, choices)).at(-1)?.steps.map(({ answer }) => answer) ?? [];
        const copy = JSON.parse(JSON.stringify(answers)) as readonly Answer[];
        const [one, two] = await Promise.all([advance(talk(name), answers), advance(talk(name), copy)]);
        expect(two).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  it("answer by answer comes to the same place as over all at once, and says no word twice", async () => {
    await fc.assert(
      fc.asyncProperty(anyTalk, anyChoices, async (name, choices) => {
        const path = await wander(name, choices);
        const answers = path.at(-1)?.steps.map(({ answer }) => answer) ?? [];
        for (const [length, visit] of path.entries()) {
          const { said, next } = await advance(talk(name), answers.slice(0, length));
          expect(next).toEqual(visit.next);
          expect(visit.turn.slice(visit.turn.length - said.length)).toEqual(said);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("reads nothing behind the end", async () => {
    await fc.assert(
      fc.asyncProperty(anyTalk, anyChoices, fc.array(anyAnswer, { maxLength: 4 }), async (name, choices, more) => {
        const last = (await wander(name, choices)).at(-1);
        if (last?.next.wait !== "nothing") return;
        const answers = last.steps.map(({ answer }) => answer);
        expect(await advance(talk(name), [...answers, ...more])).toEqual(await advance(talk(name), answers));
      }),
      { numRuns: 60 },
    );
  });

  it("never fails over answers of another program, and can still be brought to its end", async () => {
    await fc.assert(
      fc.asyncProperty(anyTalk, fc.array(anyAnswer, { maxLength: 12 }), async (name, garbage) => {
        let visit = await startOf(talk(name));
        for (const answer of garbage) visit = await stepOn(visit, answer);
        for (let steps = 0; visit.next.wait !== "nothing"; steps += 1) {
          const [first] = answersAt(visit).filter((one) => !(one.kind === "option" && one.option === "more"));
          if (!first || steps > 40) throw new Error(`stuck at ${positionOf(visit)}`);
          visit = await stepOn(visit, first);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("finds the outcome of a deed behind answers of an older program", async () => {
    const answers = [option("gone"), words("а"), outcome({ outcome: "done" })];
    const { next } = await advance(talk("live"), answers);
    expect(next).toMatchObject({ wait: "answer", question: { ask: "words" } });
  });

  it("does a deed once: its outcome is read, not asked for again", async () => {
    const first = await advance(talk("live"), []);
    expect(first.next).toEqual({ wait: "deed", deed: { do: "hand-over-waiting", asked: false } });
    const second = await advance(talk("live"), [outcome({ outcome: "done" })]);
    expect(second.next).toMatchObject({ wait: "answer" });
  });

  it("passes on a failure of the talk", async () => {
    const failing = { name: "menu", edition: 1, run: () => Promise.reject(new Error("broken")) } as const;
    await expect(advance(failing, [])).rejects.toThrow("broken");
  });
});

describe("a talk that nobody knows", () => {
  it("is a fault with a code", () => {
    expect(() => talkNamed(talks, "no-such-talk")).toThrow();
    try {
      talkNamed(talks, "no-such-talk");
    } catch (error) {
      expect(codeOf(error)).toBe("turn/unknown-talk");
    }
  });

  it("is none of those that there are", () => {
    for (const name of names) expect(talkNamed(talks, name).name).toBe(name);
  });
});
