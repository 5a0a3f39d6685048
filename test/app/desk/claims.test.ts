import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkAudit, readAudit } from "../../../src/app/audit.ts";
import {
  claimCase,
  handOver,
  LEASE_MS,
  lapseClaims,
  ownCase,
  releaseCase,
  renewWrite,
  takeBack,
} from "../../../src/app/desk/claims.ts";
import { queueOf } from "../../../src/app/desk/queue.ts";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import { keepWatch } from "../../../src/app/watch.ts";
import { parseAuditRecord } from "../../../src/crypto/audit.ts";
import { type CaseId, type MemberId, newId, sameBytes } from "../../../src/domain/ids.ts";
import { DAY_MS } from "../../../src/domain/time.ts";
import { CASE_STATUS } from "../../../src/storage/rows.ts";
import { openSqliteStore } from "../../../src/storage/sqlite-store.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";
import { sessionOf } from "./at-the-desk.ts";
import { raceForClaims } from "./race-for-claims.ts";

let house: TestHouse;
let caseId: CaseId;
let aida: StaffSession;
let bota: StaffSession;
beforeEach(async () => {
  house = await openTestHouse();
  caseId = await keepCase(house.parts, "1");
  aida = sessionOf(house.parts, house.members.hotline);
  bota = { ...aida, memberId: newId<MemberId>(house.parts.random) };
});
afterEach(() => house.close());

const row = async () => house.parts.store.findCase(caseId);
const owner = async () => (await queueOf(house.parts, aida.orgId))[0]?.owner ?? null;
const holds = async (who: StaffSession) => {
  const found = await row();
  return found?.owner !== null && found !== null && sameBytes(found.owner, who.memberId);
};
const renew = (who: StaffSession) => house.parts.store.commit([renewWrite(house.parts, who, caseId)]);
const actions = async () =>
  (await readAudit(house.parts, null, 50)).map(({ record }) => parseAuditRecord(record).action).reverse();

describe("a claim", () => {
  it("is one member's, until she gives it back", async () => {
    await claimCase(house.parts, aida, caseId);
    await expect(claimCase(house.parts, bota, caseId)).rejects.toThrow("case/claimed");
    await expect(ownCase(house.parts, bota, caseId)).rejects.toThrow("case/not-claimed");
    await expect(releaseCase(house.parts, bota, caseId)).rejects.toThrow("case/not-claimed");
    await releaseCase(house.parts, aida, caseId);
    expect(await owner()).toBeNull();
    await claimCase(house.parts, bota, caseId);
    expect(await holds(bota)).toBe(true);
    expect(await actions()).toEqual(["claim", "release", "claim"]);
  });

  it("is not to be had of a closed case, nor of one that is not the organisation's", async () => {
    const stranger = sessionOf(house.parts, house.members.secondHotline);
    await expect(claimCase(house.parts, stranger, caseId)).rejects.toThrow("case/not-found");
    await expect(claimCase(house.parts, aida, newId<CaseId>(house.parts.random))).rejects.toThrow("case/not-found");
    const touchedDay = house.parts.keys.time.today();
    await house.parts.store.commit([{ write: "set-status", caseId, status: CASE_STATUS.closed, touchedDay }]);
    await expect(claimCase(house.parts, aida, caseId)).rejects.toThrow("case/closed");
  });

  it("goes on while she does something, and lapses ten minutes after the last thing", async () => {
    await claimCase(house.parts, aida, caseId);
    for (let i = 0; i < 3; i += 1) {
      house.clock.pass(LEASE_MS - 1);
      expect(await renew(aida)).toBe("done");
    }
    house.clock.pass(LEASE_MS);
    expect(await renew(aida)).toBe("conflict");
    await expect(ownCase(house.parts, aida, caseId)).rejects.toThrow("case/not-claimed");
    expect(await owner()).toBeNull();
  });

  it("that lapsed goes back to the queue by itself, is told to those who watch, and is written down", async () => {
    await claimCase(house.parts, aida, caseId);
    const heard: string[] = [];
    house.parts.feed.listen((news) => heard.push(news.what));
    house.clock.pass(LEASE_MS - 1);
    expect(await lapseClaims(house.parts)).toBe(0);
    expect(heard).toEqual([]);
    house.clock.pass(1);
    await keepWatch(house.parts);
    expect(await row()).toMatchObject({ owner: null, ownerOrg: null, leaseUntil: 0 });
    expect(heard).toEqual(["case"]);
    expect(await actions()).toEqual(["claim", "lapse"]);
    expect(await lapseClaims(house.parts)).toBe(0);
  });

  it("that lapsed may be taken by another at once, and then not be renewed by the first", async () => {
    await claimCase(house.parts, aida, caseId);
    house.clock.pass(LEASE_MS);
    await claimCase(house.parts, bota, caseId);
    expect(await renew(aida)).toBe("conflict");
    await expect(claimCase(house.parts, aida, caseId)).rejects.toThrow("case/claimed");
    await lapseClaims(house.parts);
    expect(await holds(bota)).toBe(true);
  });

  it("is not hers any more when a job found it lapsed in the moment in which she renewed it, or it is and stays", async () => {
    await claimCase(house.parts, aida, caseId);
    house.clock.pass(LEASE_MS);
    const [claimed] = await Promise.all([
      claimCase(house.parts, aida, caseId).then(() => true),
      lapseClaims(house.parts),
    ]);
    expect([claimed, await holds(aida)]).toEqual([true, true]);
  });

  it("is handed to a colleague in office who may write, and to nobody else", async () => {
    await claimCase(house.parts, aida, caseId);
    await expect(handOver(house.parts, aida, caseId, bota.memberId)).rejects.toThrow("desk/bad-request");
    await expect(handOver(house.parts, aida, caseId, house.members.centre.id)).rejects.toThrow("desk/bad-request");
    await handOver(house.parts, aida, caseId, aida.memberId);
    house.clock.pass(LEASE_MS);
    await expect(handOver(house.parts, aida, caseId, aida.memberId)).rejects.toThrow("case/not-claimed");
  });

  it("is taken back by a supervisor of the same organisation only", async () => {
    await house.parts.store.commit([{ write: "release-grants", caseId, orgId: house.members.centre.organisation }]);
    await claimCase(house.parts, bota, caseId);
    const other = sessionOf(house.parts, house.members.centre);
    await expect(takeBack(house.parts, other, caseId)).rejects.toThrow("case/claimed");
    await takeBack(house.parts, aida, caseId);
    expect(await owner()).toBeNull();
    expect(await renew(bota)).toBe("conflict");
  });
});

describe("a process that is killed while somebody claims", () => {
  it("before it was kept leaves the case free, and the record of it is not there either", async () => {
    const lost = { ...house.parts, store: { ...house.parts.store, commit: () => new Promise<never>(() => {}) } };
    void claimCase(lost, aida, caseId);
    await new Promise((resolve) => setImmediate(resolve));
    house = await house.restart();
    expect((await house.parts.store.findCase(caseId))?.owner).toBeNull();
    expect(await actions()).toEqual([]);
    await claimCase(house.parts, bota, caseId);
  });

  it("after it was kept, and before anybody was told, leaves it hers until it lapses", async () => {
    const { keys } = house.parts;
    const raise = keys.raiseAuditMark.bind(keys);
    keys.raiseAuditMark = () => {
      throw new Error("killed");
    };
    await expect(claimCase(house.parts, aida, caseId)).rejects.toThrow("killed");
    keys.raiseAuditMark = raise;
    house = await house.restart();
    expect(await checkAudit(house.parts)).toBe(1); // The chain is ahead of its mark: nothing was lost.
    await expect(claimCase(house.parts, bota, caseId)).rejects.toThrow("case/claimed");
    await claimCase(house.parts, aida, caseId);
    house.clock.pass(LEASE_MS);
    await claimCase(house.parts, bota, caseId);
  });
});

describe("a clock that is set", () => {
  it("back does not make a claim longer than it was", async () => {
    await claimCase(house.parts, aida, caseId);
    house.clock.pass(LEASE_MS - 1);
    house.parts.keys.time.now();
    house.clock.pass(-DAY_MS);
    expect(await renew(aida)).toBe("done");
    await expect(claimCase(house.parts, bota, caseId)).rejects.toThrow("case/claimed");
    house.clock.pass(DAY_MS + LEASE_MS);
    await claimCase(house.parts, bota, caseId);
  });

  it("ahead ends it, and a leap of years is not followed", async () => {
    await claimCase(house.parts, aida, caseId);
    house.clock.pass(400 * DAY_MS);
    expect(await lapseClaims(house.parts)).toBe(0);
    house.clock.pass(-399 * DAY_MS);
    expect(await lapseClaims(house.parts)).toBe(1);
  });
});

describe("two members who claim the same case at the same moment", () => {
  it("over two connections: one gets it, and the other is told so", async () => {
    const other = { ...house.parts, store: await openSqliteStore(house.mainDb) };
    await raceForClaims(
      [
        { parts: house.parts, session: aida },
        { parts: other, session: bota },
      ],
      caseId,
      40,
    );
    await other.store.close();
  });
});
