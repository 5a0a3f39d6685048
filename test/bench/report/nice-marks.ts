import { shown } from "./table.ts";

/** A line across a plot, and what stands beside it. */
export interface Mark {
  readonly value: number;
  readonly text: string;
}

const STEPS = [1, 2, 5, 10];
const WANTED = 5;

/** Round numbers from zero to just above the highest value. */
export function niceMarks(highest: number): { readonly marks: readonly Mark[]; readonly end: number } {
  const rough = (highest > 0 ? highest : 1) / WANTED;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * (STEPS.find((one) => one * decade >= rough) ?? 10);
  const count = Math.max(1, Math.ceil(highest / step));
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const marks = Array.from({ length: count + 1 }, (_, i) => ({ value: i * step, text: shown(i * step, digits) }));
  return { marks, end: count * step };
}
