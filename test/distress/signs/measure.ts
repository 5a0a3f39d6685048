import type { HeardDanger } from "../../../src/distress/signs/hear-signs.ts";
import { type LabelledSentence, LEVELS, type Level } from "./labelled-sentences.ts";

const RANK = ["none", "low", "medium", "high", "immediate"] as const;

/** How one set was heard. Shares are between 0 and 1. */
export interface Measured {
  /** Immediate heard as high or immediate; concern as medium or more; harmless left at none or low. */
  readonly right: Readonly<Record<Level, number>>;
  /** Of what was heard as high or immediate, and of what was heard as medium or more: how much is no harmless sentence. */
  readonly precision: { readonly high: number; readonly medium: number };
  readonly wrong: readonly LabelledSentence[];
}

/** Whether a sentence was heard as it should be. */
export function isHeardRight(level: Level, urgency: HeardDanger["urgency"]): boolean {
  const rank = RANK.indexOf(urgency);
  if (level === "harmless") return rank <= RANK.indexOf("low");
  return rank >= RANK.indexOf(level === "immediate" ? "high" : "medium");
}

export function measure(
  sentences: readonly LabelledSentence[],
  hear: (text: string) => HeardDanger["urgency"],
): Measured {
  const heard = sentences.map((sentence) => ({ sentence, urgency: hear(sentence.text) }));
  const isRight = ({ sentence, urgency }: (typeof heard)[number]) => isHeardRight(sentence.level, urgency);
  const rightOf = (level: Level) => shareOf(heard.filter(({ sentence }) => sentence.level === level).map(isRight));
  const precisionFrom = (least: (typeof RANK)[number]) =>
    shareOf(
      heard
        .filter(({ urgency }) => RANK.indexOf(urgency) >= RANK.indexOf(least))
        .map(({ sentence }) => sentence.level !== "harmless"),
    );
  return {
    right: Object.fromEntries(LEVELS.map((level) => [level, rightOf(level)])) as Record<Level, number>,
    precision: { high: precisionFrom("high"), medium: precisionFrom("medium") },
    wrong: heard.filter((one) => !isRight(one)).map(({ sentence }) => sentence),
  };
}

function shareOf(all: readonly boolean[]): number {
  return all.length === 0 ? 1 : all.filter((one) => one).length / all.length;
}
