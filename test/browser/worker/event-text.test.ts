import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventReader, type StreamEvent } from "../../../src/browser/desk/worker/event-text.ts";

/** Everything that comes out of a text that is cut at these places. */
function read(text: string, cuts: readonly number[] = []): readonly StreamEvent[] {
  const parse = eventReader();
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length));
  return pieces.flatMap((piece) => parse(piece) ?? []);
}

const line = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, ""));
const event = fc.record({
  id: fc.nat(),
  event: fc.constantFrom("row", "gone", "reset"),
  data: fc.array(line, { minLength: 1 }),
});
const END = fc.constantFrom("\n", "\r\n", "\r");

describe("the text of an event stream", () => {
  it("gives the same events wherever it is cut, and however its lines end", () => {
    fc.assert(
      fc.property(fc.array(event), END, fc.array(fc.nat()), (events, end, cuts) => {
        const text = events
          .map(({ id, event: name, data }) =>
            [`id: ${id}`, `event: ${name}`, ...data.map((one) => `data: ${one}`), "", ""].join(end),
          )
          .join("");
        // A lone return at the very end may be half of a line's end: the next piece tells.
        const found = read(`${text}:${end}${end}:`, cuts);
        expect(found).toEqual(
          events.map(({ id, event: name, data }) => ({ id: String(id), event: name, data: data.join("\n") })),
        );
      }),
    );
  });

  it("keeps the last id, takes comments for signs of life, and an id alone as one", () => {
    expect(read("id: 7\n\n:\n\nevent: row\ndata: {}\n\ndata:x\n\n")).toEqual([
      { id: "7", event: null, data: "" },
      { id: "7", event: "row", data: "{}" },
      { id: "7", event: "message", data: "x" },
    ]);
  });

  it("is given up when no event comes to an end", () => {
    expect(eventReader()("x".repeat(1_000_001))).toBeNull();
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (pieces) => {
        const parse = eventReader();
        for (const piece of pieces) parse(piece);
      }),
    );
  });
});
