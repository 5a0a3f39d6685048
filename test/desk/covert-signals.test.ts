import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { post, unpack } from "../../src/app/parcels.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS, later } from "../../src/domain/time.ts";
import type { OutboxRow } from "../../src/storage/rows.ts";
import { keepCase } from "../app/make-cases.ts";
import type { Staff } from "../support/staff.ts";
import { DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const CHAT = { channel: "telegram", id: "1" } as const;

/** A case with both signals prepared, due in a day. */
async function withSignals(covert = true): Promise<CaseId> {
  const { parts, house } = world;
  const caseId = await keepCase(parts, CHAT.id, { covert });
  const due = later(house.clock.now(), DAY_MS);
  const rows = (["seen", "nobody"] as const).map((signal): OutboxRow => {
    const { row } = post(parts, CHAT, [{ out: "screen", text: signal, rows: [] }], { due });
    return { ...row, caseId, signal };
  });
  expect(await parts.store.commit(rows.map((item) => ({ write: "add-outbox", item }) as const))).toBe("done");
  return caseId;
}

/** Signals that are there still, with whether they go now. */
async function signals(): Promise<readonly string[]> {
  const now = world.house.clock.now();
  const rows = await world.parts.store.outboxDue(later(now, 2 * DAY_MS), 100);
  const own = rows.filter((row) => unpack(world.parts, row).chat.id === CHAT.id);
  return own.map(({ signal, due }) => `${signal} ${due <= now ? "now" : "later"}`).sort();
}

describe("a signal to her", () => {
  it("that nobody came is taken back with the claim, and that it is read waits until it is", async () => {
    const caseId = await withSignals();
    await operator.claim(caseId);
    expect(await signals()).toEqual(["seen later"]);
    await operator.open(caseId);
    expect(await signals()).toEqual(["seen now"]);
  });

  it("is not moved by who only looks", async () => {
    const caseId = await withSignals();
    await (await world.staff("hotline")).open(caseId);
    expect(await signals()).toEqual(["nobody later", "seen later"]);
  });

  it("is nobody's business in an open case", async () => {
    const caseId = await withSignals(false);
    await operator.claim(caseId);
    await operator.open(caseId);
    expect(await signals()).toEqual(["nobody later", "seen later"]);
  });

  it.each([
    ["closing", (hex: string) => operator.must(({ cases }) => cases.close(hex, "false-alarm", ""))],
    ["ended contact", (hex: string) => operator.must(({ cases }) => cases.stopContact(hex, ""))],
    ["spam", (hex: string) => operator.must(({ cases }) => cases.shredSpam(hex))],
  ] as const)("does not outlive the case: %s", async (_name, end) => {
    const caseId = await withSignals();
    await operator.claim(caseId);
    await end(printHex(caseId));
    expect(await signals()).toEqual([]);
  });
});
