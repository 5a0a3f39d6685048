/** Most urgent first. The index is what the queue sorts by and what stands in clear in a case row. */
export const URGENCIES = ["immediate", "high", "medium", "low"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The more urgent of the two. Software only ever raises. */
export function raise(a: Urgency, b: Urgency): Urgency {
  return URGENCIES.indexOf(a) <= URGENCIES.indexOf(b) ? a : b;
}
