import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agreedReaders } from "../../src/app/readers.ts";
import type { RecipientKind } from "../../src/domain/case-contents.ts";
import type { CaseRequest } from "../../src/talks/deed.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const names = () => ({
  outcome: "recipients" as const,
  hotline: house.members.hotline.name,
  hotlineBackup: house.members.secondHotline.name,
  centre: house.members.centre.name,
  police: house.members.police.name,
  policeExcluded: false,
});

function readers(
  consents: readonly RecipientKind[],
  shown: Partial<CaseRequest["shown"]> = {},
  policeExcluded = false,
) {
  const request = { consents, shown: { ...names(), ...shown } } as CaseRequest;
  return agreedReaders(house.parts, request, policeExcluded).map(({ recipient, backup }) => [
    recipient.organisation.name,
    backup,
  ]);
}

describe("the readers of a case", () => {
  it("are those she said yes to, and the backup that she was shown", () => {
    const { hotline, hotlineBackup, centre, police } = names();
    expect(readers(["hotline", "crisis_centre", "police"])).toEqual([
      [hotline, false],
      [centre, false],
      [police, false],
      [hotlineBackup, true],
    ]);
  });

  it("are nobody she was not shown: a route that changed meanwhile gets nothing", () => {
    expect(readers(["hotline"], { hotline: "Another line", hotlineBackup: null })).toEqual([]);
    expect(readers(["crisis_centre"], { centre: names().hotline })).toEqual([]);
  });

  it("have no backup where none was shown, and none for a centre or the police", () => {
    expect(readers(["hotline"], { hotlineBackup: null })).toEqual([[names().hotline, false]]);
    expect(readers(["crisis_centre"])).toEqual([[names().centre, false]]);
  });

  it("are never the police as a backup, and not the police at all once they are left out", () => {
    expect(readers(["hotline"], { hotlineBackup: names().police })).toEqual([[names().hotline, false]]);
    expect(readers(["hotline", "police"], {}, true).map(([name]) => name)).not.toContain(names().police);
  });
});
