import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CaseId, printHex } from "../../../src/domain/ids.ts";
import { keepCase } from "../../app/make-cases.ts";
import { addressOf, bodiesOf, Staff } from "../../support/staff.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";

let house: TestHouse;
let staff: Staff;
let caseId: CaseId;
/** What happens to the next request: it is answered, it never arrives, or its answer is lost on the way. */
let line: "whole" | "cut before" | "cut after";

beforeEach(async () => {
  house = await openTestHouse();
  line = "whole";
  const address = addressOf(house.parts);
  const { fetch } = address;
  const shaky: typeof fetch = async (input, init) => {
    if (line === "cut before") throw new TypeError("fetch failed");
    const answer = await fetch(input, init);
    if (line === "cut after") throw new TypeError("fetch failed");
    return answer;
  };
  staff = await Staff.at({ ...address, fetch: shaky }, house.members.operator);
  caseId = await keepCase(house.parts, "1", { contact: { may: "any-time" } });
  await staff.claim(caseId);
  await staff.open(caseId);
});
afterEach(() => house.close());

const reply = () => staff.port.cases.reply(printHex(caseId), "Мы здесь", null);
const messages = async () => {
  const { lines } = await staff.open(caseId);
  expect(lines.every(({ ok }) => ok)).toBe(true);
  return bodiesOf(lines).filter(({ entry }) => entry === "message").length;
};

describe("a reply whose answer was lost", () => {
  it("is refused as offline, and is not sent a second time when it is sent again", async () => {
    line = "cut after";
    expect(await reply()).toEqual({ refused: "desk/offline" });
    line = "whole";
    expect(await reply()).toMatchObject({ went: "waiting", opened: { row: { status: "answered" } } });
    expect(await messages()).toBe(1);
    expect(await house.parts.store.sentSince(caseId, 0 as never)).toBe(1);
  });

  it("is sent when it never arrived", async () => {
    line = "cut before";
    expect(await reply()).toEqual({ refused: "desk/offline" });
    line = "whole";
    expect(await reply()).toMatchObject({ went: "waiting" });
    expect(await messages()).toBe(1);
  });

  it("does not swallow the same words said on purpose later", async () => {
    line = "cut after";
    await reply();
    line = "whole";
    await reply();
    expect(await reply()).toMatchObject({ went: "waiting" });
    expect(await messages()).toBe(2);
  });

  it("does not stand in the way of other words", async () => {
    line = "cut after";
    await reply();
    line = "whole";
    await staff.must(({ cases }) => cases.note(printHex(caseId), "связь пропала"));
    expect(await messages()).toBe(1);
  });
});

describe("what was opened", () => {
  it("is forgotten when she locks", async () => {
    const held = await staff.hands.hold(printHex(caseId));
    await staff.port.door.lock();
    expect(held.seed.every((byte) => byte === 0)).toBe(true);
    expect(await staff.port.cases.open(printHex(caseId))).toEqual({ refused: "desk/signed-out" });
    expect(await staff.port.cases.note(printHex(caseId), "x")).toEqual({ refused: "desk/signed-out" });
  });

  it("holds no token where pages see it", async () => {
    const { lines } = await staff.open(caseId);
    expect(bodiesOf(lines).find(({ entry }) => entry === "contact")).toMatchObject({ tokens: [] });
  });
});
