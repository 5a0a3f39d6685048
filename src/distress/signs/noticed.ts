import { HEARD_SIGNS, type HeardSign } from "../../domain/danger-sign.ts";
import { raise, type Urgency } from "../../domain/urgency.ts";
import type { Lexicon } from "./lexicon.ts";
import { findRule, type Rule } from "./rule.ts";
import { type TaggedText, tagText } from "./tagged-text.ts";

/** How the words of a class stand in a text: once, more than once, or denied. */
export const STANDS = ["said", "twice", "denied"] as const;
export type Stand = (typeof STANDS)[number];

/** What was noticed in a text. Nothing here weighs it yet. */
export interface Noticed {
  /** Word classes by name. */
  readonly words: readonly (readonly [name: string, stand: Stand])[];
  /** Signs whose rules hold, and the highest urgency that one of the rules asks for. */
  readonly rules: ReadonlyMap<HeardSign, Urgency>;
}

/** Reads a text with the lists and the rules. */
export function notice(lexicon: Lexicon, rules: readonly Rule[], text: string): Noticed {
  const tagged = tagText(lexicon, text);
  return { words: wordsIn(lexicon, tagged), rules: rulesIn(rules, tagged) };
}

function wordsIn(lexicon: Lexicon, { affirmed, denied }: TaggedText): Noticed["words"] {
  const words: (readonly [string, Stand])[] = [];
  for (const [name, id] of lexicon.lists) {
    const places = affirmed.get(id)?.length ?? 0;
    if (places > 0) words.push([name, "said"]);
    if (places > 1) words.push([name, "twice"]);
    if (denied.has(id)) words.push([name, "denied"]);
  }
  return words;
}

function rulesIn(rules: readonly Rule[], text: TaggedText): Noticed["rules"] {
  const held = new Map<HeardSign, Urgency>();
  for (const rule of rules) {
    const { sign } = rule.family;
    const before = held.get(sign);
    if (before !== undefined && raise(before, rule.urgency) === before) continue;
    if (findRule(text, rule)) held.set(sign, rule.urgency);
  }
  return new Map(HEARD_SIGNS.flatMap((sign) => (held.has(sign) ? [[sign, held.get(sign) ?? "low"]] : [])));
}
