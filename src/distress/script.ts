import { foldText, readableEnds } from "./fold.ts";
import { onOtherKeys } from "./keyboard.ts";
import { type Piece, pieceOf } from "./piece.ts";
import { realIn } from "./real-words.ts";
import { skeletonOf } from "./skeleton.ts";
import { joinSpacedOut } from "./spaced-out.ts";

/** Neighbours written as one, from word `at` on. */
export interface Joined {
  readonly piece: Piece;
  readonly at: number;
}

/** A word, or two neighbours, that may be several words of a phrase run together. */
export interface Run extends Joined {
  readonly words: number;
}

/** A text as words, as neighbours put together, and as one line without spaces. */
export interface Script {
  readonly words: readonly Piece[];
  /** Two to four neighbours that may be one word torn apart: "жал быз", "зелё ный". */
  readonly torn: () => readonly Joined[];
  /** Words and pairs so long that several words may have been run together. */
  readonly runs: () => readonly Run[];
  readonly line: string;
}

/** The longest message of a chat is read whole. [Note: Both ends of a long text] */
export const PHRASE_END_CHARS = 2_048;
const MOST_TORN = 4;
/** A torn word has a short part. */
const SHORT_PART = 4;
/** The longest word that is put together again. */
const LONGEST_TORN = 16;
/** Two words of three letters. */
const SHORTEST_RUN = 5;
/** A longer one holds no phrase, or one that is said with something else. */
const LONGEST_RUN = 120;

function tornFrom(words: readonly string[], at: number): readonly Joined[] {
  const found: Joined[] = [];
  let text = words[at] ?? "";
  let short = text.length <= SHORT_PART;
  for (let next = at + 1; next < Math.min(words.length, at + MOST_TORN); next += 1) {
    const word = words[next] ?? "";
    text += word;
    short = next === at + 1 ? short || word.length <= SHORT_PART : short && word.length <= SHORT_PART;
    if (!short || text.length > LONGEST_TORN) break;
    found.push({ piece: pieceOf(text), at });
  }
  return found;
}

function runsFrom(words: readonly string[], at: number): readonly Run[] {
  const [word = "", next = ""] = words.slice(at, at + 2);
  const runs = [{ text: word, words: 1 }, ...(next === "" ? [] : [{ text: word + next, words: 2 }])];
  return runs
    .filter(({ text }) => text.length >= SHORTEST_RUN && text.length <= LONGEST_RUN)
    .map((run) => ({ piece: pieceOf(run.text), at, words: run.words }));
}

/** Made when it is asked for the first time: most texts never need it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function scriptOf(text: string): Script {
  const folded = foldText(joinSpacedOut(text));
  const words = folded.map(skeletonOf);
  return {
    words: words.map((word, at) => pieceOf(word, realIn(folded[at] ?? ""))),
    torn: once(() => words.flatMap((_, at) => tornFrom(words, at))),
    runs: once(() => words.flatMap((_, at) => runsFrom(words, at))),
    line: words.join(""),
  };
}

/** Signs and letters that stand for another one in a word of a phrase only: "ч@й", "iwegi". */
function spelledOut(text: string): string {
  if (!/[@w]/i.test(text)) return text;
  return text.replace(/(?<=\p{L})@(?=\p{L})/gu, "а").replace(/w/gi, "sh");
}

/** Every way to read a text: both ends of a long one, and as if the keyboard had been left in the other alphabet. */
export function scriptsOf(text: string): readonly Script[] {
  return readableEnds(text, PHRASE_END_CHARS).flatMap((part) => {
    const readings = new Set([part, spelledOut(part), onOtherKeys(part) ?? part]);
    return [...readings].map(scriptOf);
  });
}
