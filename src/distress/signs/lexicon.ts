import { type ClassId, Entries, type Entry } from "./entry-index.ts";
import type { SpokenWord } from "./spoken-words.ts";
import { TypoIndex } from "./typo-index.ts";
import { byEar, endingOf, type ParseWords, type WordPattern, wordParser } from "./word-pattern.ts";

/** What the lists say of one word of a text: it belongs to a class, or denies it ("ұрмайды", "не бьёт"). */
export interface Tag {
  readonly class: ClassId;
  readonly denied: boolean;
}

const SHORTEST_HEARD = 5;
const NO_TAGS: readonly Tag[] = [];
/** Beginnings are looked for by these letters first: most words share them with no list. */
const HEAD_LETTERS = 2;

/** All word lists, ready to be looked up. Built once. */
export class Lexicon {
  /** The lists by name; what rules put together for themselves is not among them. */
  readonly lists: ReadonlyMap<string, ClassId>;
  readonly #names = new Map<string, ClassId>();
  readonly #exact = new Map<string, Entries>();
  readonly #beginnings = new Map<string, Entries>();
  readonly #stems = new Map<string, Entries>();
  /** By the first letters of beginnings: how long they are. */
  readonly #lengths = new Map<string, number[]>();
  readonly #endings = new Map<string, Entries>();
  /** Words and beginnings as one hears them: see {@link byEar}. */
  readonly #heard = new Map<string, { readonly pattern: WordPattern; readonly entries: Entries }[]>();
  readonly #heardLengths: number[] = [];
  readonly #typos = new TypoIndex();
  readonly #lookAlikes: ReadonlySet<string>;
  readonly #parse: ParseWords = wordParser();

  /**
   * @param lists words by the name of their class.
   * @param lookAlikes harmless words that are one letter away from a listed one.
   */
  constructor(lists: Readonly<Record<string, string>>, lookAlikes: string) {
    this.#lookAlikes = new Set(this.#parse(lookAlikes).flatMap(([word]) => (word ? [word.text] : [])));
    for (const [name, list] of Object.entries(lists)) this.add(name, list);
    this.lists = new Map(this.#names);
  }

  /** The class of this name; null when there is none. */
  find(name: string): ClassId | null {
    return this.#names.get(name) ?? null;
  }

  /** Adds words to a class, which is made when it is new. */
  add(name: string, list: string): ClassId {
    const id = this.#names.get(name) ?? this.#names.size;
    this.#names.set(name, id);
    for (const [first, ...rest] of this.#parse(list)) {
      if (first === undefined || first.text === "") continue;
      this.#entriesOf(first).add({ class: id, first, rest });
    }
    return id;
  }

  /** The tags of a word, with the words behind it in sight. A word that no list knows is read once more as mistyped. */
  tagsAt(words: readonly SpokenWord[], index: number): readonly Tag[] {
    const text = words[index]?.text ?? "";
    const tags = this.#readListed(text, words, index);
    if (tags.length > 0 || this.#lookAlikes.has(text)) return tags;
    const heard = this.#readByEar(text, words, index);
    return heard.length > 0 ? heard : this.#typos.read(text, words, index);
  }

  #entriesOf(first: WordPattern): Entries {
    if (first.form === "ends") return getOrMake(this.#endings, first.text, () => new Entries());
    if (first.form === "exact")
      return getOrMake(this.#exact, first.text, () => this.#alsoUnclear(first, new Entries()));
    return getOrMake(first.form === "verb" ? this.#stems : this.#beginnings, first.text, () => {
      const lengths = getOrMake(this.#lengths, first.text.slice(0, HEAD_LETTERS), () => []);
      if (!lengths.includes(first.text.length)) lengths.push(first.text.length);
      return this.#alsoUnclear(first, new Entries());
    });
  }

  /** The same entries are found by ear and with a typo. */
  #alsoUnclear(pattern: WordPattern, entries: Entries): Entries {
    this.#typos.add(pattern, entries);
    if (pattern.ear.length < SHORTEST_HEARD || pattern.form === "verb") return entries;
    getOrMake(this.#heard, pattern.ear, () => []).push({ pattern, entries });
    if (!this.#heardLengths.includes(pattern.ear.length)) this.#heardLengths.push(pattern.ear.length);
    return entries;
  }

  #readListed(text: string, words: readonly SpokenWord[], index: number): readonly Tag[] {
    const tags: Tag[] = [];
    addTags(tags, this.#exact.get(text)?.at(words, index), false);
    for (const length of this.#lengths.get(text.slice(0, HEAD_LETTERS)) ?? []) {
      if (length > text.length) continue;
      const head = text.slice(0, length);
      addTags(tags, this.#beginnings.get(head)?.at(words, index), false);
      const stem = this.#stems.get(head);
      const fits = stem === undefined ? null : endingOf(head, text.slice(length));
      if (fits !== null) addTags(tags, stem?.at(words, index), fits === "denied");
    }
    for (const [ending, entries] of this.#endings) {
      if (text.endsWith(ending)) addTags(tags, entries.at(words, index), false);
    }
    return tags;
  }

  /** Only Russian is written by ear like this: Kazakh stems do not take part. */
  #readByEar(text: string, words: readonly SpokenWord[], index: number): readonly Tag[] {
    if (text.length < SHORTEST_HEARD) return NO_TAGS;
    const ear = byEar(text);
    const tags: Tag[] = [];
    for (const length of this.#heardLengths) {
      if (length > ear.length) continue;
      for (const { pattern, entries } of this.#heard.get(ear.slice(0, length)) ?? []) {
        if (pattern.form === "begins" || length === ear.length) addTags(tags, entries.at(words, index), false);
      }
    }
    return tags;
  }
}

function getOrMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function addTags(tags: Tag[], entries: readonly Entry[] | undefined, denied: boolean): void {
  for (const entry of entries ?? []) tags.push({ class: entry.class, denied });
}
