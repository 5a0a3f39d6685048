import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterEvent, compareRows, EMPTY_QUEUE, withRow, withRows } from "../../src/browser/desk/queue-state.ts";
import {
  groupsOf,
  neighbourOf,
  newlyCalling,
  ownerOf,
  QUEUE_FILTERS,
  waitingNow,
} from "../../src/browser/desk/queue-view.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import { URGENCIES } from "../../src/domain/urgency.ts";

const NOW = 1_800_000_000_000;
const ME = "11".repeat(16);
const OTHER = "22".repeat(16);
const id = (n: number) => n.toString(16).padStart(32, "0");

function row(n: number, more: Partial<QueueRow> = {}): QueueRow {
  return {
    caseId: id(n),
    name: String(n),
    urgency: "high",
    status: "unread",
    dueAt: NOW + 60_000,
    waiting: true,
    day: 20_000,
    covert: false,
    practice: false,
    eraseAt: null,
    unheard: 1,
    owner: null,
    escalation: 0,
    first: "33".repeat(16),
    referral: null,
    called102At: null,
    ...more,
  };
}
const owner = (memberId: string, leaseUntil = NOW + 1) => ({ memberId, organisation: OTHER, leaseUntil });
const shown = (rows: readonly QueueRow[], filter: (typeof QUEUE_FILTERS)[number]) =>
  groupsOf(rows, filter, ME, NOW).flatMap((group) => group.rows.map(({ name }) => name));

describe("the queue", () => {
  it("stands by urgency, then by deadline, never by what moved last", () => {
    const rows = [
      row(1, { urgency: "low" }),
      row(2, { dueAt: NOW + 9 }),
      row(3, { dueAt: NOW + 5 }),
      row(4, { urgency: "immediate", dueAt: NOW + 99 }),
      row(5, { dueAt: NOW + 1, waiting: false }),
    ];
    expect(shown(rows, "all")).toEqual(["4", "3", "2", "5", "1"]);
    expect(groupsOf(rows, "all", ME, NOW).map(({ urgency }) => urgency)).toEqual(["immediate", "high", "low"]);
  });

  it("shows hers and free ones apart; a claim whose time is over leaves a case free", () => {
    const rows = [
      row(1, { owner: owner(ME) }),
      row(2, { owner: owner(OTHER) }),
      row(3),
      row(4, { owner: owner(OTHER, NOW) }),
    ];
    expect(shown(rows, "mine")).toEqual(["1"]);
    expect(shown(rows, "free")).toEqual(["3", "4"]);
    expect(ownerOf(row(4, { owner: owner(ME, NOW) }), ME, NOW)).toBe("nobody");
  });

  it("hides no immediate case behind any filter, and no case at all behind *all*", () => {
    const rowAny = fc.record({
      n: fc.nat(1_000_000),
      urgency: fc.constantFrom(...URGENCIES),
      owner: fc.constantFrom(null, owner(ME), owner(OTHER), owner(OTHER, NOW - 1)),
      waiting: fc.boolean(),
      covert: fc.boolean(),
      practice: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(rowAny, { selector: ({ n }) => n }),
        fc.constantFrom(...QUEUE_FILTERS),
        (made, filter) => {
          const rows = made.map(({ n, ...more }) => row(n, more));
          const seen = new Set(shown(rows, filter));
          for (const one of rows) {
            if ((one.urgency === "immediate" && !one.practice) || filter === "all") expect(seen).toContain(one.name);
          }
        },
      ),
    );
  });

  it("has what is only practice behind what is real, and calls nobody to it", () => {
    const immediate = { urgency: "immediate" } as const;
    const rows = [
      row(1, { ...immediate, practice: true, dueAt: NOW - 9 }),
      row(2, immediate),
      row(3, { practice: true, dueAt: NOW - 9 }),
      row(4),
    ];
    expect(shown(rows, "all")).toEqual(["2", "1", "4", "3"]);
    expect(shown(rows, "mine")).toEqual(["2"]);
    expect(waitingNow(rows, NOW)).toBe(1);
    expect(newlyCalling(rows, new Set(), ME, NOW).map(({ name }) => name)).toEqual(["2"]);
  });

  it("drops what is closed", () => {
    expect(shown([row(1, { status: "closed", urgency: "immediate" })], "all")).toEqual([]);
  });

  it("has one order for any two cases", () => {
    const some = fc
      .tuple(fc.nat(50), fc.constantFrom(...URGENCIES), fc.nat(3), fc.boolean())
      .map(([n, urgency, due, waiting]) => row(n, { urgency, dueAt: NOW + due, waiting }));
    fc.assert(
      fc.property(
        some,
        some,
        (a, b) => Math.sign(compareRows(a, b)) === -Math.sign(compareRows(b, a)) || a.caseId === b.caseId,
      ),
    );
  });

  it("is walked from the first to the last case and no further", () => {
    const groups = groupsOf([row(1), row(2, { urgency: "low" })], "all", ME, NOW);
    expect(neighbourOf(groups, null, 1)?.name).toBe("1");
    expect(neighbourOf(groups, id(1), 1)?.name).toBe("2");
    expect(neighbourOf(groups, id(2), 1)?.name).toBe("2");
    expect(neighbourOf(groups, id(1), -1)?.name).toBe("1");
    expect(neighbourOf([], id(1), 1)).toBeNull();
  });
});

describe("the bell", () => {
  const now = { urgency: "immediate" } as const;
  it("rings once for each immediate case that nobody has, or that is late", () => {
    const rows = [
      row(1, now),
      row(2, { ...now, owner: owner(OTHER) }),
      row(3, { ...now, owner: owner(OTHER), dueAt: NOW }),
      row(4, { ...now, owner: owner(ME), dueAt: NOW }),
      row(5, { ...now, waiting: false }),
      row(6),
    ];
    expect(newlyCalling(rows, new Set(), ME, NOW).map(({ name }) => name)).toEqual(["1", "3"]);
    expect(newlyCalling(rows, new Set([id(1)]), ME, NOW).map(({ name }) => name)).toEqual(["3"]);
    expect(waitingNow(rows, NOW)).toBe(3);
  });
});

describe("what is known of the queue", () => {
  it("follows the stream", () => {
    const read = withRows(EMPTY_QUEUE, [row(1), row(2)]);
    expect([EMPTY_QUEUE.isRead, read.isRead, read.rows.size]).toEqual([false, true, 2]);
    const changed = afterEvent(read, { event: "row", row: row(1, { unheard: 5 }) });
    expect(changed.rows.get(id(1))?.unheard).toBe(5);
    expect(read.rows.get(id(1))?.unheard).toBe(1);
    expect([...afterEvent(changed, { event: "gone", caseId: id(1) }).rows.keys()]).toEqual([id(2)]);
    expect(afterEvent(read, { event: "connection", state: "lost" }).connection).toBe("lost");
    expect(withRow(read, row(3)).rows.size).toBe(3);
  });

  it("stays as it is when the stream speaks of something else", () => {
    const read = withRows(EMPTY_QUEUE, [row(1)]);
    for (const event of ["reset"] as const) expect(afterEvent(read, { event })).toBe(read);
    expect(afterEvent(read, { event: "gone", caseId: id(9) })).toBe(read);
    expect(afterEvent(read, { event: "locked", why: "idle" })).toBe(read);
  });
});
