import type { Outcome, PlaceAnswer } from "../domain/answers.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Deed } from "./deed.ts";
import type { DataWords, Params } from "./question.ts";

/** A question is named by its folder of texts: `danger-now.alert` asks `danger-now.alert.ask`. */
export type QuestionName = TextKey extends infer K ? (K extends `${infer Q}.ask` ? Q : never) : never;
/** The options that a question has texts for. */
export type OptionOf<Q extends string> = Exclude<
  TextKey extends infer K ? (K extends `${Q}.${infer O}` ? O : never) : never,
  "ask"
>;

export interface Row {
  readonly id: string;
  readonly label: TextKey | DataWords;
}

/** What came instead of a row, or the row. */
export type Picked = { readonly row: string } | { readonly words: string } | { readonly point: PlaceAnswer };

/** What a talk may do. Kept small: every channel and every test can be one. */
export interface Dialogue {
  say(key: TextKey, params?: Params): void;

  /** One of the options. An answer that is none of them gets a calm repeat, for as long as it takes. */
  choose<Q extends QuestionName, O extends OptionOf<Q>>(
    question: Q,
    options: readonly O[],
    params?: Params,
  ): Promise<O>;
  /** As {@link choose}, and she may pass it over. Skipped is not "no". */
  chooseOrSkip<Q extends QuestionName, O extends OptionOf<Q>>(
    question: Q,
    options: readonly O[],
    params?: Params,
  ): Promise<O | "skip">;
  /** Where danger is asked: misunderstood twice is an answer of its own. [Note: Unclear danger is danger] */
  chooseOrUnclear<Q extends QuestionName, O extends OptionOf<Q>>(
    question: Q,
    options: readonly O[],
    params?: Params,
  ): Promise<O | "unclear">;
  /** Any number of the options, possibly none; null when skipped. */
  tick<Q extends QuestionName, O extends OptionOf<Q>>(question: Q, options: readonly O[]): Promise<readonly O[] | null>;
  /** One of the rows from data, or the words or the place she sent instead; null when skipped. */
  pick(question: QuestionName, rows: readonly Row[]): Promise<Picked | null>;
  /** Her own words; null when skipped. `skip`: what stands on the button for that, where it is not the usual word. */
  askWords(question: QuestionName, skip?: TextKey): Promise<string | null>;
  /** Waits for words without asking aloud, beside the options. */
  listen<Q extends QuestionName, O extends OptionOf<Q>>(
    question: Q,
    options: readonly O[],
  ): Promise<{ readonly words: string } | { readonly option: O }>;
  /** Waits for words or a place, without asking anything. */
  hearAnything(question: QuestionName): Promise<{ readonly words: string } | { readonly point: PlaceAnswer }>;
  /** A shared location or a typed address; null when skipped. `skip` as in {@link askWords}. */
  askPlace(question: QuestionName, skip?: TextKey): Promise<PlaceAnswer | null>;

  /** Has the program do something and gives what came of it. */
  perform(deed: Deed): Promise<Outcome>;
}
