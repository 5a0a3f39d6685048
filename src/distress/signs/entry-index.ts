import type { SpokenWord } from "./spoken-words.ts";
import { byEar, endingOf, type Phrase, type WordPattern } from "./word-pattern.ts";

/** Number of a word class: a list of words that mean the same to the rules. */
export type ClassId = number;

/** One way to say a class: a first word, and those that must follow it. */
export interface Entry {
  readonly class: ClassId;
  readonly first: WordPattern;
  readonly rest: Phrase;
}

/** Words as short as this are compared as they are. */
const SHORTEST_HEARD = 5;
/** "не" begins some hundred entries: which of them can follow is told by so many letters of the next word. */
const NEXT_LETTERS = 2;

/** Entries that have the same first word. */
export class Entries {
  readonly #alone: Entry[] = [];
  readonly #byNext = new Map<string, Entry[]>();

  add(entry: Entry): void {
    const [next] = entry.rest;
    if (next === undefined) {
      this.#alone.push(entry);
      return;
    }
    const key = next.text.slice(0, NEXT_LETTERS);
    const known = this.#byNext.get(key);
    if (known) known.push(entry);
    else this.#byNext.set(key, [entry]);
  }

  /** Those whose further words stand behind the word at this place, whatever marks are between. */
  at(words: readonly SpokenWord[], index: number): readonly Entry[] {
    const next = words[index + 1];
    const longer = next === undefined ? undefined : this.#byNext.get(next.text.slice(0, NEXT_LETTERS));
    if (longer === undefined) return this.#alone;
    return [...this.#alone, ...longer.filter((entry) => follows(entry, words, index))];
  }
}

function follows({ rest }: Entry, words: readonly SpokenWord[], index: number): boolean {
  return rest.every((pattern, i) => {
    const word = words[index + 1 + i];
    return word !== undefined && isWord(pattern, word.text);
  });
}

function isWord(pattern: WordPattern, text: string): boolean {
  switch (pattern.form) {
    case "exact":
      return text === pattern.text || (text.length > SHORTEST_HEARD && byEar(text) === pattern.ear);
    case "ends":
      return text.endsWith(pattern.text);
    case "begins":
      return text.startsWith(pattern.text);
    case "verb":
      return text.startsWith(pattern.text) && endingOf(pattern.text, text.slice(pattern.text.length)) === "affirmed";
  }
}
