import { SAME_JOB } from "../bots/yardsticks.ts";
import type { BenchResult } from "../run-bench.ts";
import { channelsRow } from "./channels-row.ts";
import { shown, table } from "./table.ts";

/** Over whatever is measured of Pana alone. */
export const PANA_HEADS: readonly string[] = ["Pana alone", "measured"];

const MIB = 1_048_576;
const KIB = 1_024;
const TURNS_SHOWN = 10;

/** What is measured of Pana alone, one thing a line. */
export function panaTable(result: BenchResult): string {
  const { ratio, alerts, turns, openTalks, cases, channels, placed } = result;
  const pana = placed[0]?.figures;
  const sizes = cases.stored.map((one) => shown(one.cases)).join(" / ");
  const tables = openTalks.tables.filter(({ bytesPerTalk }) => bytesPerTalk >= 1);
  return table(PANA_HEADS, [
    [`updates for a CPU-second, against ${SAME_JOB}`, `× ${shown(ratio, 2)}`],
    [
      `code phrase → notice in the staff chat, ${alerts.count} cries over ${shown(alerts.updatesPerSecond)} updates/s`,
      `p50 ${shown(alerts.p50, 1)} ms, p99 ${shown(alerts.p99, 1)} ms`,
    ],
    [
      `start of the process → its port answers, over ${sizes} stored cases`,
      `${cases.stored.map((one) => shown(one.startMs)).join(" / ")} ms`,
    ],
    [
      `RSS with ${shown(openTalks.talks)} open talks`,
      `${shown(openTalks.residentBytes / MIB)} MB (idle ${shown((pana?.idleBytes ?? Number.NaN) / MIB)} MB)`,
    ],
    [
      "on the disk, for one open talk",
      `${shown(openTalks.bytesPerTalk / KIB, 1)} KiB (${tables.map(({ name, bytesPerTalk }) => `${name} ${shown(bytesPerTalk / KIB, 1)}`).join(", ")})`,
    ],
    [
      `on the disk, for one finished intake (of ${shown(cases.realCases)})`,
      `${shown(cases.bytesPerIntake / KIB, 1)} KiB, of which case and keys ${shown(cases.bytesPerCase / KIB, 1)}`,
    ],
    [
      `CPU for a message, turns 1–${TURNS_SHOWN} → last ${TURNS_SHOWN} of ${turns.cpuMicros.length} in one talk`,
      `${shown(turns.first)} → ${shown(turns.last)} µs, ${signed(turns.flatness)}`,
    ],
    [
      `CPU for an update, over ${sizes} stored cases`,
      `${cases.stored.map((one) => shown(one.cpuMicros)).join(" / ")} µs, ${signed(cases.flatness)}`,
    ],
    channelsRow(channels),
  ]);
}

function signed(percent: number | null): string {
  return `${percent !== null && percent >= 0 ? "+" : ""}${shown(percent, 1)} %`;
}
