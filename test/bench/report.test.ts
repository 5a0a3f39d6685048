import { describe, expect, it } from "vitest";
import type { Contestant } from "./bots/contestant.ts";
import { growthSvg } from "./report/growth-svg.ts";
import type { Machine } from "./report/machine.ts";
import { replacePart } from "./report/marked-part.ts";
import { niceMarks } from "./report/nice-marks.ts";
import { shown, table } from "./report/table.ts";
import { warningsAbout } from "./report/warnings.ts";
import type { Placed, RoundFigures } from "./rounds.ts";

const MACHINE: Machine = {
  cpu: "a processor",
  cores: 2,
  node: "v20",
  date: "2026-11-25",
  diskIsMemory: false,
  pinned: true,
};
const FIGURES: RoundFigures = {
  startMs: 1,
  idleBytes: 1,
  updatesPerSecond: 1,
  perCpuSecond: 1,
  cpuMicros: 1,
  p50: 1,
  p95: 1,
  p99: 1,
  open50: 1,
  open99: 1,
  driverShare: 0.5,
  foreignShare: 0.01,
};

function placed(name: string, figures: Partial<RoundFigures> = {}): Placed {
  const contestant = { name } as Contestant;
  return { contestant, rounds: [], figures: { ...FIGURES, ...figures } };
}

describe("a table", () => {
  it("is Markdown whose columns stand under each other", () => {
    expect(table(["bot", "n"], [["a", "1,000"]])).toBe("| bot | n     |\n|-----|-------|\n| a   | 1,000 |");
  });

  it("shows numbers for people, and a dash where there is none", () => {
    expect([shown(12_345.6), shown(1.25, 1), shown(null), shown(Number.NaN)]).toEqual(["12,346", "1.3", "–", "–"]);
  });
});

describe("the part of a page that a run writes", () => {
  it("is replaced, and what stands around it stays", () => {
    const page = "before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nafter\n";
    expect(replacePart(page, "figures", "new\n")).toBe(
      "before\n<!-- figures: begin -->\nnew\n<!-- figures: end -->\nafter\n",
    );
  });

  it.each([
    ["no marks", "nothing"],
    ["one mark only", "<!-- figures: begin --> open"],
    ["marks the wrong way round", "<!-- figures: end --> <!-- figures: begin -->"],
    ["marks twice", "<!-- figures: begin --><!-- figures: end --><!-- figures: begin --><!-- figures: end -->"],
  ])("is not written into a page with %s", (_what, page) => {
    expect(() => replacePart(page, "figures", "new")).toThrow("marks of figures");
  });
});

describe("the plot", () => {
  const turns = Array.from({ length: 60 }, (_, i) => 500 + i);
  const stored = [
    { cases: 0, cpuMicros: 900 },
    { cases: 1_000, cpuMicros: 950 },
    { cases: 100_000, cpuMicros: 940 },
  ];
  const svg = growthSvg({ turns, stored });
  const lines = [...svg.matchAll(/points="([^"]*)"/g)].map(([, points = ""]) =>
    points.split(" ").map((point) => point.split(",").map(Number)),
  );

  it("has a point for every turn and for every number of stored cases, inside the picture", () => {
    expect(lines.map((line) => line.length)).toEqual([60, 3]);
    for (const [x = -1, y = -1] of lines.flat()) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(880);
      expect(y).toBeGreaterThanOrEqual(62);
      expect(y).toBeLessThanOrEqual(268);
    }
  });

  it("begins at zero, so that a small rise does not look steep", () => {
    const heights = (lines[0] ?? []).map(([, y = 0]) => 268 - y);
    for (const [i, height] of heights.entries()) expect(height / (heights[0] ?? 1)).toBeCloseTo((500 + i) / 500, 2);
    expect(svg).toContain(">0</text>");
  });

  it("is readable on light and on dark, and brings no background, script or font of its own", () => {
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).not.toMatch(/<rect|<script|@import|http:\/\/(?!www\.w3\.org)|NaN|undefined/);
  });

  it.each([
    [0.9, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [1_234, [0, 500, 1_000, 1_500]],
    [0, [0, 0.2]],
  ])("has round marks up to above %d", (highest, values) => {
    const { marks, end } = niceMarks(highest);
    for (const [i, value] of values.entries()) expect(marks[i]?.value).toBeCloseTo(value);
    expect(end).toBeGreaterThanOrEqual(highest);
  });
});

describe("warnings", () => {
  it("are none when the machine was quiet and the driver quick", () => {
    expect(warningsAbout(MACHINE, [placed("Pana")], [{ what: "alerts", foreignShare: 0.05 }])).toEqual([]);
  });

  it("name the bots during which others were busy", () => {
    const [warning] = warningsAbout(MACHINE, [placed("Pana", { foreignShare: 0.42 }), placed("floor")], []);
    expect(warning).toMatch(/not quiet.*Pana 42 %/);
    expect(warning).not.toContain("floor");
  });

  it("say when the driver was what was slow", () => {
    expect(warningsAbout(MACHINE, [placed("raw", { driverShare: 0.95 })], [])).toEqual([
      expect.stringMatching(/bottleneck for raw/),
    ]);
  });

  it("say when a disk is no disk, and when cores were shared", () => {
    expect(warningsAbout({ ...MACHINE, diskIsMemory: true, pinned: false }, [], [])).toHaveLength(2);
  });
});
