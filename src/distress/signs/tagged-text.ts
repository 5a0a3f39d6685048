import type { ClassId } from "./entry-index.ts";
import type { Lexicon, Tag } from "./lexicon.ts";
import { type SpokenWord, spokenWords } from "./spoken-words.ts";

/** Where the words of a class stand in a text, affirmed and denied. */
export interface TaggedText {
  readonly words: readonly SpokenWord[];
  /** Places in the order of the text, as {@link SpokenWord.at}. */
  readonly affirmed: ReadonlyMap<ClassId, readonly number[]>;
  readonly denied: ReadonlyMap<ClassId, readonly number[]>;
}

/** "не" and what takes its force: "чуть не убил", "не только бьёт", "как бы не убил", "пока не убил" tell of harm. */
const NOT = "не";
const NEARLY: ReadonlySet<string> = new Set(["чут", "едва", "почти", "би", "пока", "лиш", "если", "еле", "чутли"]);
const SMALL: ReadonlySet<string> = new Set(["мена", "мне", "нас", "ее", "его", "на", "уж", "би", "разу"]);

/** Kazakh denies behind the verb: "ұрған жоқ", "ұрып көрген емес". */
const DENIES: ReadonlySet<string> = new Set(["жок", "емес", "жоккои", "емеспин"]);
/** Verbs that may stand between a verb and its denial. */
const HELPING = /^(корген|жаткан|турган|отирган|журген|коиган|тастаган|калган|алган|жиберген|келген|еш|да|де)/;

function deniedBefore(words: readonly SpokenWord[], index: number): boolean {
  const before = words[index - 1];
  const at =
    before?.text === NOT ? index - 1 : SMALL.has(before?.text ?? "") && words[index - 2]?.text === NOT ? index - 2 : -1;
  if (at < 0) return false;
  return !NEARLY.has(words[at - 1]?.text ?? "");
}

function deniedBehind(words: readonly SpokenWord[], index: number): boolean {
  for (let next = index + 1; next <= index + 2; next += 1) {
    const word = words[next];
    const before = words[next - 1];
    if (word === undefined || before === undefined || word.at - before.at > 1) return false;
    if (DENIES.has(word.text)) return true;
    if (!HELPING.test(word.text)) return false;
  }
  return false;
}

function isDenied(tag: Tag, around: { readonly before: boolean; readonly behind: boolean }): boolean {
  return tag.denied !== (around.before || around.behind);
}

/** Reads a text word by word. What is denied twice ("ұрмаған емес") is affirmed. */
export function tagText(lexicon: Lexicon, text: string): TaggedText {
  const words = spokenWords(text);
  const affirmed = new Map<ClassId, number[]>();
  const denied = new Map<ClassId, number[]>();
  words.forEach((word, index) => {
    const tags = lexicon.tagsAt(words, index);
    if (tags.length === 0) return;
    const around = { before: deniedBefore(words, index), behind: deniedBehind(words, index) };
    for (const tag of tags) {
      const places = isDenied(tag, around) ? denied : affirmed;
      const known = places.get(tag.class);
      if (known === undefined) places.set(tag.class, [word.at]);
      else if (known.at(-1) !== word.at) known.push(word.at);
    }
  });
  return { words, affirmed, denied };
}
