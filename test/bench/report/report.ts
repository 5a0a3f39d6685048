import type { ChannelsFigures } from "../channels.ts";
import type { BenchResult } from "../run-bench.ts";
import { channelsRow } from "./channels-row.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { PANA_HEADS, panaTable } from "./pana-table.ts";
import { peersTable } from "./peers-table.ts";
import { table } from "./table.ts";
import { warningsAbout } from "./warnings.ts";

/** Everything that a run has to say, for the terminal and for the README alike. */
export function report(result: BenchResult, machine: Machine): string {
  const { placed, alerts, channels } = result;
  const alone = [{ what: "alerts", foreignShare: alerts.foreignShare }, ...ofChannels(channels)];
  const rounds = placed[0]?.rounds.length ?? 0;
  const tables = [peersTable(placed), panaTable(result)];
  return page(machine, rounds, tables, warningsAbout(machine, placed, alone));
}

/** The same of a run that played nothing but the channels. */
export function channelsReport(channels: ChannelsFigures, machine: Machine): string {
  const tables = [table(PANA_HEADS, [channelsRow(channels)])];
  return page(machine, channels.rounds, tables, warningsAbout(machine, [], ofChannels(channels)));
}

function ofChannels({ telegram, whatsapp }: ChannelsFigures): Parameters<typeof warningsAbout>[2] {
  return [
    { what: "the intake on Telegram", ...telegram },
    { what: "the intake on WhatsApp", ...whatsapp },
  ];
}

function page(machine: Machine, rounds: number, tables: readonly string[], warnings: readonly string[]): string {
  return [
    `Measured ${describeMachine(machine)}; medians of ${rounds} interleaved ${rounds === 1 ? "round" : "rounds"}.`,
    ...tables,
    ...(warnings.length > 0 ? [warnings.map((one) => `* Warning: ${one}`).join("\n")] : []),
  ].join("\n\n");
}
