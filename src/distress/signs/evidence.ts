import evidence from "./data/evidence.json" with { type: "json" };
import type { Evidence } from "./weigh.ts";

/**
 * How much each list, rule and part of a word tells: `danger` whether there is any, `now` whether it is at this moment,
 * once there is. Made by scripts/weigh-signs.ts from the labelled sentences; not changed by hand. [Note: Evidence]
 */
export const EVIDENCE: Readonly<Record<"danger" | "now", Evidence>> = evidence;
