import { foldText } from "../fold.ts";
import { joinSpacedOut } from "../spaced-out.ts";
import { soundOfFolded } from "./word-pattern.ts";

/** A word as it sounds, and where it stands: a full stop counts as some words, a comma as one. */
export interface SpokenWord {
  readonly text: string;
  readonly at: number;
}

/** Units of a text that are listened to: Telegram's longest message from either end of anything longer. */
const END_CHARS = 4_096;

/** How far words on both sides of a mark are apart. */
const STOP = 3;
const PAUSE = 1;

const PIECES = /[^.!?;…\n\r,:()«»"“”—–]+|[.!?;…\n\r]+|[,:()«»"“”—–]+/gu;
const STOPS = /^[.!?;…\n\r]/u;
const PAUSES = /^[,:()«»"“”—–]/u;

function ends(text: string): readonly string[] {
  return text.length <= 2 * END_CHARS ? [text] : [text.slice(0, END_CHARS), text.slice(-END_CHARS)];
}

/** Signs that say a word: a call, a laugh. */
const SPEAKING_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/🆘/gu, " sos "],
  [/[😂🤣😆😹]/gu, " хаха "],
  // Folded, "был" (was) and "бил" (hit) would be one word, and "теперь" (now) a Kazakh kick. They tell nothing: left out.
  [/(?<![\p{L}\p{N}])(?:был[аои]?|быть|byl[aoi]?|byt|теперь)(?![\p{L}\p{N}])/giu, " "],
];

function inWords(text: string): string {
  return SPEAKING_SIGNS.reduce((so, [sign, word]) => so.replace(sign, word), text);
}

/** The words of a text in the order they were written. */
export function spokenWords(text: string): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  let at = 0;
  for (const part of ends(text)) {
    for (const piece of joinSpacedOut(inWords(part)).match(PIECES) ?? []) {
      if (STOPS.test(piece)) at += STOP;
      else if (PAUSES.test(piece)) at += PAUSE;
      else {
        for (const word of foldText(piece)) {
          words.push({ text: soundOfFolded(word), at });
          at += 1;
        }
      }
    }
    at += STOP;
  }
  return words;
}
