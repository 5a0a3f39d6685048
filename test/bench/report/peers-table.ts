import type { Placed } from "../rounds.ts";
import { shown, table } from "./table.ts";

const MIB = 1_048_576;
const HEADS = [
  "bot",
  "what it keeps",
  "updates/s",
  "per CPU-second",
  "CPU µs/update",
  "p50 / p95 / p99 ms, saturated",
  "p50 / p99 ms at 200/s",
  "RSS MB idle",
];

/** The comparison, one bot a line. */
export function peersTable(placed: readonly Placed[]): string {
  return table(
    HEADS,
    placed.map(({ contestant, figures }) => [
      contestant.name,
      contestant.keeps,
      shown(figures.updatesPerSecond),
      shown(figures.perCpuSecond),
      shown(figures.cpuMicros),
      [figures.p50, figures.p95, figures.p99].map((ms) => shown(ms, 1)).join(" / "),
      [figures.open50, figures.open99].map((ms) => shown(ms, 1)).join(" / "),
      shown(figures.idleBytes / MIB),
    ]),
  );
}
