import { COMMON_PHRASES, KEYBOARD_ROWS } from "./passphrase-words.ts";

/** What is said of a passphrase before it is used. Nothing is said about capitals, digits and signs: length counts. */
export type PassphraseWeight = "too-short" | "common" | "good";

/** @see https://owasp.org/www-project-application-security-verification-standard/ 6.2: at least 15 where it stands alone. */
const LEAST_LETTERS = 15;
/** Of its own letters, after what is common was taken out. */
const LEAST_OWN = 8;
const LEAST_DISTINCT = 6;
/** From so many neighbours on it is a walk along a keyboard. */
const LEAST_RUN = 4;

/**
 * How good a passphrase is. Here and nowhere else: it is not sent to anybody to be weighed.
 *
 * `common`: little is left once known phrases, walks along keyboards and repetitions are taken out of it.
 */
export function weighPassphrase(text: string): PassphraseWeight {
  const typed = text.normalize("NFKC").trim();
  if ([...typed].length < LEAST_LETTERS) return "too-short";
  const folded = fold(typed);
  if (new Set(folded).size < LEAST_DISTINCT) return "common";
  const own = withoutRuns(withoutRepeats(withoutPhrases(folded)));
  return [...own].length < LEAST_OWN ? "common" : "good";
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** `сәлемсәлемсәлем` is worth one `сәлем`. */
function withoutRepeats(text: string): string {
  return text.replace(/(.+?)\1+/gu, "$1");
}

function withoutPhrases(text: string): string {
  return COMMON_PHRASES.reduce((left, phrase) => left.replaceAll(phrase, ""), text);
}

/** Takes out walks of {@link LEAST_RUN} letters and more along one row, in either direction. */
function withoutRuns(text: string): string {
  const letters = [...text];
  let left = "";
  for (let at = 0; at < letters.length; ) {
    const length = runAt(letters, at);
    if (length < LEAST_RUN) left += letters[at] ?? "";
    at += length < LEAST_RUN ? 1 : length;
  }
  return left;
}

function runAt(letters: readonly string[], at: number): number {
  let longest = 1;
  for (const row of KEYBOARD_ROWS) {
    for (const step of [1, -1]) {
      let length = 1;
      while (isNext(row, letters[at + length - 1], letters[at + length], step)) length += 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function isNext(row: string, from: string | undefined, to: string | undefined, step: number): boolean {
  if (from === undefined || to === undefined) return false;
  const at = row.indexOf(from);
  return at !== -1 && row[at + step] === to;
}
