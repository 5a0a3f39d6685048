import type { HeardSign } from "../../domain/danger-sign.ts";
import type { Noticed, Stand } from "./noticed.ts";

/** What each thing that was noticed adds to or takes from one question. Numbers are log-odds. [Note: Evidence] */
export interface Evidence {
  /** With nothing noticed. */
  readonly base: number;
  /** By list of words and how they stand in the text. `twice` is added to `said`. */
  readonly lists: Readonly<Record<string, Readonly<Partial<Record<Stand, number>>>>>;
  /** By sign whose rules hold. */
  readonly rules: Readonly<Partial<Record<HeardSign, number>>>;
  /** By beginning or ending of a word. */
  readonly parts: Readonly<Record<string, number>>;
}

/** The sum of it. */
export function weigh({ base, lists, rules, parts }: Evidence, noticed: Noticed): number {
  let sum = base;
  for (const [name, stand] of noticed.lists) sum += lists[name]?.[stand] ?? 0;
  for (const sign of noticed.rules.keys()) sum += rules[sign] ?? 0;
  for (const part of noticed.parts) sum += parts[part] ?? 0;
  return sum;
}
