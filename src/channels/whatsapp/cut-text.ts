const ELLIPSIS = "…";

/** A text in two, without the blanks at the seam. Neither half begins or ends inside a character. */
export interface Halves {
  readonly head: string;
  readonly tail: string;
}

/**
 * The words as far as they fit, with "…" where they were cut: between words, when that keeps half of the room.
 *
 * @param max UTF-16 units, "…" among them.
 */
export function shorten(words: string, max: number): string {
  if (words.length <= max) return words;
  const room = max - ELLIPSIS.length;
  const space = words.lastIndexOf(" ", room);
  const end = space >= room / 2 ? space : wholeBefore(words, room);
  return `${words.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/** A text as pieces of at most `max` units, cut at the last paragraph, line or word that fits. No piece is blank. */
export function pieces(text: string, max: number): readonly string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const gap = ["\n\n", "\n", " "].map((mark) => rest.lastIndexOf(mark, max)).find((at) => at >= max / 2);
    const { head, tail } = halves(rest, gap ?? wholeBefore(rest, max));
    found.push(head);
    rest = tail;
  }
  return rest === "" ? found : [...found, rest];
}

/**
 * The text with its end apart: the last paragraph, when it is no longer than `max`, else as many lines or words of it.
 *
 * @returns an empty head for a text that fits as it is.
 */
export function endApart(text: string, max: number): Halves {
  const whole = text.trim();
  if (whole.length <= max) return { head: "", tail: whole };
  const paragraph = whole.lastIndexOf("\n\n");
  if (paragraph >= 0 && whole.length - paragraph - 2 <= max) return halves(whole, paragraph);
  const first = whole.length - max;
  const gap = ["\n", " "]
    .map((mark) => whole.indexOf(mark, first))
    .find((at) => at >= 0 && at < whole.length - max / 2);
  return halves(whole, gap ?? wholeAfter(whole, first));
}

function halves(text: string, at: number): Halves {
  return { head: text.slice(0, at).trimEnd(), tail: text.slice(at).trimStart() };
}

/** The place itself, or one earlier when it is between the two halves of one character. */
function wholeBefore(text: string, at: number): number {
  return isInside(text, at) ? at - 1 : at;
}

function wholeAfter(text: string, at: number): number {
  return isInside(text, at) ? at + 1 : at;
}

function isInside(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
