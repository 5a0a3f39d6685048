import { pieceOf } from "../piece.ts";
import type { ClassId, Entries } from "./entry-index.ts";
import type { SpokenWord } from "./spoken-words.ts";
import { endingOf, type WordPattern } from "./word-pattern.ts";

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST = 6;
const SHORTEST_BEGINNING = 7;
const SHORTEST_READ = 5;

/** Listed words with one first letter. Side by side: which letters each has, and the word itself. */
interface Shelf {
  readonly letters: number[];
  readonly listed: { readonly pattern: WordPattern; readonly entries: Entries }[];
}

/**
 * Finds listed words that are one letter away: added, lost, changed, or two swapped. The first letter is right: people see
 * that one while they type. Each letter that a word lacks costs a typo, so one look at the letters rules most of them out.
 */
export class TypoIndex {
  readonly #shelves = new Map<string, Shelf>();

  add(pattern: WordPattern, entries: Entries): void {
    if (pattern.text.length < (pattern.form === "exact" ? SHORTEST : SHORTEST_BEGINNING)) return;
    const letter = pattern.text.slice(0, 1);
    const shelf = this.#shelves.get(letter) ?? { letters: [], listed: [] };
    this.#shelves.set(letter, shelf);
    shelf.letters.push(pieceOf(pattern.text).letters);
    shelf.listed.push({ pattern, entries });
  }

  /** The tags of a word read as mistyped. */
  read(
    text: string,
    words: readonly SpokenWord[],
    index: number,
  ): readonly { readonly class: ClassId; readonly denied: boolean }[] {
    const shelf = text.length < SHORTEST_READ ? undefined : this.#shelves.get(text.slice(0, 1));
    if (shelf === undefined) return [];
    const tags: { readonly class: ClassId; readonly denied: boolean }[] = [];
    const not = ~pieceOf(text).letters;
    for (let i = 0; i < shelf.letters.length; i += 1) {
      const lacking = (shelf.letters[i] ?? 0) & not;
      if ((lacking & (lacking - 1)) !== 0) continue; // More than one letter is not there at all.
      const listed = shelf.listed[i];
      const fits = listed === undefined ? null : fitOf(listed.pattern, text);
      if (listed === undefined || fits === null) continue;
      for (const entry of listed.entries.at(words, index)) tags.push({ class: entry.class, denied: fits === "denied" });
    }
    return tags;
  }
}

function fitOf({ form, text: listed }: WordPattern, text: string): "affirmed" | "denied" | null {
  if (text.length < listed.length - 1 || isFarAtOnce(listed, text)) return null;
  if (form === "exact") return isOneTypoAway(listed, text) ? "affirmed" : null;
  for (const length of [listed.length, listed.length + 1, listed.length - 1]) {
    if (!isOneTypoAway(listed, text.slice(0, length))) continue;
    const fits = form === "begins" ? "affirmed" : endingOf(listed, text.slice(length));
    if (fits !== null) return fits;
  }
  return null;
}

/** The second and the third letter stand neither where they should nor one place off: no single typo does that. */
function isFarAtOnce(a: string, b: string): boolean {
  return a[1] !== b[1] && a[2] !== b[2] && a[1] !== b[2] && a[2] !== b[1];
}

/** One letter added, lost or changed, or two neighbours swapped; or none of these. Looks at each letter once. */
function isOneTypoAway(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer - Math.min(a.length, b.length) > 1) return false;
  let from = 0;
  while (from < longer && a[from] === b[from]) from += 1;
  if (a.length > b.length) return isEqualFrom(a, from + 1, b, from);
  if (a.length < b.length) return isEqualFrom(a, from, b, from + 1);
  const areSwapped = a[from] === b[from + 1] && a[from + 1] === b[from];
  return isEqualFrom(a, from + 1, b, from + 1) || (areSwapped && isEqualFrom(a, from + 2, b, from + 2));
}

function isEqualFrom(a: string, i: number, b: string, j: number): boolean {
  return a.slice(i) === b.slice(j);
}
