import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runJobs } from "../../src/app/jobs.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { countInMainDb, lockedRows } from "../app/make-cases.ts";
import { PanicRig } from "../support/panic-rig.ts";
import { EraseStory, SECRETS, secretsIn } from "./erase-story.ts";

let rig: PanicRig;
let story: EraseStory;
beforeEach(async () => {
  rig = await PanicRig.open();
  story = new EraseStory(rig);
});
afterEach(() => rig.close());

/** In the folder of the house, journals and ledger included, and in the log. */
const found = () => secretsIn([rig.house.dataDir], [JSON.stringify(rig.log)]);

describe("what a person said, kept and took back", () => {
  it("is found by the search, where it was written in clear", async () => {
    const folder = join(rig.house.dataDir, "planted");
    await mkdir(folder);
    await writeFile(join(folder, "note"), SECRETS.map(({ text }) => text).join("\n"));
    expect(await found()).toHaveLength(SECRETS.length);
  });

  it("is nowhere on the disk after hide and after erasure, nor are the sealed rows, and the chat is empty", async () => {
    await story.tells();
    expect(await found()).toEqual([]);
    await story.hides();
    expect(story.screen()).toEqual([["bot", true]]);
    expect(await found()).toEqual([]);

    const rows = (await Promise.all((await story.cases()).map((caseId) => lockedRows(rig.parts, caseId)))).flat();
    expect(rows.length).toBeGreaterThan(15);
    expect(countInMainDb(rig.house, rows)).toBe(rows.length);

    await story.asksErasure();
    rig.house.clock.pass(71 * HOUR_MS);
    await runJobs(rig.parts);
    expect((await rig.parts.store.counts()).cases).toBe(2);
    rig.house.clock.pass(2 * HOUR_MS);
    await runJobs(rig.parts);
    expect((await rig.parts.store.counts()).cases).toBe(0);
    expect(countInMainDb(rig.house, rows)).toBe(0);
    expect(await found()).toEqual([]);
  });
});
