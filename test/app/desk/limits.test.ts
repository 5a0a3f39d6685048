import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAudit } from "../../../src/app/audit.ts";
import { mustBeUsual } from "../../../src/app/desk/limits.ts";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import { unpack } from "../../../src/app/parcels.ts";
import { parseAuditRecord } from "../../../src/crypto/audit.ts";
import { type CaseId, type MemberId, newId } from "../../../src/domain/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/domain/time.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { sessionOf } from "./at-the-desk.ts";

let house: TestHouse;
let aida: StaffSession;
beforeEach(async () => {
  house = await openTestHouse();
  aida = sessionOf(house.parts, house.members.hotline);
});
afterEach(() => house.close());

const aCase = () => newId<CaseId>(house.parts.random);
const open = (caseId = aCase(), who = aida) => mustBeUsual(house.parts, who, caseId);
async function openMany(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await open();
}
const anomalies = async () =>
  (await readAudit(house.parts, null, 99)).filter(({ record }) => parseAuditRecord(record).action === "anomaly").length;
const notices = async () =>
  (await house.parts.store.outboxDue(house.clock.now(), 99)).flatMap((row) => unpack(house.parts, row).out);

describe("a member who opens cases", () => {
  it("may open sixty in an hour, and the same ones as often as she likes", async () => {
    const often = aCase();
    await openMany(59);
    for (let i = 0; i < 100; i += 1) await open(often);
    expect([await anomalies(), await notices()]).toEqual([0, []]);
  });

  it("is stopped at the next one until the hour is over, which is written down and told to her organisation once", async () => {
    const first = aCase();
    await open(first);
    house.clock.pass(MINUTE_MS);
    await openMany(59);
    for (let i = 0; i < 3; i += 1)
      await expect(open()).rejects.toMatchObject({
        code: "desk/too-many",
        detail: { retryAt: house.clock.now() + HOUR_MS - MINUTE_MS },
      });
    await open(first); // What she works on stays open to her; it counts from now.
    expect(await anomalies()).toBe(1);
    const text =
      "For supervisors: a member of yours opened more cases within an hour than usual and was stopped. " +
      "The log of the desk says who.";
    expect(await notices()).toEqual([{ out: "notice", text }]);
    house.clock.pass(HOUR_MS - MINUTE_MS - 1);
    await expect(open()).rejects.toThrow("desk/too-many");
    house.clock.pass(MINUTE_MS + 1);
    await openMany(60);
    await expect(open()).rejects.toThrow("desk/too-many");
    expect(await anomalies()).toBe(2);
  });

  it("does not stop her colleagues", async () => {
    await openMany(60);
    await open(aCase(), { ...aida, memberId: newId<MemberId>(house.parts.random) });
    expect(await anomalies()).toBe(0);
  });
});
