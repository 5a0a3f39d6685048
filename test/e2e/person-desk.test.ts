import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newMember } from "../../src/app/founding.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { answerPerson, listCases, readCase, staffAt } from "../support/staff-work.ts";
import type { TestMember } from "../support/test-house.ts";
import { caseWith } from "./answered-cases.ts";

const WORDS = "Мы прочитали. Можете говорить?";

let rig: PanicRig;
let person: Person;
let hotline: TestMember;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
  hotline = rig.house.members.hotline;
});
afterEach(() => rig.close());

const answer = (caseId: CaseId, text = WORDS, session = hotline) => answerPerson(rig.parts, session, caseId, text);

describe("a stranger at the desk", () => {
  const stranger = (): TestMember => ({
    ...newMember(rig.parts.sodium, rig.parts.random),
    organisation: rig.house.members.hotline.organisation,
    name: "nobody",
  });

  it("cannot begin a session, not even with a row that an operator made for him", async () => {
    const ghost = stranger();
    await expect(staffAt(rig.parts, ghost)).rejects.toThrow("desk/wrong-passphrase");
    const [real] = await rig.parts.store.orgGrantsOf(rig.house.members.hotline.id);
    const { orgId } = real ?? fail();
    await rig.parts.store.commit([
      { write: "put-member", memberId: ghost.id, orgId },
      { write: "put-org-grant", ...(real ?? fail()), memberId: ghost.id },
    ]);
    await expect(staffAt(rig.parts, ghost)).rejects.toThrow("desk/wrong-passphrase");
  });

  it("with another's id and keys of his own cannot either", async () => {
    const { id } = rig.house.members.hotline;
    await expect(staffAt(rig.parts, { ...stranger(), id })).rejects.toThrow("desk/wrong-passphrase");
  });
});

describe("the backup organisation", () => {
  it("reads and answers only once its grant is released", async () => {
    const caseId = await caseWith(rig, person, { may: "any-time" });
    const { centre } = rig.house.members;
    await expect(readCase(rig.parts, centre, caseId)).rejects.toThrow("case/not-found");
    await expect(answer(caseId, WORDS, centre)).rejects.toThrow("case/not-found");
    expect(await listCases(rig.parts, centre, 9)).toEqual([]);
    await rig.parts.store.commit([{ write: "release-grants", caseId, orgId: rig.house.members.centre.organisation }]);
    expect((await readCase(rig.parts, centre, caseId)).lines.every(({ ok }) => ok)).toBe(true);
    expect(await answer(caseId, WORDS, centre)).toBe("sent");
  });

  it("is not the police: they read nothing that she did not give them", async () => {
    const caseId = await caseWith(rig, person, { may: "any-time" });
    const { police } = rig.house.members;
    await expect(readCase(rig.parts, police, caseId)).rejects.toThrow("case/not-found");
  });
});

describe("a damaged entry", () => {
  it("is shown as broken, with the one that stands on it; all others are readable", async () => {
    const caseId = await caseWith(rig, person, { may: "any-time" });
    for (const text of ["раз", "два", "три"]) await answer(caseId, text);
    const db = new Sqlite(rig.house.mainDb);
    const { row } = db.prepare<[], { row: Buffer }>('SELECT "row" FROM entries WHERE seq = 4').get() ?? fail();
    row[60] = (row[60] ?? 0) ^ 1;
    db.prepare('UPDATE entries SET "row" = ? WHERE seq = 4').run(row);
    db.close();
    const { lines } = await readCase(rig.parts, hotline, caseId);
    expect(lines.map(({ seq, ok }) => [seq, ok])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
      [5, false],
      [6, true],
      [7, true],
      [8, true],
      [9, true],
    ]);
    expect(await answer(caseId, "четыре")).toBe("sent");
  });
});

function fail(): never {
  throw new Error("not there");
}
