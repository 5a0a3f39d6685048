import type { Placed } from "../rounds.ts";
import type { Machine } from "./machine.ts";

/** From here on, others took too much of a core for updates/s and times to count. */
const NOISY_SHARE = 0.1;
/** From here on, the driver may be what was slow. */
const BUSY_SHARE = 0.9;
const PERCENT = 100;

/** A part that is played against Pana alone. Shares of one core. */
interface Alone {
  readonly what: string;
  readonly foreignShare: number;
  /** Left out: the part leaves the driver idle by design. */
  readonly driverShare?: number;
}

/** What a reader must know before believing the figures; none when all is well. */
export function warningsAbout(machine: Machine, placed: readonly Placed[], alone: readonly Alone[]): readonly string[] {
  const all: readonly Alone[] = [
    ...placed.map(({ contestant, figures }) => ({ what: contestant.name, ...figures })),
    ...alone,
  ];
  const noisy = all.filter(({ foreignShare }) => foreignShare > NOISY_SHARE);
  const bound = all.filter(({ driverShare = 0 }) => driverShare > BUSY_SHARE);
  return [
    ...(noisy.length > 0
      ? [
          `The machine was not quiet (share of a core that others took: ${noisy.map(({ what, foreignShare }) => `${what} ${percent(foreignShare)}`).join(", ")}). CPU per update still says something, updates/s and times do not.`,
        ]
      : []),
    ...(bound.length > 0
      ? [`The driver was the bottleneck for ${bound.map(({ what }) => what).join(", ")}: faster than shown.`]
      : []),
    ...(machine.pinned ? [] : ["Bot and driver could not be put on cores of their own."]),
    ...(machine.diskIsMemory ? ["The folder for temporary files is memory: durable commits cost nothing here."] : []),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * PERCENT)} %`;
}
