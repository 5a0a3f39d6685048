import { type Mark, niceMarks } from "./nice-marks.ts";
import { shown } from "./table.ts";

/** What is drawn: CPU µs by turn number, and CPU µs by stored cases. */
export interface Growth {
  readonly turns: readonly number[];
  readonly stored: readonly { readonly cases: number; readonly cpuMicros: number }[];
}

interface Panel {
  readonly left: number;
  readonly title: string;
  readonly below: string;
  /** Share of the width, 0 to 1. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
  readonly labels: readonly { readonly at: number; readonly text: string }[];
}

const WIDTH = 880;
const HEIGHT = 330;
const PANEL_WIDTH = 350;
const TOP = 62;
const BOTTOM = 268;
const LEFT = 62;
const SECOND_LEFT = 500;
const TURN_LABEL_STEP = 10;
/** The cost of everything is drawn from zero: a line that rises a little must not look steep. */
const HEADROOM = 1.25;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-size: 14px; font-weight: 600; fill: #1f2328; }
  .grid { stroke: #d0d7de; }
  .cost { stroke: #0969da; fill: none; stroke-width: 2; stroke-linejoin: round; }
  .dot { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; }
    .title { fill: #f0f6fc; }
    .grid { stroke: #3d444d; }
    .cost { stroke: #58a6ff; }
    .dot { fill: #58a6ff; }
  }`;

/** Two panels side by side; no background of its own, colours for light and dark. */
export function growthSvg({ turns, stored }: Growth): string {
  const last = Math.max(1, turns.length - 1);
  const turnPanel: Panel = {
    left: LEFT,
    title: "CPU µs for a message, by its number in one talk",
    below: "turn",
    points: turns.map((value, i) => ({ at: i / last, value })),
    labels: turns.flatMap((_, i) =>
      i === 0 || (i + 1) % TURN_LABEL_STEP === 0 ? [{ at: i / last, text: String(i + 1) }] : [],
    ),
  };
  // Cases are counted in powers of ten; nothing stands at the left edge by itself.
  const decades = stored.map(({ cases }) => Math.log10(Math.max(1, cases)));
  const widest = Math.max(1, ...decades);
  const places = decades.map((decade) => decade / widest);
  const storedPanel: Panel = {
    left: SECOND_LEFT,
    title: "CPU µs for an update, by cases stored",
    below: "stored cases",
    points: stored.map(({ cpuMicros }, i) => ({ at: places[i] ?? 0, value: cpuMicros })),
    labels: stored.map(({ cases }, i) => ({ at: places[i] ?? 0, text: shown(cases) })),
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Cost against turns and against stored cases">
<style>${STYLE}
</style>
${panelSvg(turnPanel)}
${panelSvg(storedPanel)}
</svg>
`;
}

function panelSvg({ left, title, below, points, labels }: Panel): string {
  const top = Math.max(0, ...points.map(({ value }) => value)) * HEADROOM;
  const { marks, end } = niceMarks(top);
  const x = (at: number) => round(left + at * PANEL_WIDTH);
  const y = (value: number) => round(BOTTOM - (value / end) * (BOTTOM - TOP));
  const line = points.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ");
  return [
    `<text class="title" x="${left}" y="28">${title}</text>`,
    ...marks.map((mark) => gridSvg(left, y(mark.value), mark)),
    ...labels.map(({ at, text }) => `<text x="${x(at)}" y="${BOTTOM + 18}" text-anchor="middle">${text}</text>`),
    `<text x="${left + PANEL_WIDTH / 2}" y="${BOTTOM + 40}" text-anchor="middle">${below}</text>`,
    `<polyline class="cost" points="${line}"/>`,
    ...points.map(({ at, value }) => `<circle class="dot" cx="${x(at)}" cy="${y(value)}" r="2.5"/>`),
  ].join("\n");
}

function gridSvg(left: number, y: number, { text }: Mark): string {
  return `<line class="grid" x1="${left}" x2="${left + PANEL_WIDTH}" y1="${y}" y2="${y}"/><text x="${left - 8}" y="${y + 4}" text-anchor="end">${text}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
