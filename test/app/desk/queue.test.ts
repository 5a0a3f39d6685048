import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { queueOf, queueRowFor } from "../../../src/app/desk/queue.ts";
import { queueRowSchema } from "../../../src/domain/desk/queue-row.ts";
import { type CaseId, newId, printHex } from "../../../src/domain/ids.ts";
import { later, MINUTE_MS } from "../../../src/domain/time.ts";
import { CASE_STATUS } from "../../../src/storage/rows.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const hotline = () => house.members.hotline.organisation;
const only = async () => (await queueOf(house.parts, hotline()))[0];
const setStatus = (caseId: CaseId, status: (typeof CASE_STATUS)[keyof typeof CASE_STATUS]) =>
  house.parts.store.commit([{ write: "set-status", caseId, status, touchedDay: house.parts.keys.time.today() }]);

describe("the queue of an organisation", () => {
  it("shows the most urgent first, then what is due first, and of each no word of hers", async () => {
    const low = await keepCase(house.parts, "1", { urgency: "low" });
    const high = await keepCase(house.parts, "2", { urgency: "high" });
    house.clock.pass(MINUTE_MS);
    const later = await keepCase(house.parts, "3", { urgency: "high" });
    const now = await keepCase(house.parts, "4", { urgency: "immediate", covert: true });
    const rows = await queueOf(house.parts, hotline());
    expect(rows.map(({ caseId }) => caseId)).toEqual([now, high, later, low].map(printHex));
    for (const row of rows) expect(queueRowSchema.strict().parse(row)).toEqual(row);
    expect(rows[0]).toMatchObject({ covert: true, urgency: "immediate", first: printHex(hotline()), escalation: 0 });
  });

  it("counts down while nobody opened a case, or while words of hers are unheard, and not otherwise", async () => {
    const caseId = await keepCase(house.parts, "1");
    expect(await only()).toMatchObject({ waiting: true, unheard: 0, status: "unread" });
    await setStatus(caseId, CASE_STATUS.answered);
    expect(await only()).toMatchObject({ waiting: false, status: "answered" });
    const due = later(house.clock.now(), MINUTE_MS);
    await house.parts.store.commit([{ write: "hear-person", caseId, due }]);
    expect(await only()).toMatchObject({ waiting: true, unheard: 1, dueAt: due });
    await house.parts.store.commit([{ write: "mark-heard", caseId }]);
    expect(await only()).toMatchObject({ waiting: false, unheard: 0 });
  });

  it("names a case by six digits that can be said over the telephone, always the same", async () => {
    await keepCase(house.parts, "1");
    const name = (await only())?.name ?? "";
    expect(name).toMatch(/^\d{3}-\d{3}$/);
    expect((await only())?.name).toBe(name);
  });

  it("shows one case to those who hold it, and to others neither that nor whether there is one", async () => {
    const caseId = await keepCase(house.parts, "1");
    const rowFor = (orgId = hotline(), id = caseId) => queueRowFor(house.parts, orgId, id);
    expect(await rowFor()).toEqual(await only());
    expect(await rowFor(house.members.centre.organisation)).toBeNull(); // The backup, before it is called.
    expect(await rowFor(house.members.police.organisation)).toBeNull();
    expect(await rowFor(hotline(), newId<CaseId>(house.parts.random))).toBeNull();
  });
});
