import { pieceOf } from "../piece.ts";
import type { Entry, Tag } from "./lexicon.ts";
import { endingOf, type WordPattern } from "./word-pattern.ts";

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST = 6;
const SHORTEST_BEGINNING = 7;
const SHORTEST_READ = 5;

/** A listed word, and all that begins with it. */
interface Listed {
  readonly pattern: WordPattern;
  readonly letters: number;
  readonly entries: Entry[];
}

/**
 * Finds listed words that are one letter away: added, lost, changed, or two swapped. The first letter is right: people see
 * that one while they type. Each letter that a word lacks costs a typo, so one look at the letters rules most of them out.
 */
export class TypoIndex {
  readonly #byFirstLetter = new Map<string, Listed[]>();
  readonly #listed = new Map<string, Listed>();

  add(entry: Entry): void {
    const { first } = entry;
    if (first.form === "ends" || first.text.length < (first.form === "exact" ? SHORTEST : SHORTEST_BEGINNING)) return;
    const name = `${first.form} ${first.text}`;
    const known = this.#listed.get(name);
    if (known) {
      known.entries.push(entry);
      return;
    }
    const listed: Listed = { pattern: first, letters: pieceOf(first.text).letters, entries: [entry] };
    this.#listed.set(name, listed);
    const letter = first.text.slice(0, 1);
    const others = this.#byFirstLetter.get(letter);
    if (others) others.push(listed);
    else this.#byFirstLetter.set(letter, [listed]);
  }

  /** The tags of a word read as mistyped. */
  read(text: string, follows: (entry: Entry) => boolean): readonly Tag[] {
    if (text.length < SHORTEST_READ) return [];
    const { letters } = pieceOf(text);
    const tags: Tag[] = [];
    for (const listed of this.#byFirstLetter.get(text.slice(0, 1)) ?? []) {
      const lacking = listed.letters & ~letters;
      if ((lacking & (lacking - 1)) !== 0) continue; // More than one letter is not there at all.
      const fits = fitOf(listed.pattern, text);
      if (fits === null) continue;
      for (const entry of listed.entries) {
        if (follows(entry)) tags.push({ class: entry.class, denied: fits === "denied" });
      }
    }
    return tags;
  }
}

function fitOf({ form, text: listed }: WordPattern, text: string): "affirmed" | "denied" | null {
  if (text.length < listed.length - 1) return null;
  if (form === "exact") return isOneTypoAway(listed, text) ? "affirmed" : null;
  for (const length of [listed.length, listed.length + 1, listed.length - 1]) {
    if (!isOneTypoAway(listed, text.slice(0, length))) continue;
    const fits = form === "begins" ? "affirmed" : endingOf(listed, text.slice(length));
    if (fits !== null) return fits;
  }
  return null;
}

/** One letter added, lost or changed, or two neighbours swapped; or none of these. Looks at each letter once. */
function isOneTypoAway(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer - Math.min(a.length, b.length) > 1) return false;
  let from = 0;
  while (from < longer && a[from] === b[from]) from += 1;
  const isEqualFrom = (i: number, j: number) => a.slice(i) === b.slice(j);
  if (a.length > b.length) return isEqualFrom(from + 1, from);
  if (a.length < b.length) return isEqualFrom(from, from + 1);
  const areSwapped = a[from] === b[from + 1] && a[from + 1] === b[from];
  return isEqualFrom(from + 1, from + 1) || (areSwapped && isEqualFrom(from + 2, from + 2));
}
