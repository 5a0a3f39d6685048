import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { News } from "../../../src/app/desk/feed.ts";
import { watchOthers } from "../../../src/app/desk/watch-others.ts";
import type { CaseId, EntryId } from "../../../src/domain/ids.ts";
import type { MainStore } from "../../../src/storage/main-store.ts";
import { openMainStore } from "../../../src/storage/open-store.ts";
import { caseRow, grantRow, id, ms } from "../../storage/make-rows.ts";
import { PanicRig } from "../../support/panic-rig.ts";

let rig: PanicRig;
let other: MainStore;
let heard: News[];
let look: () => Promise<void>;
beforeEach(async () => {
  rig = await PanicRig.open();
  other = await openMainStore(`sqlite:${rig.house.mainDb}`);
  heard = [];
  look = watchOthers(rig.parts);
  await look();
  rig.parts.feed.listen((news) => heard.push(news));
});
afterEach(async () => {
  await other.close();
  await rig.close();
});

describe("what another process does", () => {
  it("to a case is told at the next look, and once", async () => {
    const { organisation: hotline } = rig.house.members.hotline;
    await other.commit([
      { write: "add-case", item: caseRow("theirs") },
      { write: "add-grant", grant: grantRow("theirs", hotline) },
    ]);
    expect(heard).toEqual([]);
    await look();
    await look();
    expect(heard).toMatchObject([{ what: "case", caseId: id("theirs") }]);
    await other.commit([{ write: "hear-person", caseId: id("theirs"), due: ms(5) }]);
    await look();
    expect(heard).toHaveLength(2);
    expect(heard.filter(({ what }) => what === "case")).toHaveLength(2);
    await other.commit([{ write: "erase-case", caseId: id("theirs") }]);
    await look();
    expect(heard).toHaveLength(3);
  });

  it("with an answer that was given here is told, also when it was done at once", async () => {
    const entryId = id<EntryId>("answer");
    const caseId = id<CaseId>("ours");
    const message = { entryId, caseId, state: "sending", reason: null, at: ms(5) } as const;
    await rig.parts.store.commit([
      { write: "add-case", item: caseRow("ours") },
      { write: "add-message", message },
    ]);
    await other.commit([{ write: "set-message", caseId, entryId, state: "delivered", reason: null }]);
    await look();
    expect(heard).toContainEqual(expect.objectContaining({ what: "message", inCase: caseId, entryId }));
  });
});
