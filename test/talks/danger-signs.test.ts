import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { URGENCIES, type Urgency } from "../../src/domain/urgency.ts";
import { DANGER_SIGN_IDS, urgencyOf } from "../../src/talks/danger-signs.ts";
import { talk } from "./house.ts";
import { play, requestOf } from "./play.ts";
import { skip, ticks } from "./repertoire.ts";

const someSigns = fc.subarray([...DANGER_SIGN_IDS]);
const isAtLeast = (a: Urgency, b: Urgency) => URGENCIES.indexOf(a) <= URGENCIES.indexOf(b);

async function caseWith(signs: readonly string[] | null, injuries: string) {
  const played = await play(talk("intake"), {
    answers: {
      "intake.danger-now": "no",
      "intake.signs": [signs === null ? skip : ticks(...signs)],
      ...(injuries === "skip" ? {} : { "intake.injuries": injuries }),
      "intake.to-hotline-with-backup": "yes",
      "intake.send": "send",
    },
  });
  return requestOf(played);
}

describe("danger signs", () => {
  it("only ever raise the urgency: one sign more never makes a case less urgent", () => {
    fc.assert(
      fc.property(someSigns, someSigns, (some, more) => {
        expect(isAtLeast(urgencyOf([...some, ...more]), urgencyOf(some))).toBe(true);
      }),
    );
  });

  it("mean the same in any order and said twice", () => {
    fc.assert(
      fc.property(someSigns, (signs) => {
        expect(urgencyOf([...signs].reverse())).toBe(urgencyOf(signs));
        expect(urgencyOf([...signs, ...signs])).toBe(urgencyOf(signs));
      }),
    );
  });

  it.each(["weapon", "threat-to-kill", "strangled", "his-suicide", "harms-children"] as const)(
    "make a case with %s urgent",
    (sign) => {
      expect(isAtLeast(urgencyOf([sign]), "high")).toBe(true);
    },
  );

  it("never make a sent case less urgent, whatever else she answers", async () => {
    await fc.assert(
      fc.asyncProperty(someSigns, fc.constantFrom("need-doctor", "hurt", "none", "skip"), async (signs, injuries) => {
        const { urgency } = await caseWith(signs, injuries);
        expect(isAtLeast(urgency, urgencyOf(signs))).toBe(true);
        expect(isAtLeast(urgency, (await caseWith([], "none")).urgency)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("are not counted as absent when she passes them over", async () => {
    expect((await caseWith(null, "skip")).answers).toMatchObject({ signs: null });
    expect((await caseWith([], "skip")).answers).toMatchObject({ signs: [] });
    expect((await caseWith(null, "skip")).urgency).toBe("medium");
  });
});
