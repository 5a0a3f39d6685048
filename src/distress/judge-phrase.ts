import type { PhraseProblem } from "../domain/codes.ts";
import { canBeConfused } from "./confusable.ts";
import { EVERYDAY } from "./everyday.ts";
import { foldText } from "./fold.ts";
import { isPanicWord } from "./panic-words.ts";
import { compilePhrases, hasPhrase } from "./phrase.ts";

const MIN_WORDS = 3;
const MIN_LETTERS = 14;

/** What a phrase must be kept apart from. */
export interface Beside {
  /** Everything that the bot says, in every language. */
  readonly said: readonly string[];
  /** The other phrase of the same chat; null: there is none. */
  readonly other: string | null;
  /** Whether the words tell of danger: then numbers would be shown to whoever reads along. */
  readonly tellsOfDanger: boolean;
}

/** Why a phrase of a person's own is not taken; null: it can be listened for. @param words as she typed them. */
export function judgePhrase(words: string, { said, other, tellsOfDanger }: Beside): PhraseProblem | null {
  if (tellsOfDanger || isPanicWord(words) !== null) return "danger";
  const folded = foldText(words);
  if (folded.length < MIN_WORDS && folded.join("").length < MIN_LETTERS) return "short";
  const phrases = compilePhrases([words]);
  const [bad] = phrases.problems;
  if (bad !== undefined) return bad.problem === "too-long" ? "long" : "weak";
  if (said.some((text) => hasPhrase(phrases, text))) return "ours";
  if (EVERYDAY.some((text) => hasPhrase(phrases, text))) return "everyday";
  return other !== null && canBeConfused(words, other) ? "like-other" : null;
}
