import { describe, expect, it } from "vitest";
import type { CaseId, OrganisationId } from "../../src/domain/ids.ts";
import type { WaitingAt } from "../../src/storage/main-store.ts";
import { CASE_STATUS, type CaseRow } from "../../src/storage/rows.ts";
import type { Write } from "../../src/storage/writes.ts";
import { BACKUP, bytes, caseRow, day, entryRow, grantRow, id, ms, ORG } from "./make-rows.ts";
import type { TheStore } from "./the-store.ts";

/** A case with a released grant for the hotline. */
const opened = (name: string, change: Partial<CaseRow> = {}): Write[] => [
  { write: "add-case", item: caseRow(name, change) },
  { write: "add-grant", grant: grantRow(name, ORG) },
];
const CASE = id<CaseId>("a");
const AT: WaitingAt = { stage: 0, urgency: 2, dueBy: ms(20), limit: 10, heldBack: false };

/** Cases, what they hold, and the queue. */
export function specifyCases(store: TheStore): void {
  const queue = async (org: OrganisationId = ORG) => (await store().queueOf(org, 10)).map((item) => item.caseId);

  describe("a case", () => {
    it("comes back as it was, with its entries in order and its grants", async () => {
      const item = caseRow("a", { covert: true });
      const [one, two] = [entryRow("a", 1), entryRow("a", 2)];
      const [grant, kept] = [grantRow("a", ORG), grantRow("a", BACKUP, { released: false })];
      await store().commit([
        { write: "add-case", item },
        { write: "add-entry", entry: two },
        { write: "add-entry", entry: one },
        { write: "add-entry", entry: entryRow("a", 1, { entryId: id("other epoch"), epoch: 2 }) },
        { write: "add-grant", grant },
        { write: "add-grant", grant: kept },
      ]);
      expect(await store().findCase(CASE)).toEqual(item);
      expect(await store().findCase(id<CaseId>("b"))).toBeNull();
      expect(await store().entriesOf(CASE, 1)).toEqual([one, two]);
      expect(await store().grantsOf(CASE)).toHaveLength(2);
      expect(await store().grantsOf(CASE)).toEqual(expect.arrayContaining([grant, kept]));
    });

    it("is not added twice, nor an entry at a place that is taken, nor the same grant again", async () => {
      await store().commit([...opened("a"), { write: "add-entry", entry: entryRow("a", 1) }]);
      const again: Write[] = [
        { write: "add-case", item: caseRow("a") },
        { write: "add-entry", entry: entryRow("a", 1, { entryId: id("other") }) },
        { write: "add-grant", grant: grantRow("a", ORG, { grantId: id("other") }) },
      ];
      for (const write of again) expect(await store().commit([write])).toBe("conflict");
    });

    it("takes no entry and no grant when it is not there", async () => {
      expect(await store().commit([{ write: "add-entry", entry: entryRow("a", 1) }])).toBe("conflict");
      expect(await store().commit([{ write: "add-grant", grant: grantRow("a", ORG) }])).toBe("conflict");
    });

    it("moves its head for the writer who saw it and nobody else", async () => {
      await store().commit(opened("a"));
      const was = { seq: 0, hash: bytes("head a", 32) };
      const now = { seq: 1, hash: bytes("head 1", 32) };
      const move = { write: "move-head", caseId: CASE, epoch: 1, was, now } as const;
      expect(await store().commit([{ ...move, was: { ...was, hash: bytes("forged", 32) } }])).toBe("conflict");
      expect(await store().commit([{ ...move, epoch: 2 }])).toBe("conflict");
      expect(await store().commit([move, { write: "add-entry", entry: entryRow("a", 1) }])).toBe("done");
      expect(await store().commit([move, { write: "add-entry", entry: entryRow("a", 2) }])).toBe("conflict");
      expect(await store().findCase(CASE)).toMatchObject({ headSeq: 1, headHash: now.hash });
      expect(await store().entriesOf(CASE, 1)).toHaveLength(1);
    });

    it("only ever becomes more urgent and due earlier", async () => {
      await store().commit(opened("a", { urgency: 2, due: ms(5_000) }));
      const raise = (urgency: number, due: number) =>
        store().commit([{ write: "raise-urgency", caseId: CASE, urgency, due: ms(due) }]);
      await raise(3, 9_000);
      expect(await store().findCase(CASE)).toMatchObject({ urgency: 2, due: 5_000 });
      await raise(0, 1_000);
      expect(await store().findCase(CASE)).toMatchObject({ urgency: 0, due: 1_000 });
      await raise(1, 2_000);
      expect(await store().findCase(CASE)).toMatchObject({ urgency: 0, due: 1_000 });
    });

    it("is erased with all that belongs to it, twice without complaint, and nothing can be added to it after", async () => {
      await store().commit([...opened("a"), { write: "add-entry", entry: entryRow("a", 1) }, ...opened("b")]);
      const erase: Write = { write: "erase-case", caseId: CASE };
      expect([await store().commit([erase]), await store().commit([erase])]).toEqual(["done", "done"]);
      expect(await store().findCase(CASE)).toBeNull();
      expect(await store().entriesOf(CASE, 1)).toEqual([]);
      expect(await store().grantsOf(CASE)).toEqual([]);
      expect(await store().counts()).toMatchObject({ cases: 1, entries: 0 });
      const status = { write: "set-status", caseId: CASE, status: CASE_STATUS.read, touchedDay: day(20_000) } as const;
      expect(await store().commit([status])).toBe("conflict");
      expect(await store().commit([{ write: "add-entry", entry: entryRow("a", 2) }])).toBe("conflict");
    });
  });

  describe("the queue", () => {
    it("shows the most urgent first, then the earliest due, then the oldest", async () => {
      await store().commit([
        ...opened("later", { urgency: 1, due: ms(20) }),
        ...opened("younger", { urgency: 1, due: ms(10), day: day(20_000) }),
        ...opened("older", { urgency: 1, due: ms(10), day: day(19_990) }),
        ...opened("immediate", { urgency: 0, due: ms(99) }),
      ]);
      expect(await queue()).toEqual(["immediate", "older", "younger", "later"].map((name) => id(name)));
      expect(await store().queueOf(ORG, 2)).toHaveLength(2);
    });

    it("has practice behind what is real, of the same urgency", async () => {
      await store().commit([
        ...opened("tried out", { due: ms(1), practice: true }),
        ...opened("real", { due: ms(9) }),
        ...opened("low", { urgency: 3, due: ms(1) }),
      ]);
      expect(await queue()).toEqual(["real", "tried out", "low"].map((name) => id(name)));
    });

    it("shows an organisation only what was released to it, and each case once", async () => {
      await store().commit([
        ...opened("a"),
        { write: "add-grant", grant: grantRow("a", ORG, { grantId: id("rotated"), recipientEpoch: 4 }) },
        { write: "add-grant", grant: grantRow("a", BACKUP, { released: false }) },
      ]);
      expect(await queue()).toEqual([CASE]);
      expect(await queue(BACKUP)).toEqual([]);
      await store().commit([{ write: "release-grants", caseId: CASE, orgId: BACKUP }]);
      expect(await queue(BACKUP)).toEqual([CASE]);
    });

    it("does not show closed cases", async () => {
      await store().commit([...opened("a"), ...opened("b")]);
      const close = { write: "set-status", caseId: CASE, status: CASE_STATUS.closed, touchedDay: day(20_003) } as const;
      await store().commit([close]);
      expect(await queue()).toEqual([id("b")]);
      expect(await store().findCase(CASE)).toMatchObject({ status: CASE_STATUS.closed, touchedDay: 20_003 });
    });
  });

  describe("cases by the first bytes of their ids", () => {
    const caseId = (...first: number[]) => Uint8Array.from({ length: 16 }, (_, i) => first[i] ?? 7) as CaseId;
    const withId = (given: CaseId, org = ORG): Write[] => {
      const name = given.join(".");
      return [
        { write: "add-case", item: caseRow(name, { caseId: given }) },
        { write: "add-grant", grant: grantRow(name, org, { caseId: given }) },
      ];
    };

    it("are those that begin so and were released to the organisation", async () => {
      const ids = [caseId(1, 255), caseId(2, 254), caseId(2, 255), caseId(3)];
      await store().commit([...ids.flatMap((each) => withId(each)), ...withId(caseId(2, 255, 9), BACKUP)]);
      const found = async (...prefix: number[]) =>
        (await store().casesByPrefix(ORG, Uint8Array.from(prefix))).map((item) => item.caseId);
      expect(await found(2)).toEqual([ids[1], ids[2]]);
      expect(await found(2, 255)).toEqual([ids[2]]);
      expect(await found(...caseId(3))).toEqual([ids[3]]);
      expect(await found(4)).toEqual([]);
      expect(await found(...caseId(3), 7)).toEqual([]);
    });
  });

  describe("cases that wait for a reader", () => {
    const waiting = async (change: Partial<WaitingAt> = {}) =>
      (await store().waitingCases({ ...AT, ...change })).map((item) => item.caseId);
    const withBackup = (name: string, change: Partial<CaseRow> = {}): Write[] => [
      ...opened(name, change),
      { write: "add-grant", grant: grantRow(name, BACKUP, { released: false }) },
    ];

    it("are due at the moment and not before it", async () => {
      await store().commit(opened("a", { due: ms(1_795_000_020_000) }));
      expect(await waiting({ dueBy: ms(1_795_000_019_999) })).toEqual([]);
      expect(await store().waitingCases({ ...AT, dueBy: ms(1_795_000_020_000) })).toEqual([caseRow("a")]);
    });

    it("are those that nobody opened, and those in which she wrote since", async () => {
      for (const [name, status] of Object.entries(CASE_STATUS)) {
        await store().commit(opened(name, { status, due: ms(10) }));
        await store().commit(opened(`${name}, wrote`, { status, due: ms(11), unheard: 2 }));
      }
      const found = ["unread", "read, wrote", "answered, wrote", "unread, wrote"].map((name) => id(name));
      expect(new Set(await waiting())).toEqual(new Set(found));
      expect((await waiting()).length).toBe(4);
    });

    it("are asked for by urgency and by how far help was called, the earliest first", async () => {
      await store().commit([
        ...opened("later", { due: ms(9) }),
        ...opened("earlier", { due: ms(8) }),
        ...opened("told", { due: ms(7), escalation: 1 }),
        ...opened("immediate", { due: ms(6), urgency: 0 }),
      ]);
      expect(await waiting()).toEqual([id("earlier"), id("later")]);
      expect(await waiting({ limit: 1 })).toEqual([id("earlier")]);
      expect(await waiting({ stage: 1 })).toEqual([id("told")]);
      expect(await waiting({ urgency: 0 })).toEqual([id("immediate")]);
    });

    it("are never practice", async () => {
      await store().commit([...withBackup("a", { due: ms(10), practice: true, unheard: 1 })]);
      expect(await waiting()).toEqual([]);
      expect(await waiting({ heldBack: true })).toEqual([]);
    });

    it("can be those that somebody is left for, each once", async () => {
      await store().commit([
        ...opened("no backup", { due: ms(10) }),
        { write: "add-case", item: caseRow("no grants", { due: ms(10) }) },
        ...withBackup("a", { due: ms(10) }),
        { write: "add-grant", grant: grantRow("a", id("second"), { released: false }) },
        ...withBackup("wrote", { due: ms(11), status: CASE_STATUS.answered, unheard: 1 }),
      ]);
      expect(await waiting({ heldBack: true })).toEqual([CASE, id("wrote")]);
      await store().commit([{ write: "release-grants", caseId: CASE, orgId: BACKUP }]);
      expect(await waiting({ heldBack: true })).toEqual([CASE, id("wrote")]);
      await store().commit([{ write: "release-grants", caseId: CASE, orgId: id("second") }]);
      expect(await waiting({ heldBack: true })).toEqual([id("wrote")]);
    });
  });

  describe("a case whose destruction was asked for", () => {
    it("is due at the moment that was named first, until it is taken back", async () => {
      const [one, two] = [caseRow("one"), caseRow("two")];
      await store().commit([one, two].map((item) => ({ write: "add-case", item })));
      expect(await store().casesToErase(ms(9_007_199_254_740_000), 10)).toEqual([]);
      await store().commit([
        { write: "ask-erasure", caseId: one.caseId, at: ms(200) },
        { write: "ask-erasure", caseId: two.caseId, at: ms(100) },
      ]);
      await store().commit([{ write: "ask-erasure", caseId: two.caseId, at: ms(900) }]);
      expect(await store().findCase(two.caseId)).toEqual({ ...two, eraseAt: 100 });
      expect(await store().casesToErase(ms(99), 10)).toEqual([]);
      expect(await store().casesToErase(ms(200), 10)).toEqual([two.caseId, one.caseId]);
      expect(await store().casesToErase(ms(200), 1)).toEqual([two.caseId]);
      await store().commit([{ write: "cancel-erasure", caseId: two.caseId }]);
      expect(await store().casesToErase(ms(200), 10)).toEqual([one.caseId]);
      expect(await store().findCase(two.caseId)).toEqual(two);
    });

    it("keeps whether it is a practice", async () => {
      await store().commit([{ write: "add-case", item: caseRow("one", { practice: true }) }]);
      expect((await store().findCase(caseRow("one").caseId))?.practice).toBe(true);
    });
  });

  describe("cases to end", () => {
    it("are the open ones that nobody touched for long, and the closed ones after longer, the longest rest first", async () => {
      const touched = (name: string, on: number, status: CaseRow["status"]): Write => ({
        write: "add-case",
        item: caseRow(name, { touchedDay: day(on), status }),
      });
      await store().commit([
        touched("open long", 19_909, CASE_STATUS.answered),
        touched("open", 19_910, CASE_STATUS.unread),
        touched("closed long", 19_634, CASE_STATUS.closed),
        touched("closed", 19_635, CASE_STATUS.closed),
      ]);
      expect(await store().casesToEnd(day(19_910), day(19_635), 10)).toEqual([id("closed long"), id("open long")]);
      expect(await store().casesToEnd(day(19_910), day(19_635), 1)).toEqual([id("closed long")]);
    });
  });
}
