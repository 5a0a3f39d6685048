import type { HeardSign } from "../../domain/danger-sign.ts";
import type { Noticed } from "./noticed.ts";

/** Word classes that name a sign by themselves, once it is clear that there is danger at all. */
const TOLD_BY: Readonly<Record<string, HeardSign>> = {
  "beats-up": "beaten",
  "raises-hand": "beaten",
  strangles: "strangled",
  stabs: "weapon",
  rapes: "rape",
  "shuts-in": "locked-in",
  kidnaps: "locked-in",
  threatens: "threatens",
  "throws-out": "thrown-out",
  bleeds: "blood",
  burns: "fire",
  kills: "threat-to-kill",
  weapon: "weapon",
  "forces-marriage": "forced-marriage",
  "wants-to-die": "suicide",
  farewell: "suicide",
  whispers: "hiding",
  hides: "hiding",
  "calls-police": "cries-for-help",
  stalks: "stalks",
  "not-home": "afraid-to-go-home",
  "kills-himself": "his-suicide",
  pregnant: "pregnant",
  worse: "gets-worse",
  leaves: "leaving",
  humiliates: "humiliates",
  jealous: "jealous-control",
  rages: "rages",
};

/** The signs of a text: those of rules, and those that a word names. */
export function signsOf({ lists, rules }: Noticed): ReadonlySet<HeardSign> {
  const named = lists.flatMap(([name, stand]) => (stand === "said" ? (TOLD_BY[name] ?? []) : []));
  return new Set([...rules.keys(), ...named]);
}
