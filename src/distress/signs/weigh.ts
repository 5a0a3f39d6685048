import type { HeardSign } from "../../domain/danger-sign.ts";
import type { Noticed } from "./noticed.ts";
import { STANDS } from "./noticed.ts";

/** What each thing that was noticed adds to or takes from one question. Numbers are log-odds. [Note: Evidence] */
export interface Evidence {
  /** With nothing noticed. */
  readonly base: number;
  /** By word class: said once, more than once (added), denied. */
  readonly words: Readonly<Record<string, readonly [said: number, twice: number, denied: number]>>;
  /** By sign whose rules hold. */
  readonly rules: Readonly<Partial<Record<HeardSign, number>>>;
}

/** The sum of it. */
export function weigh({ base, words, rules }: Evidence, noticed: Noticed): number {
  let sum = base;
  for (const [name, stand] of noticed.words) sum += words[name]?.[STANDS.indexOf(stand)] ?? 0;
  for (const sign of noticed.rules.keys()) sum += rules[sign] ?? 0;
  return sum;
}
