import { isEnding } from "./endings.ts";
import { isSmallWord } from "./light-words.ts";
import type { PhraseWord } from "./phrase-word.ts";
import { pieceOf, typosUpTo } from "./piece.ts";

/** How much of a run is explained by words of the phrase, and by which (one bit each). */
interface Read {
  readonly letters: number;
  readonly words: number;
  /** It ends with an ending: the next word begins here, or the run was another word ("чай-ник"). */
  readonly ended: boolean;
}

/** So much of what is run together must be words of the phrase: "чай" in "случай" is not. */
const EXPLAINED = 0.85;
/** A shorter word with a typo, and a small one, is found in any two neighbours; in what was written as one word it is not. */
const SHORTEST_MISTYPED = { apart: 5, asOne: 3 } as const;
const LONGEST_ENDING = 4;
/** Other small words may be run together with those of the phrase: "жалбызқосқан". */
const SHORTEST_SMALL = 4;
const LONGEST_SMALL = 9;
/** Small words of three letters have no endings here: "мен" and "а" of "мен ақ". */
const SHORTEST_STEM = 3;

interface Reading {
  readonly length: number;
  /** How many of its letters are right. */
  readonly letters: number;
  readonly ended: boolean;
}

/** What a word of the phrase may look like at this place of a run. */
function readingsOf(word: PhraseWord, run: string, at: number, asOne: boolean): readonly Reading[] {
  const { text } = word.whole;
  const found: Reading[] = [];
  if (run.startsWith(text, at)) found.push({ length: text.length, letters: text.length, ended: false });
  const bends = word.weight === "content" ? text.length >= SHORTEST_STEM : text.length > SHORTEST_STEM;
  for (const stem of bends ? word.stems : []) {
    if (!run.startsWith(stem.text, at)) continue;
    for (let end = 1; end <= LONGEST_ENDING && at + stem.text.length + end <= run.length; end += 1) {
      const length = stem.text.length + end;
      const ending = run.slice(at + stem.text.length, at + length);
      if (word.tongues.some((tongue) => isEnding(tongue, ending))) found.push({ length, letters: length, ended: true });
    }
  }
  const mayErr = asOne
    ? text.length >= SHORTEST_MISTYPED.asOne
    : word.weight === "content" && text.length >= SHORTEST_MISTYPED.apart;
  for (let length = text.length - 1; mayErr && length <= text.length + 1; length += 1) {
    if (at + length > run.length || typosUpTo(1, word.whole, pieceOf(run.slice(at, at + length))) !== 1) continue;
    found.push({ length, letters: Math.min(length, text.length) - 0.5, ended: false });
  }
  return found;
}

/**
 * Which words of the phrase a run of letters is made of, in any order: one bit for each, none when too much of it is
 * something else.
 *
 * @param asOne whether the run was written without a space.
 */
export function wordsIn(run: string, words: readonly PhraseWord[], asOne: boolean): number {
  const nothing: Read = { letters: -1, words: 0, ended: false };
  const best: Read[] = Array.from({ length: run.length + 1 }, () => nothing);
  best[0] = { letters: 0, words: 0, ended: false };
  const offer = (at: number, read: Read) => {
    if (read.letters > (best[at] ?? nothing).letters) best[at] = read;
  };
  for (let at = 0; at < run.length; at += 1) {
    const sofar = best[at] ?? nothing;
    if (sofar.letters < 0) continue;
    if (!sofar.ended) offer(at + 1, sofar);
    for (let length = SHORTEST_SMALL; asOne && length <= LONGEST_SMALL && at + length <= run.length; length += 1) {
      if (!isSmallWord(run.slice(at, at + length))) continue;
      offer(at + length, { ...sofar, letters: sofar.letters + length - 1, ended: true });
    }
    for (const [bit, word] of words.entries()) {
      if ((sofar.words & (1 << bit)) !== 0) continue;
      for (const { length, letters, ended } of readingsOf(word, run, at, asOne))
        offer(at + length, { letters: sofar.letters + letters, words: sofar.words | (1 << bit), ended });
    }
  }
  const all = best[run.length] ?? nothing;
  return all.letters >= run.length * EXPLAINED ? all.words : 0;
}
