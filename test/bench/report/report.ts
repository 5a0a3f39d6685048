import type { BenchResult } from "../run-bench.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { panaTable } from "./pana-table.ts";
import { peersTable } from "./peers-table.ts";
import { warningsAbout } from "./warnings.ts";

/** Everything that a run has to say, for the terminal and for the README alike. */
export function report(result: BenchResult, machine: Machine): string {
  const { placed, alerts } = result;
  const warnings = warningsAbout(machine, placed, [{ what: "alerts", foreignShare: alerts.foreignShare }]);
  const rounds = placed[0]?.rounds.length ?? 0;
  return [
    `Measured ${describeMachine(machine)}; medians of ${rounds} interleaved ${rounds === 1 ? "round" : "rounds"}.`,
    peersTable(placed),
    panaTable(result),
    ...(warnings.length > 0 ? [warnings.map((one) => `* Warning: ${one}`).join("\n")] : []),
  ].join("\n\n");
}
