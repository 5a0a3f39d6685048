import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAudit } from "../../../src/app/audit.ts";
import { endDuties, isAttended, onDutyOf, setDuty } from "../../../src/app/desk/duty.ts";
import { organisationCard } from "../../../src/app/desk/organisations.ts";
import { closeSession, openSession, sessionOf as sessionBehind, touchSession } from "../../../src/app/desk/sessions.ts";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import { runJobs } from "../../../src/app/jobs.ts";
import { keepWatch } from "../../../src/app/watch.ts";
import { parseAuditRecord } from "../../../src/crypto/audit.ts";
import { newSeed, signKeypair } from "../../../src/crypto/keypairs.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/domain/time.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

/** Signs in as the browser does after the door let her in. */
async function signIn(): Promise<{ readonly session: StaffSession; readonly token: Uint8Array }> {
  const key = signKeypair(house.parts.sodium, newSeed(house.parts.random)).publicKey;
  return openSession(house.parts, house.members.hotline.id, key);
}
const hotline = () => house.members.hotline.organisation;
const isThere = async () => (await onDutyOf(house.parts, hotline())).length > 0;

describe("a member on duty", () => {
  it("is there from when she says so until she goes", async () => {
    const { session } = await signIn();
    expect(await isThere()).toBe(false);
    await setDuty(house.parts, session, true);
    expect(await isThere()).toBe(true);
    expect((await organisationCard(house.parts, hotline())).onDuty).toBe(true);
    await setDuty(house.parts, session, false);
    expect(await isThere()).toBe(false);
    const actions = (await readAudit(house.parts, null, 2)).map(({ record }) => parseAuditRecord(record).action);
    expect(actions).toEqual(["duty", "duty"]);
  });

  it("goes with the sign-out on her last device, and not before", async () => {
    const [one, two] = [await signIn(), await signIn()];
    await setDuty(house.parts, one.session, true);
    await closeSession(house.parts, two.session, false);
    expect(await isThere()).toBe(true);
    await closeSession(house.parts, one.session, false);
    expect(await isThere()).toBe(false);
  });

  it("goes with the sign-out on all devices", async () => {
    const [one] = [await signIn(), await signIn()];
    await setDuty(house.parts, one.session, true);
    await closeSession(house.parts, one.session, true);
    expect(await isThere()).toBe(false);
  });

  it("stays through a quiet hour, though her session slept meanwhile, and is away after it", async () => {
    const { session, token } = await signIn();
    await setDuty(house.parts, session, true);
    house.clock.pass(9 * MINUTE_MS);
    await touchSession(house.parts, session);
    house.clock.pass(59 * MINUTE_MS);
    await expect(sessionBehind(house.parts, token)).rejects.toThrow("desk/signed-out");
    await runJobs(house.parts);
    await keepWatch(house.parts);
    expect(await isThere()).toBe(true);
    house.clock.pass(MINUTE_MS);
    expect([await isThere(), (await organisationCard(house.parts, hotline())).onDuty]).toEqual([false, false]);
    expect(await endDuties(house.parts)).toBe(1);
    expect((await house.parts.store.rosterOf(hotline())).some(({ onDuty }) => onDuty)).toBe(false);
    expect(await endDuties(house.parts)).toBe(0);
  });

  it("is still on duty after a restart", async () => {
    const { session } = await signIn();
    await setDuty(house.parts, session, true);
    house = await house.restart();
    expect(await isThere()).toBe(true);
  });

  it("must be in office for it: whom the charter does not list is not there", async () => {
    const { session } = await signIn();
    await setDuty(house.parts, session, true);
    await house.parts.store.commit([
      { write: "put-member", memberId: session.memberId, orgId: house.members.centre.organisation },
    ]);
    expect(await onDutyOf(house.parts, house.members.centre.organisation)).toEqual([]);
    await expect(setDuty(house.parts, session, true)).rejects.toThrow("desk/not-found");
  });
});

describe("an organisation", () => {
  it("of which nobody ever signed in counts as being there: it works by notices", async () => {
    expect(await isAttended(house.parts, hotline())).toBe(true);
  });

  it("that uses the desk is there only while somebody is on duty", async () => {
    const { session } = await signIn();
    expect(await isAttended(house.parts, hotline())).toBe(false);
    await setDuty(house.parts, session, true);
    expect(await isAttended(house.parts, hotline())).toBe(true);
    house.clock.pass(HOUR_MS);
    expect(await isAttended(house.parts, hotline())).toBe(false);
  });
});
