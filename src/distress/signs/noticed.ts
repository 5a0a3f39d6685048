import { HEARD_SIGNS, type HeardSign } from "../../domain/danger-sign.ts";
import { raise, type Urgency } from "../../domain/urgency.ts";
import type { Lexicon } from "./lexicon.ts";
import { findRule, type Rule } from "./rule.ts";
import type { SpokenWord } from "./spoken-words.ts";
import { type TaggedText, tagText } from "./tagged-text.ts";
import { byEar } from "./word-pattern.ts";

/** How the words of a list stand in a text: once, more than once, or denied. */
export const STANDS = ["said", "twice", "denied"] as const;
export type Stand = (typeof STANDS)[number];

/** What was noticed in a text. Nothing here weighs it yet. */
export interface Noticed {
  /** Lists of words by name. */
  readonly lists: readonly (readonly [name: string, stand: Stand])[];
  /** Signs whose rules hold, and the highest urgency that one of the rules asks for. */
  readonly rules: ReadonlyMap<HeardSign, Urgency>;
  /** How its words begin, as one hears them, and how longer ones end: `-матир`. Who does it stands in the ending. */
  readonly parts: ReadonlySet<string>;
}

const BEGINNING_LETTERS = 5;
const ENDING_LETTERS = 4;

/** Reads a text with the lists and the rules. */
export function notice(lexicon: Lexicon, rules: readonly Rule[], text: string): Noticed {
  const tagged = tagText(lexicon, text);
  return { lists: listsIn(lexicon, tagged), rules: rulesIn(rules, tagged), parts: partsOf(tagged.words) };
}

function listsIn(lexicon: Lexicon, { affirmed, denied }: TaggedText): Noticed["lists"] {
  const lists: (readonly [string, Stand])[] = [];
  for (const [name, id] of lexicon.lists) {
    const places = affirmed.get(id)?.length ?? 0;
    if (places > 0) lists.push([name, "said"]);
    if (places > 1) lists.push([name, "twice"]);
    if (denied.has(id)) lists.push([name, "denied"]);
  }
  return lists;
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

function partsOf(words: readonly SpokenWord[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const { text } of words) {
    parts.add(byEar(text).slice(0, BEGINNING_LETTERS));
    if (text.length > ENDING_LETTERS) parts.add(`-${text.slice(-ENDING_LETTERS)}`);
  }
  return parts;
}
