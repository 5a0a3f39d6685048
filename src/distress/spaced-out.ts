/** Three letters or more that stand alone, with little between them: "з е л ё н ы й", "м.я.т.а". Two are words: "а у вас". */
const SPACED = /(?<![\p{L}\p{N}])\p{L}(?:[^\p{L}\p{N}]{1,8}\p{L}(?![\p{L}\p{N}])){2,}/gu;
const BETWEEN = /[^\p{L}\p{N}]+/gu;

/**
 * Puts letters that were set apart together again. A wider gap, or a space where the letters are set apart by
 * something else, is where a word ends.
 */
export function joinSpacedOut(text: string): string {
  return text.replace(SPACED, (letters) => {
    const marked = (letters.match(BETWEEN) ?? []).some((gap) => !/\s/.test(gap));
    const ends = marked ? /\s/ : /\s{2}|\n/;
    return letters.replace(BETWEEN, (gap) => (ends.test(gap) ? " " : ""));
  });
}
