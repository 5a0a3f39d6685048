import type { Placed } from "../rounds.ts";
import type { Machine } from "./machine.ts";

/** From here on, others took too much of a core for updates/s and times to count. */
const NOISY_SHARE = 0.1;
/** From here on, the driver may be what was slow. */
const BUSY_SHARE = 0.9;
const PERCENT = 100;

/** What a reader must know before believing the figures; none when all is well. */
export function warningsAbout(
  machine: Machine,
  placed: readonly Placed[],
  alone: readonly { readonly what: string; readonly foreignShare: number }[],
): readonly string[] {
  const noisy = [
    ...placed.map(({ contestant, figures }) => ({ what: contestant.name, foreignShare: figures.foreignShare })),
    ...alone,
  ].filter(({ foreignShare }) => foreignShare > NOISY_SHARE);
  const bound = placed.filter(({ figures }) => figures.driverShare > BUSY_SHARE);
  return [
    ...(noisy.length > 0
      ? [
          `The machine was not quiet (share of a core that others took: ${noisy.map(({ what, foreignShare }) => `${what} ${percent(foreignShare)}`).join(", ")}). CPU per update still says something, updates/s and times do not.`,
        ]
      : []),
    ...(bound.length > 0
      ? [
          `The driver was the bottleneck for ${bound.map(({ contestant }) => contestant.name).join(", ")}: faster than shown.`,
        ]
      : []),
    ...(machine.pinned ? [] : ["Bot and driver could not be put on cores of their own."]),
    ...(machine.diskIsMemory ? ["The folder for temporary files is memory: durable commits cost nothing here."] : []),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * PERCENT)} %`;
}
