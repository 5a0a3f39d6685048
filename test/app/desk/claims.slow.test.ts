import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "vitest";
import type { StaffSession } from "../../../src/app/desk/staff-session.ts";
import { type MemberId, newId } from "../../../src/domain/ids.ts";
import { openMainStore } from "../../../src/storage/open-store.ts";
import { startPostgres, type TestServer } from "../../storage/embedded-postgres.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";
import { sessionOf } from "./at-the-desk.ts";
import { raceForClaims } from "./race-for-claims.ts";

const ROUNDS = 1_000;

let server: TestServer;
let house: TestHouse;
let aida: StaffSession;
let bota: StaffSession;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  house = await openTestHouse();
  aida = sessionOf(house.parts, house.members.hotline);
  bota = { ...aida, memberId: newId<MemberId>(house.parts.random) };
});
afterEach(() => house.close());

describe("1,000 times two members who claim the same case at the same moment over two connections", () => {
  it.each(["SQLite", "PostgreSQL"])("one gets it each time, and the chain of records holds: %s", async (kind) => {
    const url = kind === "SQLite" ? `sqlite:${house.mainDb}` : await server.newDatabase();
    const stores = [await openMainStore(url), await openMainStore(url)] as const;
    const [one, two] = [
      { ...house.parts, store: stores[0] },
      { ...house.parts, store: stores[1] },
    ];
    const caseId = await keepCase(one, "1");
    await raceForClaims(
      [
        { parts: one, session: aida },
        { parts: two, session: bota },
      ],
      caseId,
      ROUNDS,
    );
    for (const store of stores) await store.close();
  });
});
