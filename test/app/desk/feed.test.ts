import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { News } from "../../../src/app/desk/feed.ts";
import { type CaseId, newId } from "../../../src/domain/ids.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";

let house: TestHouse;
let heard: News[];
beforeEach(async () => {
  house = await openTestHouse();
  heard = [];
  house.parts.feed.listen((news) => heard.push(news));
});
afterEach(() => house.close());

describe("those who watch", () => {
  it("hear of a case once for each unit that was kept, however much of it changed", async () => {
    const caseId = await keepCase(house.parts, "1");
    expect(heard).toMatchObject([{ what: "case", caseId }]);
  });

  it("hear nothing of what was refused", async () => {
    const caseId = await keepCase(house.parts, "1");
    const refused = { write: "erase-grant", grantId: newId<CaseId>(house.parts.random) } as never;
    await house.parts.store.commit([{ write: "mark-heard", caseId }, refused]);
    expect(heard).toHaveLength(1);
  });

  it("hear that a case is gone, that room was found, and who came on duty", async () => {
    const caseId = await keepCase(house.parts, "1");
    const { id: memberId, organisation: orgId } = house.members.hotline;
    const intake = { orgId, state: "full", beds: null, at: house.clock.now(), serviceId: null, town: null } as const;
    await house.parts.store.commit([{ write: "erase-case", caseId }]);
    await house.parts.store.commit([{ write: "put-intake", intake }]);
    await house.parts.store.commit([{ write: "set-duty", memberId, orgId, onDuty: true }]);
    expect(heard.slice(1)).toMatchObject([
      { what: "gone", caseId },
      { what: "organisation", orgId },
      { what: "organisation", orgId },
    ]);
  });

  it("can ask for what they missed, and are told when that is too long ago or of another run", async () => {
    const { feed } = house.parts;
    const before = feed.last();
    const caseId = await keepCase(house.parts, "1");
    await house.parts.store.commit([{ write: "mark-heard", caseId }]);
    expect(feed.since(before)).toHaveLength(2);
    expect(feed.since(before + 1)).toHaveLength(1);
    expect(feed.since(feed.last())).toEqual([]);
    expect(feed.since(feed.last() + 1)).toBeNull();
    const marks = Array.from({ length: 2_000 }, () => house.parts.store.commit([{ write: "mark-heard", caseId }]));
    await Promise.all(marks);
    expect(feed.since(before)).toBeNull();
    expect(feed.since(feed.last() - 2_000)).toHaveLength(2_000);
    house.clock.pass(60_000);
    const last = feed.last();
    house = await house.restart();
    expect(house.parts.feed.since(last)).toBeNull();
  });

  it("do not disturb what is kept, nor one another, when one of them fails", async () => {
    house.parts.feed.listen(() => {
      throw new Error("a broken stream");
    });
    const late: News[] = [];
    house.parts.feed.listen((news) => late.push(news));
    const caseId = await keepCase(house.parts, "1");
    expect(await house.parts.store.findCase(caseId)).not.toBeNull();
    expect(late).toHaveLength(1);
  });

  it("stop to hear when they go", async () => {
    const other: News[] = [];
    const stop = house.parts.feed.listen((news) => other.push(news));
    stop();
    await keepCase(house.parts, "1");
    expect(other).toEqual([]);
  });
});
