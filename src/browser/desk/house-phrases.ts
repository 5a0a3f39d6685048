import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { newId, type PhraseId, printHex, type RandomBytes } from "../../domain/ids.ts";
import { hasLink } from "./reply-state.ts";

const MOST_ORDER = 999;
/** Letters of a phrase in one language. */
export const MOST_PHRASE = 1_000;

const fromPlatform: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Phrases of a set as they are shown everywhere. */
export function sortPhrases(phrases: readonly ReadyPhrase[], set: ReadyPhrase["set"]): readonly ReadyPhrase[] {
  return phrases
    .filter((phrase) => phrase.set === set)
    .toSorted((a, b) => a.order - b.order || (a.phraseId < b.phraseId ? -1 : 1));
}

/** An empty phrase behind the last of its set. */
export function newPhrase(
  set: ReadyPhrase["set"],
  phrases: readonly ReadyPhrase[],
  random: RandomBytes = fromPlatform,
): ReadyPhrase {
  const last = sortPhrases(phrases, set).at(-1)?.order ?? -1;
  return {
    phraseId: printHex(newId<PhraseId>(random)),
    set,
    texts: { kk: "", ru: "", en: "" },
    needs102: false,
    order: Math.min(MOST_ORDER, last + 1),
  };
}

/** What keeps a phrase from being kept; null: nothing. */
export function phraseTrouble({ texts }: ReadyPhrase): "missing" | "link" | null {
  const all = [texts.kk, texts.ru, texts.en];
  if (all.some((text) => text.trim() === "")) return "missing";
  return all.some(hasLink) ? "link" : null;
}

/** A place in the list as typed; null: none. */
export function orderOf(typed: string): number | null {
  return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
}
