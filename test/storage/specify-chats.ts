import { describe, expect, it } from "vitest";
import type { CaseId, OutboxId, Tag } from "../../src/domain/ids.ts";
import type { BridgeRow, TraceRow } from "../../src/storage/rows.ts";
import { bytes, day, id, linkRow, ms, outboxRow, stateRow, week } from "./make-rows.ts";
import type { TheStore } from "./the-store.ts";

const OLD = id<Tag>("old tag");
const NEW = id<Tag>("new tag");

/** What is kept for a chat: link, state, traces, words on their way out. */
export function specifyChats(store: TheStore): void {
  describe("the link of a chat", () => {
    it("comes back byte for byte, whatever the bytes", async () => {
      const row = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
      await store().commit([{ write: "put-link", link: linkRow("old tag", { row }), was: null }]);
      const found = await store().findLink([NEW, OLD]);
      expect(found).toEqual(linkRow("old tag", { row }));
      expect(Object.getPrototypeOf(found?.row)).toBe(Uint8Array.prototype);
    });

    it("is not found under other tags, nor under none", async () => {
      await store().commit([{ write: "put-link", link: linkRow("old tag"), was: null }]);
      expect(await store().findLink([NEW])).toBeNull();
      expect(await store().findLink([])).toBeNull();
    });

    it("is the one of the newest epoch if there are two", async () => {
      const newer = linkRow("new tag", { epoch: week(2_901) });
      await store().commit([
        { write: "put-link", link: newer, was: null },
        { write: "put-link", link: linkRow("old tag"), was: null },
      ]);
      expect(await store().findLink([OLD, NEW])).toEqual(newer);
    });

    it("is not written over by somebody who saw nothing, an older version or another tag", async () => {
      await store().commit([{ write: "put-link", link: linkRow("old tag", { version: 2 }), was: null }]);
      const link = linkRow("old tag", { version: 3, row: bytes("lost") });
      for (const was of [null, { tag: OLD, version: 1 }, { tag: NEW, version: 2 }]) {
        expect(await store().commit([{ write: "put-link", link, was }])).toBe("conflict");
      }
      expect(await store().findLink([OLD])).toEqual(linkRow("old tag", { version: 2 }));
    });

    it("moves to the tag of a new epoch and leaves nothing under the old one", async () => {
      await store().commit([{ write: "put-link", link: linkRow("old tag"), was: null }]);
      const moved = linkRow("new tag", { version: 2, epoch: week(2_901) });
      const move = { write: "put-link", link: moved, was: { tag: OLD, version: 1 } } as const;
      expect(await store().commit([move])).toBe("done");
      expect(await store().findLink([OLD])).toBeNull();
      expect(await store().findLink([NEW])).toEqual(moved);
      expect(await store().commit([move])).toBe("conflict");
    });

    it("does not move onto a tag that is taken", async () => {
      const taken = linkRow("new tag", { epoch: week(2_901), row: bytes("taken") });
      await store().commit([{ write: "put-link", link: linkRow("old tag"), was: null }]);
      await store().commit([{ write: "put-link", link: taken, was: null }]);
      const link = linkRow("new tag", { version: 2 });
      expect(await store().commit([{ write: "put-link", link, was: { tag: OLD, version: 1 } }])).toBe("conflict");
      expect(await store().findLink([OLD])).toEqual(linkRow("old tag"));
      expect(await store().findLink([NEW])).toEqual(taken);
    });

    it("goes when its epoch is over", async () => {
      await store().commit([
        { write: "put-link", link: linkRow("old tag"), was: null },
        { write: "put-link", link: linkRow("new tag", { epoch: week(2_901) }), was: null },
      ]);
      await store().commit([{ write: "erase-old-links", before: week(2_901) }]);
      expect(await store().findLink([OLD])).toBeNull();
      expect(await store().findLink([NEW])).not.toBeNull();
    });
  });

  describe("the state of a talk", () => {
    it("is replaced by somebody who saw it and nobody else", async () => {
      await store().commit([{ write: "put-state", state: stateRow("old tag"), was: null }]);
      const next = stateRow("old tag", { version: 2, row: bytes("next") });
      const put = { write: "put-state", state: next, was: { tag: OLD, version: 1 } } as const;
      expect(await store().commit([put])).toBe("done");
      expect(await store().commit([put])).toBe("conflict");
      expect(await store().findState([OLD])).toEqual(next);
    });

    it("moves to today's tag, and today's is the one that is found", async () => {
      await store().commit([{ write: "put-state", state: stateRow("old tag"), was: null }]);
      const today = stateRow("new tag", { day: day(20_001), version: 2 });
      await store().commit([{ write: "put-state", state: today, was: { tag: OLD, version: 1 } }]);
      expect(await store().findState([OLD, NEW])).toEqual(today);
      expect(await store().counts()).toMatchObject({ states: 1 });
    });

    it("is erased by its version, and by hide whatever its version", async () => {
      await store().commit([{ write: "put-state", state: stateRow("old tag", { version: 7 }), was: null }]);
      expect(await store().commit([{ write: "erase-state", was: { tag: OLD, version: 6 } }])).toBe("conflict");
      expect(await store().findState([OLD])).not.toBeNull();
      expect(await store().commit([{ write: "erase-states", tags: [NEW, OLD] }])).toBe("done");
      expect(await store().findState([OLD])).toBeNull();
      expect(await store().commit([{ write: "erase-states", tags: [NEW, OLD] }])).toBe("done");
      expect(await store().commit([{ write: "erase-states", tags: [] }])).toBe("done");
    });
  });

  describe("traces", () => {
    const trace = (name: string, row: string): TraceRow => ({
      tag: id(name),
      day: day(20_000),
      row: bytes(row),
      address: null,
      due: ms(0),
    });

    it("are written over, found by their tags and erased", async () => {
      await store().commit([{ write: "put-trace", trace: trace("old tag", "one") }]);
      await store().commit([{ write: "put-trace", trace: trace("old tag", "two") }]);
      expect(await store().findTraces([NEW, OLD])).toEqual([trace("old tag", "two")]);
      await store().commit([{ write: "erase-traces", tags: [OLD] }]);
      expect(await store().findTraces([OLD])).toEqual([]);
      expect(await store().findTraces([])).toEqual([]);
    });

    it("are found when their oldest message is due, and never without a moment", async () => {
      const due = (name: string, at: number): TraceRow => ({
        ...trace(name, name),
        address: bytes("she"),
        due: ms(at),
      });
      const all = [due("old tag", 300), due("new tag", 200), trace("third tag", "x")];
      await store().commit(all.map((one) => ({ write: "put-trace", trace: one })));
      expect(await store().tracesDue(ms(250), 10)).toEqual([all[1]]);
      expect(await store().tracesDue(ms(300), 10)).toEqual([all[1], all[0]]);
      expect(await store().tracesDue(ms(9_007_199_254_740_000), 1)).toEqual([all[1]]);
    });
  });

  describe("words on their way out", () => {
    it("are found when they are due, the earliest first", async () => {
      const [late, soon, first] = [outboxRow("late", 300), outboxRow("soon", 200), outboxRow("first", 100)];
      await store().commit([late, soon, first].map((item) => ({ write: "add-outbox", item })));
      expect(await store().outboxDue(ms(200), 10)).toEqual([first, soon]);
      expect(await store().outboxDue(ms(300), 1)).toEqual([first]);
      expect(await store().outboxDue(ms(99), 10)).toEqual([]);
    });

    it("are put off, and stay erased when somebody erased them meanwhile", async () => {
      await store().commit([{ write: "add-outbox", item: outboxRow("words", 100) }]);
      const later = outboxRow("words", 9_007_199_254_740_000);
      expect(await store().commit([{ write: "put-outbox", item: later }])).toBe("done");
      expect(await store().findOutbox(later.id)).toEqual(later);
      await store().commit([{ write: "erase-outbox", id: later.id }]);
      expect(await store().commit([{ write: "put-outbox", item: later }])).toBe("conflict");
      expect(await store().findOutbox(id<OutboxId>("words"))).toBeNull();
    });
  });

  describe("signals of a case", () => {
    const one = id<CaseId>("one");
    const signal = (name: string, kind: "seen" | "nobody", of = one) =>
      outboxRow(name, 9_007_199_254_740_000, { caseId: of, signal: kind });

    it("wait until they are let go, each kind for itself", async () => {
      const [seen, nobody, other] = [
        signal("s", "seen"),
        signal("n", "nobody"),
        signal("o", "seen", id<CaseId>("two")),
      ];
      await store().commit([seen, nobody, other].map((item) => ({ write: "add-outbox", item })));
      expect(await store().outboxDue(ms(500), 10)).toEqual([]);
      await store().commit([{ write: "send-signal", caseId: one, signal: "seen", due: ms(400) }]);
      expect(await store().outboxDue(ms(500), 10)).toEqual([{ ...seen, due: 400 }]);
      await store().commit([{ write: "drop-signals", caseId: one, signal: "nobody" }]);
      expect(await store().findOutbox(nobody.id)).toBeNull();
      await store().commit([{ write: "drop-signals", caseId: one, signal: null }]);
      expect(await store().findOutbox(seen.id)).toBeNull();
      expect(await store().findOutbox(other.id)).toEqual(other);
    });

    it("may be missing", async () => {
      expect(await store().commit([{ write: "send-signal", caseId: one, signal: "seen", due: ms(1) }])).toBe("done");
      expect(await store().commit([{ write: "drop-signals", caseId: one, signal: null }])).toBe("done");
    });
  });

  describe("a bridge", () => {
    const bridge = (name: string, change: Partial<BridgeRow> = {}): BridgeRow => ({
      tag: id(name),
      kind: "address",
      epoch: week(2_900),
      version: 1,
      row: bytes(name),
      ...change,
    });

    it("is found by its tag, moves to the tag of a new epoch, and is not written over by who saw an older one", async () => {
      await store().commit([{ write: "put-bridge", bridge: bridge("old tag"), was: null }]);
      expect(await store().findBridge([NEW, OLD])).toEqual(bridge("old tag"));
      expect(await store().commit([{ write: "put-bridge", bridge: bridge("old tag"), was: null }])).toBe("conflict");
      const moved = bridge("new tag", { version: 2, epoch: week(2_901), kind: "chat" });
      expect(await store().commit([{ write: "put-bridge", bridge: moved, was: { tag: OLD, version: 1 } }])).toBe(
        "done",
      );
      expect(await store().findBridge([OLD])).toBeNull();
      expect(await store().findBridge([NEW])).toEqual(moved);
      expect(await store().findBridge([])).toBeNull();
      await store().commit([{ write: "erase-old-bridges", before: week(2_901) }]);
      expect(await store().findBridge([NEW])).toEqual(moved);
      await store().commit([{ write: "erase-old-bridges", before: week(2_902) }]);
      expect(await store().findBridge([NEW])).toBeNull();
    });
  });

  describe("old rows", () => {
    it.each(["states", "traces", "outbox", "receipts"] as const)("go by the day: %s", async (what) => {
      for (const [name, on] of [
        ["yesterday", 19_999],
        ["today", 20_000],
      ] as const) {
        await store().commit([
          { write: "add-receipt", id: bytes(name, 8), day: day(on) },
          { write: "put-state", state: stateRow(name, { day: day(on) }), was: null },
          { write: "put-trace", trace: { tag: id(name), day: day(on), row: bytes(name), address: null, due: ms(0) } },
          { write: "add-outbox", item: outboxRow(name, 1, { day: day(on) }) },
        ]);
      }
      await store().commit([{ write: "erase-old", what, before: day(20_000) }]);
      const left = async (name: string) => ({
        states: (await store().findState([id<Tag>(name)])) !== null,
        traces: (await store().findTraces([id<Tag>(name)])).length > 0,
        outbox: (await store().findOutbox(id<OutboxId>(name))) !== null,
        receipts: (await store().commit([{ write: "add-receipt", id: bytes(name, 8), day: day(20_000) }])) === "repeat",
      });
      const all = { states: true, traces: true, outbox: true, receipts: true };
      expect(await left("yesterday")).toEqual({ ...all, [what]: false });
      expect(await left("today")).toEqual(all);
    });
  });
}
