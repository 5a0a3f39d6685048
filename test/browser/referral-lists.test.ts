import { describe, expect, it } from "vitest";
import { sortReferrals, stepsOpen } from "../../src/browser/desk/referral-lists.ts";
import type { Permission } from "../../src/domain/desk/permission.ts";
import { pretendId } from "./pretend-ids.ts";
import { NOON } from "./pretend-open.ts";
import { ORG } from "./pretend-people.ts";
import { pretendReferrals } from "./pretend-referrals.ts";

const rows = pretendReferrals(NOON);
const MAY: readonly Permission[] = ["referral.offer", "referral.answer"];

function referral(name: string) {
  const found = rows.find(({ referralId }) => referralId === pretendId(`referral ${name}`));
  if (found === undefined) throw new Error(name);
  return found;
}

describe("the steps of a referral", () => {
  it("are those of the side that looks at it", () => {
    expect(stepsOpen(referral("in offered"), ORG.hotline, MAY)).toEqual(["accept", "decline"]);
    expect(stepsOpen(referral("in accepted"), ORG.hotline, MAY)).toEqual(["arrived", "did-not-arrive"]);
    expect(stepsOpen(referral("out offered"), ORG.hotline, MAY)).toEqual(["withdraw"]);
    expect(stepsOpen(referral("out arrived"), ORG.hotline, MAY)).toEqual([]);
    expect(stepsOpen(referral("out arrived"), ORG.open, MAY)).toEqual(["close"]);
  });

  it("are none for somebody who only reads", () => {
    expect(stepsOpen(referral("in offered"), ORG.hotline, ["queue.read"])).toEqual([]);
  });
});

describe("a list of referrals", () => {
  it("begins with what is overdue and keeps what is over apart", () => {
    const { waiting, over } = sortReferrals(rows);
    expect(waiting[0]).toEqual(referral("out offered"));
    expect(over.map(({ state }) => state).toSorted()).toEqual(["closed", "declined", "withdrawn"]);
    expect(waiting.length + over.length).toBe(rows.length);
  });
});
