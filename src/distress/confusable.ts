import { distanceUpTo } from "./damerau.ts";
import { foldText } from "./fold.ts";
import { compilePhrases, hasPhrase } from "./phrase.ts";
import { skeletonOf } from "./skeleton.ts";

/** One wrong letter in so many is still the same phrase. */
const LETTERS_A_TYPO = 6;

/**
 * Whether one of two phrases could be heard where the other was said: one stands in the other, or what may be mistyped in
 * both of them together makes them one, in the order as written or with their words in any other.
 */
export function canBeConfused(one: string, other: string): boolean {
  if (hasPhrase(compilePhrases([one]), other) || hasPhrase(compilePhrases([other]), one)) return true;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const limit = typosIn(a) + typosIn(b);
  const isNear = (left: readonly string[], right: readonly string[]) =>
    distanceUpTo(limit, left.join(" "), right.join(" ")) <= limit;
  return isNear(a, b) || isNear(a.toSorted(), b.toSorted());
}

function wordsOf(phrase: string): readonly string[] {
  return foldText(phrase).map(skeletonOf);
}

function typosIn(words: readonly string[]): number {
  return Math.max(1, Math.floor(words.join("").length / LETTERS_A_TYPO));
}
