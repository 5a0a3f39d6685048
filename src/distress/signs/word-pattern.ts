import { fold } from "../fold.ts";
import { skeletonOf } from "../skeleton.ts";

/**
 * How a word of the lists is written down. [Note: How the lists are written]
 * `exact`: this word. `begins`: `бьет*`. `ends`: `*ватыр`. `verb`: `ұр~`, a Kazakh stem with its endings, affirmed or denied.
 */
export interface WordPattern {
  readonly form: "exact" | "begins" | "ends" | "verb";
  readonly text: string;
  /** See {@link byEar}. */
  readonly ear: string;
}

/** One alternative: words that follow each other, usually one. `за_волосы` are two. */
export type Phrase = readonly WordPattern[];

/** A word as it sounds, the same for every spelling of it. [Note: What counts as the same] */
export function soundOfWord(word: string): string {
  return fold(word).split(" ").map(soundOfFolded).join("");
}

/** Of two п before a vowel the second denies ("теппейді", does not kick): it must not be taken for a letter written twice. */
export function soundOfFolded(folded: string): string {
  return skeletonOf(folded.replace(/пп(?=[ае])/, "пб"));
}

const FORMS = { "*": "begins", "~": "verb" } as const;

function parseWord(written: string): WordPattern {
  if (written.startsWith("*")) return pattern("ends", soundOfWord(written.slice(1)));
  const mark = written.at(-1);
  if (mark !== "*" && mark !== "~") return pattern("exact", soundOfWord(written));
  const text = soundOfWord(written.slice(0, -1));
  // "насили*" sounds "насил" before some endings: a last и is swallowed by the vowel behind it.
  return pattern(FORMS[mark], mark === "*" && text.length > 4 ? text.replace(/и$/, "") : text);
}

function pattern(form: WordPattern["form"], text: string): WordPattern {
  return { form, text, ear: byEar(text) };
}

/** Words of a list: separated by spaces, `_` inside those that belong together. */
export type ParseWords = (list: string) => readonly Phrase[];

/** A parser that folds each word once, however often the lists repeat it. */
export function wordParser(): ParseWords {
  const parsed = new Map<string, WordPattern>();
  const parse = (written: string) => {
    const known = parsed.get(written) ?? parseWord(written);
    parsed.set(written, known);
    return known;
  };
  return (list) =>
    list
      .trim()
      .split(/\s+/)
      .filter((one) => one !== "")
      .map((one) => one.split("_").map(parse));
}

/** The endings of a short stem in full: "ұр" must not be heard in "урок". Sounds, see {@link soundOfWord}. */
const SHORT_ENDINGS =
  /^(и?[пв]?(ж|в)?[ао]тир(ма|ган|мин|сам)?|ип(ти|т|тин|сем|се)?|и|[ае]|[дт]и(м|н|к|низ|лар|лер)?|[ае]ди|[ае](м|ман|мен|мин|с|син|сиз|миз|т|тин|тиндар|р|рсин)?|[гк][ае]н(нан|нен|нин|да|де|ди|син|мин|им|дар|дер)?|у|у(га|ге|ди|ин|дин|ге|дан|ден)|ин(из|издар)?|с[ае](м|н|к|низ|да|де)?|[ае]ин|м[ае]к(ши|шим|шисин)?|гал[ие]?|гел[ие]?|ган(да|ша)|с(ин)|ма(к|кши)|ушид?[еа]?|ил(ди|ип|ган|ген)|и(ушед|уше)?)$/;

/** How the ending of a longer stem begins. */
const LONG_ENDINGS = /^(и|а|е|д|т|г|к|с|у|п|л|н|р|х|м[ае]к)/;
const DENIALS = /^[мбп][ае](?!к)/;
const SHORT_STEM = 4;

/** Whether the ending fits behind a Kazakh stem, and whether it denies: "ұрады" yes, "ұрмайды" denied, "урок" null. */
export function endingOf(stem: string, ending: string): "affirmed" | "denied" | null {
  if (DENIALS.test(ending)) return "denied";
  if (ending === "") return stem.length > 3 ? "affirmed" : null;
  const fits = stem.length <= SHORT_STEM ? SHORT_ENDINGS.test(ending) : LONG_ENDINGS.test(ending);
  return fits ? "affirmed" : null;
}

/**
 * How a word is written by ear: unstressed о as а, е as и, and a letter once for twice. For words that no list knows:
 * "памагите", "миня", "баюсь". Takes and gives sounds, see {@link soundOfWord}.
 */
export function byEar(sound: string): string {
  let heard = "";
  let last = "";
  for (const letter of sound) {
    const now = letter === "о" ? "а" : letter === "е" ? "и" : letter;
    if (now !== last) heard += now;
    last = now;
  }
  return heard;
}
