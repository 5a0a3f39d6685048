import { describe, expect, it } from "vitest";
import { stepsOf } from "../../src/browser/desk/case-steps.ts";
import { CASE } from "./pretend-ids.ts";
import { NOON, openedAtNoon, sessionAtNoon } from "./pretend-open.ts";

type Role = "reader" | "staff" | "admin";

async function steps(caseId: string, role: Role, later = 0) {
  const { row, contact } = await openedAtNoon(caseId);
  return [...stepsOf(await sessionAtNoon(role), row, contact.way, NOON + later)];
}

describe("what a case page offers", () => {
  it("lets nobody but its owner write, whatever her role", async () => {
    for (const role of ["reader", "staff", "admin"] as const)
      for (const step of ["reply", "note", "close", "spam", "refer", "urgency"])
        expect(await steps(CASE.hers, role)).not.toContain(step);
  });

  it("offers the owner everything but taking it back", async () => {
    const mine = await steps(CASE.mine, "staff");
    expect(mine).toEqual(expect.arrayContaining(["reply", "note", "close", "spam", "refer", "called-102", "release"]));
    expect(mine).not.toContain("take-back");
    expect(mine).not.toContain("claim");
  });

  it("lets a reader and an administrator read without a claim, and staff only with one", async () => {
    expect(await steps(CASE.urgent, "reader")).toEqual(["open", "print"]);
    expect(await steps(CASE.urgent, "staff")).toEqual(["claim"]);
    expect(await steps(CASE.hers, "admin")).toEqual(["open", "take-back", "print"]);
  });

  it("lets a lapsed claim be taken by anybody who may", async () => {
    expect(await steps(CASE.hers, "staff")).toEqual([]);
    expect(await steps(CASE.hers, "staff", 12 * 60_000)).toEqual(["claim"]);
  });

  it("offers nothing on a closed case but to read it", async () => {
    expect(await steps(CASE.closed, "admin")).toEqual(["open", "print"]);
    expect(await steps(CASE.closed, "staff")).toEqual(["open", "print"]);
  });

  it("does not offer to refer a covert case", async () => {
    const { row } = await openedAtNoon(CASE.mine);
    const covert = stepsOf(await sessionAtNoon("staff"), { ...row, covert: true }, "covert", NOON);
    expect(covert.has("reply")).toBe(true);
    expect(covert.has("refer")).toBe(false);
  });

  it("offers to say that it was a false alarm where it may have been one, to its owner", async () => {
    expect(await steps(CASE.order, "staff")).toContain("false-alarm");
    expect(await steps(CASE.practice, "staff")).toContain("false-alarm");
    expect(await steps(CASE.mine, "staff")).not.toContain("false-alarm");
    expect(await steps(CASE.covert, "admin")).not.toContain("false-alarm");
  });
});
