import type { Locale } from "../domain/chat.ts";

/** What a typed line asks for. */
export type Typed =
  | { readonly typed: "nothing" }
  /** A button of the newest list, counted from 0. */
  | { readonly typed: "choice"; readonly place: number }
  | { readonly typed: "words"; readonly words: string }
  /** A shop has two of its own. */
  | { readonly typed: "door"; readonly door: "hide" | "danger" | "cancel-order" | "urgent-order" }
  | { readonly typed: "where"; readonly lat: number; readonly lon: number }
  | { readonly typed: "language"; readonly locale: Locale }
  | { readonly typed: "help" }
  | { readonly typed: "quit" }
  /** Not sent; `why` is for whoever sits at the terminal. */
  | { readonly typed: "wrong"; readonly why: string };

/** The apps of Telegram send no longer text in one message. @see https://limits.tginfo.me/en */
const MAX_WORDS = 4_096;
/** A longer number is a telephone number or 102, and is sent as words. */
const CHOICE = /^\d{1,2}$/;
const COMMAND = /^\/([a-z-]+)(?:\s+(.*))?$/is;

/**
 * Understands one typed line.
 *
 * @param choices how many numbered buttons stand in the newest list.
 */
export function parseLine(line: string, choices: number): Typed {
  const text = line.trim();
  if (text === "") return { typed: "nothing" };
  if (text.startsWith("/")) return parseCommand(text);
  if (choices > 0 && CHOICE.test(text)) return parseChoice(Number(text), choices);
  return wordsOf(text);
}

function parseChoice(number: number, choices: number): Typed {
  if (number >= 1 && number <= choices) return { typed: "choice", place: number - 1 };
  const range = choices === 1 ? "only 1" : `1 to ${choices}`;
  return wrong(`There is no ${number} in the list, ${range}. To send the number itself: /say ${number}`);
}

function parseCommand(text: string): Typed {
  const [, name = "", rest = ""] = COMMAND.exec(text) ?? [];
  const command = name.toLowerCase();
  switch (command) {
    case "start":
      return { typed: "words", words: text };
    case "say":
      return rest === "" ? wrong("What should be said? For example: /say 1") : wordsOf(rest);
    case "hide":
    case "danger":
    case "cancel-order":
    case "urgent-order":
      return { typed: "door", door: command };
    case "where":
      return parseWhere(rest);
    case "language":
      return rest === "kk" || rest === "ru"
        ? { typed: "language", locale: rest }
        : wrong("Which language? /language kk or /language ru");
    case "help":
      return { typed: "help" };
    case "quit":
    case "exit":
      return { typed: "quit" };
    default:
      return wrong("There is no such command; /help lists them. To send it as words: /say and then the words");
  }
}

/** Two numbers, with a space, a comma or both between them. */
function parseWhere(rest: string): Typed {
  const numbers = rest.split(/[\s,]+/).filter((one) => one !== "");
  const [lat = Number.NaN, lon = Number.NaN] = numbers.map((one) =>
    /^[-+]?\d+(\.\d+)?$/.test(one) ? Number(one) : NaN,
  );
  const isPlace = numbers.length === 2 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return isPlace
    ? { typed: "where", lat, lon }
    : wrong("A place is two numbers, latitude -90 to 90 and longitude -180 to 180: /where 51.13 71.43");
}

function wordsOf(words: string): Typed {
  return words.length <= MAX_WORDS
    ? { typed: "words", words }
    : wrong(`Not sent: ${words.length} characters, and one message holds ${MAX_WORDS}`);
}

function wrong(why: string): Typed {
  return { typed: "wrong", why };
}
