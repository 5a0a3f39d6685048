/** A piece of what somebody wrote: shown as it is, or named because it cannot be seen. */
export interface TextPiece {
  readonly kind: "words" | "mark";
  /** The words; of a mark its name, like `U+202E`. */
  readonly text: string;
}

/** A letter bears three accents at most in any living writing; more is a stack meant to cover other lines. */
const MOST_ACCENTS = 4;
const ACCENT = /\p{M}/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f}/u;
const JOINER = "\u{200d}";
/** Not seen, or turns what is seen around: controls, formats, lone halves of a pair, line separators, never-characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\u{115f}\u{1160}\u{3164}\u{ffa0}]/u;

/**
 * What a person wrote, in pieces that are safe to show: nothing is left out, and nothing stays unseen.
 *
 * Kept as they are: line breaks, tabs, the joiner inside a joined picture, and its variation sign.
 */
export function visiblePieces(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let words = "";
  let accents = 0;
  const mark = (name: string) => {
    if (words !== "") pieces.push({ kind: "words", text: words });
    words = "";
    pieces.push({ kind: "mark", text: name });
  };
  const letters = [...text];
  for (const [i, letter] of letters.entries()) {
    accents = ACCENT.test(letter) ? accents + 1 : 0;
    if (isHidden(letter, letters[i - 1], letters[i + 1]) || accents > MOST_ACCENTS) mark(nameOf(letter));
    else words += letter;
  }
  if (words !== "") pieces.push({ kind: "words", text: words });
  return joinRuns(pieces);
}

function isHidden(letter: string, before: string | undefined, after: string | undefined): boolean {
  if (letter === "\n" || letter === "\t") return false;
  if (letter === JOINER) return !(PICTURE.test(before ?? "") && PICTURE.test(after ?? ""));
  return UNSEEN.test(letter);
}

function nameOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The same mark many times over is named once, with its count. */
function joinRuns(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const joined: TextPiece[] = [];
  let run = 0;
  for (const [i, piece] of pieces.entries()) {
    run = piece.kind === "mark" && pieces[i - 1]?.kind === "mark" && pieces[i - 1]?.text === piece.text ? run + 1 : 1;
    if (run > 1) joined.pop();
    joined.push(run > 1 ? { kind: "mark", text: `${piece.text} ×${run}` } : piece);
  }
  return joined;
}
