import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, Staff } from "../support/staff.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

describe("a case at the desk", () => {
  it("is listed, claimed, opened and marked as read by who claimed it", async () => {
    const caseId = await keepCase(house.parts, "1");
    const operator = await Staff.over(house.parts, house.members.operator);
    expect((await operator.queue()).map(({ status, waiting }) => ({ status, waiting }))).toEqual([
      { status: "unread", waiting: true },
    ]);
    await operator.claim(caseId);
    const opened = await operator.open(caseId);
    expect(opened.row.status).toBe("read");
    expect(bodiesOf(opened.lines).at(-1)).toEqual({ entry: "status", status: "read" });
    expect(opened.shorterThanSeen).toBe(false);
  });
});
