import { OTHER, type PhraseWord, priceOf } from "./phrase-word.ts";
import { missing } from "./piece.ts";
import { wordsIn } from "./run-together.ts";
import type { Script } from "./script.ts";

/** What is looked for, and how much of it must be there. */
export interface Pattern {
  /** Content words first, the longest of them foremost: most texts lack it. */
  readonly words: readonly PhraseWord[];
  /** How many of them are content words. */
  readonly content: number;
  /** How many asking words must be there. */
  readonly asking: number;
  /** Words that turn the next one into its opposite, unless the phrase has them itself. */
  readonly opposites: ReadonlySet<string>;
  /** Within so many words of the text all must be found. */
  readonly reach: number;
}

/** A word of the phrase at a place of the text. */
interface Find {
  readonly at: number;
  readonly bit: number;
  readonly price: number;
}

/** "без мяты" */
function isTurnedRound({ opposites }: Pattern, script: Script, at: number): boolean {
  return opposites.has(script.words[at - 1]?.text ?? "");
}

function findsOf(pattern: Pattern, word: PhraseWord, bit: number, script: Script): readonly Find[] {
  const finds: Find[] = [];
  script.words.forEach((written, at) => {
    const price = priceOf(word, written);
    if (price !== OTHER && !(word.weight === "content" && isTurnedRound(pattern, script, at)))
      finds.push({ at, bit, price });
  });
  return finds;
}

/** Shorter words are found in any two neighbours. */
const SHORTEST_TORN = 3;
const SHORTEST_TORN_MISTYPED = 6;

function tornFinds(pattern: Pattern, word: PhraseWord, bit: number, script: Script): readonly Find[] {
  const { length } = word.whole.text;
  if (length < SHORTEST_TORN) return [];
  return script.torn().flatMap(({ piece, at }) => {
    if (isTurnedRound(pattern, script, at)) return [];
    const price = priceOf(word, piece);
    return price === 0 || (price === 1 && length >= SHORTEST_TORN_MISTYPED) ? [{ at, bit, price }] : [];
  });
}

/** @param known places where a word stands as it should: two of them next to each other hide nothing. */
function runFinds(pattern: Pattern, script: Script, known: ReadonlySet<number>): readonly Find[] {
  const stems = pattern.words.slice(0, pattern.content).map((word) => word.stems.at(-1) ?? word.whole);
  return script.runs().flatMap(({ piece, at, words }) => {
    if ((known.has(at) && (words === 1 || known.has(at + 1))) || isTurnedRound(pattern, script, at)) return [];
    if (stems.every((stem) => missing(stem.letters, piece.letters) > 1)) return [];
    const found = wordsIn(piece.text, pattern.words, words === 1);
    return pattern.words.flatMap((_, bit) => ((found & (1 << bit)) === 0 ? [] : [{ at, bit, price: 0 }]));
  });
}

/** All places where words of the phrase stand, from the beginning on; `null` when one that must be there is nowhere. */
function placesOf(pattern: Pattern, script: Script): readonly Find[] | null {
  const finds: Find[] = [];
  let hidden = false;
  for (const [bit, word] of pattern.words.entries()) {
    const direct = findsOf(pattern, word, bit, script);
    if (direct.length === 0) {
      if (word.occursIn(script.line)) hidden = true;
      else if (bit < pattern.content) return null;
    }
    finds.push(...direct);
  }
  if (hidden) {
    const known = new Set(finds.flatMap(({ at, price }) => (price === 0 ? [at] : [])));
    finds.push(...runFinds(pattern, script, known));
    finds.push(...pattern.words.flatMap((word, bit) => tornFinds(pattern, word, bit, script)));
  }
  return finds.sort((a, b) => a.at - b.at);
}

/** Each content word may have one typo, or one of them two when the others have none. [Note: A typo is not another word] */
function isEnough(pattern: Pattern, prices: readonly number[]): boolean {
  const content = prices.slice(0, pattern.content);
  const typos = content.reduce((sum, price) => sum + price, 0);
  if (typos === OTHER || (typos > 2 && content.some((price) => price > 1))) return false;
  const asking = pattern.words.filter(({ weight }, bit) => weight === "asking" && (prices[bit] ?? OTHER) < OTHER);
  return asking.length >= pattern.asking;
}

/** Whether enough of the phrase stands close together somewhere in the text, in whatever order. */
export function standsIn(pattern: Pattern, script: Script): boolean {
  const finds = placesOf(pattern, script);
  if (finds === null) return false;
  return finds.some(({ at: first }, from) => {
    if (from > 0 && finds[from - 1]?.at === first) return false;
    const prices = pattern.words.map(() => OTHER);
    for (let next = from; next < finds.length; next += 1) {
      const find = finds[next];
      if (find === undefined || find.at >= first + pattern.reach) break;
      prices[find.bit] = Math.min(prices[find.bit] ?? OTHER, find.price);
    }
    return isEnough(pattern, prices);
  });
}
