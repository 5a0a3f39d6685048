import type { SpokenWord } from "./spoken-words.ts";
import { TypoIndex } from "./typo-index.ts";
import { byEar, endingOf, type Phrase, parseWords, type WordPattern } from "./word-pattern.ts";

/** Number of a word class: a list of words that mean the same to the rules. */
export type ClassId = number;

/** What the lists say of one word of a text: it belongs to a class, or denies it ("ұрмайды", "не бьёт"). */
export interface Tag {
  readonly class: ClassId;
  readonly denied: boolean;
}

/** One way to say a class: a first word, and those that must follow it. */
export interface Entry {
  readonly class: ClassId;
  readonly first: WordPattern;
  readonly rest: Phrase;
}

const SHORTEST_BEGINNING = 2;
const SHORTEST_HEARD = 5;
const NO_TAGS: readonly Tag[] = [];

/** All word lists, ready to be looked up. Built once. */
export class Lexicon {
  readonly #names = new Map<string, ClassId>();
  readonly #exact = new Map<string, Entry[]>();
  readonly #beginnings = new Map<string, Entry[]>();
  readonly #endings = new Map<string, Entry[]>();
  /** Words and beginnings as one hears them: see {@link byEar}. */
  readonly #heard = new Map<string, Entry[]>();
  readonly #typos: TypoIndex;
  readonly #lookAlikes: ReadonlySet<string>;

  /**
   * @param lists words by the name of their class.
   * @param lookAlikes harmless words that are one letter away from a listed one.
   */
  constructor(lists: Readonly<Record<string, string>>, lookAlikes: readonly Phrase[]) {
    this.#typos = new TypoIndex();
    this.#lookAlikes = new Set(lookAlikes.flatMap(([word]) => (word ? [word.text] : [])));
    for (const [name, list] of Object.entries(lists)) this.add(name, parseWords(list));
    this.lists = new Map(this.#names);
  }

  /** The class of this name; null when there is none. */
  find(name: string): ClassId | null {
    return this.#names.get(name) ?? null;
  }

  /** The lists by name; what rules put together for themselves is not among them. */
  readonly lists: ReadonlyMap<string, ClassId>;

  /** Adds words to a class, which is made when it is new. */
  add(name: string, phrases: readonly Phrase[]): ClassId {
    const id = this.#names.get(name) ?? this.#names.size;
    this.#names.set(name, id);
    for (const [first, ...rest] of phrases) {
      if (first === undefined || first.text === "") continue;
      const entry = { class: id, first, rest };
      put(this.#mapOf(first), first.text, entry);
      if (first.form === "ends") continue;
      if (first.text.length >= SHORTEST_HEARD) put(this.#heard, first.ear, entry);
      this.#typos.add(entry);
    }
    return id;
  }

  /** The tags of a word, with the words behind it in sight. A word that no list knows is read once more as mistyped. */
  tagsAt(words: readonly SpokenWord[], index: number): readonly Tag[] {
    const text = words[index]?.text ?? "";
    const tags: Tag[] = [];
    this.#read(this.#exact.get(text), text, words, index, tags);
    for (let length = SHORTEST_BEGINNING; length <= text.length; length += 1) {
      this.#read(this.#beginnings.get(text.slice(0, length)), text, words, index, tags);
    }
    for (const [ending, entries] of this.#endings) {
      if (text.endsWith(ending)) this.#read(entries, text, words, index, tags);
    }
    if (tags.length > 0) return tags;
    if (this.#lookAlikes.has(text)) return NO_TAGS;
    const heard = this.#readByEar(text, words, index);
    return heard.length > 0 ? heard : this.#typos.read(text, (entry) => follows(entry, words, index));
  }

  #mapOf({ form }: WordPattern): Map<string, Entry[]> {
    if (form === "exact") return this.#exact;
    return form === "ends" ? this.#endings : this.#beginnings;
  }

  /** Only Russian is written by ear like this; Kazakh stems take part as whole words. */
  #readByEar(text: string, words: readonly SpokenWord[], index: number): readonly Tag[] {
    const ear = byEar(text);
    const tags: Tag[] = [];
    for (let length = SHORTEST_HEARD; length <= ear.length; length += 1) {
      for (const entry of this.#heard.get(ear.slice(0, length)) ?? []) {
        const fits = entry.first.form === "begins" || (entry.first.form === "exact" && length === ear.length);
        if (fits && follows(entry, words, index)) tags.push({ class: entry.class, denied: false });
      }
    }
    return tags;
  }

  #read(
    entries: readonly Entry[] | undefined,
    text: string,
    words: readonly SpokenWord[],
    index: number,
    tags: Tag[],
  ): void {
    for (const entry of entries ?? []) {
      const fits = fitOf(entry.first, text);
      if (fits !== null && follows(entry, words, index)) tags.push({ class: entry.class, denied: fits === "denied" });
    }
  }
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}

/** Whether a word, whose beginning is known to be right, is what the pattern means. */
function fitOf(pattern: WordPattern, text: string): "affirmed" | "denied" | null {
  return pattern.form === "verb" ? endingOf(pattern.text, text.slice(pattern.text.length)) : "affirmed";
}

function isWord(pattern: WordPattern, text: string): boolean {
  if (pattern.form === "exact")
    return text === pattern.text || (text.length > SHORTEST_HEARD && byEar(text) === pattern.ear);
  if (pattern.form === "ends") return text.endsWith(pattern.text);
  return text.startsWith(pattern.text) && fitOf(pattern, text) === "affirmed";
}

/** The words that must follow stand right behind, whatever marks are between. */
function follows({ rest }: Entry, words: readonly SpokenWord[], index: number): boolean {
  return rest.every((pattern, i) => {
    const word = words[index + 1 + i];
    return word !== undefined && isWord(pattern, word.text);
  });
}
