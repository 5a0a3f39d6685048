import { raise, type Urgency } from "../domain/urgency.ts";

/**
 * The pack of plain questions about danger, edition 1.
 *
 * What is asked is informed by published research (Snider et al. 2009; Messing et al. 2017; the LAP screen of Maryland).
 * It is none of those instruments: the wording is ours, nothing is added up and no score exists.
 * Each sign only says how urgent a case is at least. Skipped is not "no".
 */
export const DANGER_SIGNS = {
  edition: 1,
  leastUrgency: {
    weapon: "high",
    "threat-to-kill": "high",
    strangled: "high",
    "gets-worse": "medium",
    "jealous-control": "medium",
    pregnant: "medium",
    leaving: "medium",
    "his-suicide": "high",
    "harms-children": "high",
    stalks: "medium",
  },
} as const satisfies { readonly edition: number; readonly leastUrgency: Readonly<Record<string, Urgency>> };

export type DangerSign = keyof typeof DANGER_SIGNS.leastUrgency;
export const DANGER_SIGN_IDS = Object.keys(DANGER_SIGNS.leastUrgency) as readonly DangerSign[];

/** The highest of what each sign asks for at least; `low` when there is none. */
export function urgencyOf(signs: readonly DangerSign[]): Urgency {
  return signs.reduce<Urgency>((so, sign) => raise(so, DANGER_SIGNS.leastUrgency[sign]), "low");
}
