import { describe, expect, it } from "vitest";
import { dayInKazakhstan, newLines, timelineOf } from "../../src/browser/desk/case-timeline.ts";
import { CASE } from "./pretend-ids.ts";
import { openedAtNoon } from "./pretend-open.ts";

async function timeline(caseId: string) {
  const { lines, deliveries } = await openedAtNoon(caseId);
  return timelineOf(lines, deliveries, dayInKazakhstan);
}

describe("the timeline of a case", () => {
  it("loses no line and changes no order", async () => {
    for (const caseId of Object.values(CASE)) {
      const { lines } = await openedAtNoon(caseId);
      const seqs = (await timeline(caseId)).flatMap((item) => {
        if (item.item === "day") return [];
        return item.item === "told" ? item.lines.map(({ seq }) => seq) : [item.line.seq];
      });
      expect(seqs).toEqual(lines.map(({ seq }) => seq));
    }
  });

  it("keeps a line that does not verify in its place", async () => {
    const items = await timeline(CASE.strange);
    expect(items.slice(-2)).toMatchObject([
      { item: "broken", line: { code: "crypto/unknown-signer" } },
      { item: "broken", line: { code: "crypto/broken-chain" } },
    ]);
  });

  it("begins each day once, by the clock of Kazakhstan", async () => {
    const days = (await timeline(CASE.mine)).flatMap((item) => (item.item === "day" ? [item.day] : []));
    expect(days).toEqual(["2026-11-24", "2026-11-25"]);
    expect(dayInKazakhstan(Date.UTC(2026, 10, 24, 18, 59))).toBe("2026-11-24");
    expect(dayInKazakhstan(Date.UTC(2026, 10, 24, 19, 0))).toBe("2026-11-25");
  });

  it("puts what was answered and agreed to at one time together", async () => {
    const [, told] = await timeline(CASE.mine);
    expect(told?.item === "told" && told.lines.map(({ body }) => body.entry)).toEqual(["summary", "consent", "intake"]);
  });

  it("keeps her quoted words on her side, and the note of staff across", async () => {
    const sides = (await timeline(CASE.packet)).flatMap((item) =>
      item.item === "line" ? [[item.body.entry, item.side]] : [],
    );
    expect(sides).toEqual([
      ["consent", "across"],
      ["text", "person"],
      ["note", "across"],
      ["referral", "across"],
    ]);
  });

  it("names an author once where she writes several times within minutes", async () => {
    const joined = (await timeline(CASE.strange)).flatMap((item) => (item.item === "line" ? [item.joined] : []));
    expect(joined).toEqual([false, true, true, true, true, false]);
  });

  it("knows how each message went", async () => {
    const states = (await timeline(CASE.mine)).flatMap((item) =>
      item.item === "line" && item.delivery !== null ? [item.delivery.state] : [],
    );
    expect(states).toEqual(["delivered", "failed", "sending"]);
  });

  it("counts what came since it was last looked at", async () => {
    const { lines } = await openedAtNoon(CASE.mine);
    expect(newLines(null, lines)).toBe(-1);
    expect(newLines(12, lines)).toBe(2);
  });
});
