import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runJobs, sweepOrphans } from "../../src/app/jobs.ts";
import { watchOutages } from "../../src/app/outages.ts";
import type { Parts } from "../../src/app/parts.ts";
import { type Cry, raiseAlert } from "../../src/app/raise-alert.ts";
import { HeldAlerts } from "../../src/bot/held-alerts.ts";
import { Fault } from "../../src/domain/faults.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../src/domain/time.ts";
import type { Write } from "../../src/storage/writes.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const CRY: Cry = {
  chat: { channel: "telegram", id: "700100200" },
  updateId: "1000",
  by: "phrase",
  text: "есть ли чай с мятой",
  message: null,
  locale: "ru",
};

let house: TestHouse;
let isAway: boolean;
/** Units of which the database said nothing. */
let inDoubt: (readonly Write[])[];
beforeEach(async () => {
  house = await openTestHouse();
  await runJobs(house.parts);
  isAway = true;
  inDoubt = [];
});
afterEach(() => house.close());

/** The house beside a database that takes units and does not say what becomes of them. */
function partsInDoubt(): Parts {
  const { store } = house.parts;
  const commit = (writes: readonly Write[]) => {
    if (!isAway) return store.commit(writes);
    inDoubt.push(writes);
    return Promise.reject(new Fault("store/unavailable"));
  };
  return { ...house.parts, ...watchOutages({ ...store, commit }, house.clock.now) };
}

/** The database is there again, and shows what it had kept of the first try. @returns its case. */
async function comesBack(): Promise<CaseId> {
  isAway = false;
  const first = inDoubt.find((writes) => writes.some(({ write }) => write === "add-case"));
  expect(await house.parts.store.commit(first ?? [])).toBe("done");
  const [caseId] = (first ?? []).flatMap((one) => (one.write === "add-case" ? [one.item.caseId] : []));
  if (caseId === undefined) throw new Error("no case was tried");
  return caseId;
}

async function rowsThatOpen(caseId: CaseId): Promise<number> {
  const rows = await house.parts.store.entriesOf(caseId, 1);
  return rows.filter(({ entryId, row }) => house.parts.keys.unlockRow(caseId, entryId, row).length > 0).length;
}

/** Cried, held, and tried again until hours later, while the jobs come round. */
async function heldForHours(parts: Parts): Promise<HeldAlerts> {
  const alerts = new HeldAlerts(parts);
  expect(await raiseAlert(parts, CRY)).toBeNull();
  alerts.hold(CRY);
  for (let hour = 1; hour <= 3; hour += 1) {
    house.clock.pass(HOUR_MS + MINUTE_MS);
    expect(await alerts.retry()).toBe(false);
    await runJobs(parts);
  }
  return alerts;
}

describe("an alert that waits in memory while the database is away for hours", () => {
  it("opens for those who are called, when the database had kept the first try after all", async () => {
    const parts = partsInDoubt();
    const alerts = await heldForHours(parts);
    const caseId = await comesBack();
    expect(await alerts.retry()).toBe(true); // It counts as kept: nothing is tried again.
    expect(alerts.has(CRY.chat)).toBe(false);
    expect((await house.parts.store.counts()).cases).toBe(1);
    expect(await rowsThatOpen(caseId)).toBeGreaterThan(3);
  });

  it("leaves no key behind of the tries that came to nothing, an hour after the database is back", async () => {
    const parts = partsInDoubt();
    const alerts = await heldForHours(parts);
    const caseId = await comesBack();
    await alerts.retry();
    house.clock.pass(HOUR_MS - MINUTE_MS);
    expect(await sweepOrphans(parts)).toBe(0);
    house.clock.pass(2 * MINUTE_MS);
    expect(await sweepOrphans(parts)).toBe(4);
    expect(parts.keys.cases.bornBefore(house.clock.now())).toEqual([caseId]);
    expect(await rowsThatOpen(caseId)).toBeGreaterThan(3);
  });

  it("is kept anew when the database had kept nothing", async () => {
    const parts = partsInDoubt();
    const alerts = await heldForHours(parts);
    isAway = false;
    expect(await alerts.retry()).toBe(true);
    expect(alerts.has(CRY.chat)).toBe(false);
    const opened: number[] = [];
    for (const caseId of parts.keys.cases.bornBefore(later(house.clock.now(), 1)))
      if ((await house.parts.store.findCase(caseId)) !== null) opened.push(await rowsThatOpen(caseId));
    expect(opened).toEqual([expect.any(Number)]);
    expect(opened[0]).toBeGreaterThan(3);
  });
});
