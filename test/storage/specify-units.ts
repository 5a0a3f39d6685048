import { describe, expect, it } from "vitest";
import type { OutboxId, Tag } from "../../src/domain/ids.ts";
import type { Write } from "../../src/storage/writes.ts";
import { bytes, caseRow, day, entryRow, id, linkRow, outboxRow, stateRow } from "./make-rows.ts";
import type { TheStore } from "./the-store.ts";

const receipt = (name: string): Write => ({ write: "add-receipt", id: bytes(name, 8), day: day(20_000) });
const addState = (name: string): Write => ({ write: "put-state", state: stateRow(name), was: null });

/** Units: all or nothing, once. */
export function specifyUnits(store: TheStore): void {
  describe("a unit of writes", () => {
    it("is kept whole", async () => {
      const writes: Write[] = [
        receipt("update"),
        addState("chat"),
        { write: "add-outbox", item: outboxRow("words", 5) },
      ];
      expect(await store().commit(writes)).toBe("done");
      expect(await store().findState([id<Tag>("chat")])).toEqual(stateRow("chat"));
      expect(await store().findOutbox(id<OutboxId>("words"))).toEqual(outboxRow("words", 5));
    });

    it("writes nothing when its update was received before", async () => {
      await store().commit([receipt("update")]);
      const again: Write[] = [
        addState("chat"),
        receipt("update"),
        { write: "add-outbox", item: outboxRow("words", 5) },
      ];
      expect(await store().commit(again)).toBe("repeat");
      expect(await store().counts()).toMatchObject({ states: 0, outbox: 0 });
    });

    it("writes nothing when one of its writes meets a conflict, and may be tried again", async () => {
      await store().commit([addState("chat")]);
      expect(await store().commit([receipt("update"), addState("chat")])).toBe("conflict");
      expect(await store().commit([receipt("update"), addState("other chat")])).toBe("done");
    });

    it("counts as a repeat even when something after it could not be written either", async () => {
      await store().commit([receipt("update")]);
      expect(await store().commit([receipt("update"), { write: "add-entry", entry: entryRow("no case", 1) }])).toBe(
        "repeat",
      );
    });

    it("may be empty", async () => {
      expect(await store().commit([])).toBe("done");
    });

    it("is not disturbed by the conflicts of 50 others that come at the same moment", async () => {
      await store().commit([addState("taken")]);
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, i) => {
          const first: Write[] = [
            receipt(`update ${i % 40}`),
            { write: "put-link", link: linkRow(`chat ${i}`), was: null },
          ];
          return store().commit(i % 5 === 3 ? [...first, addState("taken")] : first);
        }),
      );
      const kept = await Promise.all(outcomes.map((_, i) => store().findLink([id<Tag>(`chat ${i}`)])));
      expect(kept.map((link) => link !== null)).toEqual(outcomes.map((outcome) => outcome === "done"));
      // Ten updates come twice; of both, the one that is not in conflict is kept: i % 5 is the same for i and i + 40.
      expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(32);
      expect(outcomes.filter((outcome) => outcome === "repeat")).toHaveLength(8);
      expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(10);
    });

    it("lets exactly one of many writers win who saw the same version", async () => {
      await store().commit([addState("chat")]);
      const was = { tag: id<Tag>("chat"), version: 1 };
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          store().commit([
            { write: "put-state", state: stateRow("chat", { version: 2, row: bytes(`writer ${i}`) }), was },
            { write: "add-outbox", item: outboxRow(`words ${i}`, i) },
          ]),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
      const winner = outcomes.indexOf("done");
      expect((await store().findState([was.tag]))?.row).toEqual(bytes(`writer ${winner}`));
      expect(await store().counts()).toMatchObject({ outbox: 1 });
    });
  });

  describe("a closed store", () => {
    it("answers every question with an error and does not crash", async () => {
      const closed = store();
      await closed.commit([{ write: "add-case", item: caseRow("case") }]);
      await closed.close();
      await expect(closed.commit([receipt("update")])).rejects.toThrow("store/unavailable");
      await expect(closed.findState([id<Tag>("chat")])).rejects.toThrow("store/unavailable");
      await expect(closed.findMark("clock")).rejects.toThrow("store/unavailable");
      await expect(closed.counts()).rejects.toThrow("store/unavailable");
      await expect(closed.tidy()).rejects.toThrow("store/unavailable");
      await closed.close();
    });

    it("has kept what was still on its way when it was closed", async () => {
      const onItsWay = store().commit([receipt("update")]);
      await store().close();
      expect(await onItsWay).toBe("done");
    });
  });
}
