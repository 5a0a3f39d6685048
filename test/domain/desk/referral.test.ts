import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isReferralOver,
  isReferralVoid,
  nextReferralState,
  REFERRAL_STATES,
  REFERRAL_STEPS,
  type ReferralSide,
  type ReferralState,
  type ReferralStep,
  referralTarget,
} from "../../../src/domain/desk/referral.ts";
import { URGENCIES } from "../../../src/domain/urgency.ts";

const SIDES: readonly ReferralSide[] = ["sender", "receiver"];

/** Everything that may happen, written out: "side step from" → state after it. */
const ALLOWED: Readonly<Record<string, ReferralState>> = {
  "receiver accept offered": "accepted",
  "receiver decline offered": "declined",
  "sender withdraw offered": "withdrawn",
  "sender withdraw accepted": "withdrawn",
  "receiver arrived accepted": "arrived",
  "receiver did-not-arrive accepted": "not-arrived",
  "receiver close arrived": "closed",
  "receiver close not-arrived": "closed",
};

describe("a referral", () => {
  it("moves by the steps that are allowed and by no other, from every state and by either side", () => {
    const found: Record<string, ReferralState> = {};
    for (const state of REFERRAL_STATES)
      for (const step of REFERRAL_STEPS)
        for (const side of SIDES) {
          const next = nextReferralState(state, step, side);
          if (next !== null) found[`${side} ${step} ${state}`] = next;
        }
    expect(found).toEqual(ALLOWED);
  });

  it("never leaves a state that is over, whatever is tried", () => {
    for (const state of REFERRAL_STATES) {
      const moves = REFERRAL_STEPS.flatMap((step) => SIDES.map((side) => nextReferralState(state, step, side)));
      expect(isReferralOver(state), state).toBe(moves.every((one) => one === null));
    }
    expect(REFERRAL_STATES.filter(isReferralOver)).toEqual(["declined", "closed", "withdrawn"]);
    expect(REFERRAL_STATES.filter(isReferralVoid)).toEqual(["declined", "withdrawn"]);
  });

  it("never says that somebody arrived who was not accepted before, on 1,000 random walks by two sides", () => {
    const move = fc.tuple(fc.constantFrom<ReferralStep>(...REFERRAL_STEPS), fc.constantFrom<ReferralSide>(...SIDES));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const walk: ReferralState[] = ["offered"];
        for (const [step, side] of moves) {
          const next = nextReferralState(walk.at(-1) ?? "offered", step, side);
          if (next !== null) walk.push(next);
        }
        expect(new Set(walk).size).toBe(walk.length); // No state comes back.
        expect(walk.length).toBeLessThanOrEqual(4);
        if (walk.includes("arrived") || walk.includes("not-arrived")) expect(walk[1]).toBe("accepted");
        if (walk.includes("arrived")) expect(walk).not.toContain("withdrawn");
        if (walk.some(isReferralVoid)) expect(walk).not.toContain("closed");
      }),
      { numRuns: 1_000 },
    );
  });

  it("waits for a step after an offer, the shorter the more urgent it is, and after a yes, and never else", () => {
    const waits = URGENCIES.map((urgency) => referralTarget("offered", urgency) ?? 0);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(referralTarget("accepted", "immediate")).toBe(24 * 3_600_000);
    for (const state of ["declined", "arrived", "not-arrived", "closed", "withdrawn"] as const)
      expect(referralTarget(state, "immediate")).toBeNull();
  });
});
