import type { RoomButton, RoomMessage } from "./terminal-room.ts";

/** How text is put on the screen. */
export interface PrintStyle {
  /** Columns to wrap at; null: one line for each line of the text, as a program reads it. */
  readonly width: number | null;
  readonly colours: boolean;
}

/** A command that stands under every list, and the words on its button. */
interface Command {
  readonly command: string;
  readonly label: string;
}

/** What a list of buttons is to whoever types: numbers for choices, commands for doors. */
export interface Choices {
  readonly numbered: readonly RoomButton[];
  readonly commands: readonly Command[];
}

const NAME = "Pana";
const INDENT = " ".repeat(NAME.length + 2);
const GAP = "   ";
/** A list that is longer stands in two columns, if it fits. */
const LONG_LIST = 9;
const BOLD = 1;
const GREY = 90;
const GREEN = 32;

/** A message of the bot: its name once, its text beside it, its buttons below. */
export function printMessage(style: PrintStyle, { text }: RoomMessage, choices: Choices): string {
  const lines = visible(text)
    .split("\n")
    .flatMap((line) => wrap(line, style.width === null ? null : style.width - INDENT.length));
  const said = lines.map((line, i) =>
    i === 0 ? `${paint(style, GREEN, NAME)}  ${line}` : `${INDENT}${line}`.trimEnd(),
  );
  const list = printChoices(style, choices);
  return `\n${said.join("\n")}\n${list === "" ? "" : `\n${list}`}`;
}

/** The numbered list and the doors, also by itself when boxes were ticked. */
export function printChoices(style: PrintStyle, { numbered, commands }: Choices): string {
  const list = inColumns(style, numbered);
  const doors = commands.map(({ command, label }) => `${paint(style, BOLD, command)} ${visible(label)}`);
  const lines = [...list, ...(doors.length > 0 ? [`${INDENT}${doors.join(GAP)}`] : [])];
  return lines.map((line) => `${line}\n`).join("");
}

/** What the person wrote, where the terminal does not show it by itself; `meaning` is the button that was meant. */
export function printTyped(style: PrintStyle, line: string, meaning: string | null): string {
  const chosen = meaning === null ? "" : paint(style, GREY, `  ${visible(meaning)}`);
  return `> ${visible(line)}${chosen}\n`;
}

/** Words of the terminal itself, set apart from the talk. */
export function printNote(style: PrintStyle, text: string): string {
  return text
    .split("\n")
    .flatMap((line) => wrap(line, style.width))
    .map((line) => `${paint(style, GREY, line)}\n`)
    .join("");
}

/** A short line in the place of what is gone. */
export function printSwept(style: PrintStyle, count: number): string {
  return `\n${printNote(style, `(${count} ${count === 1 ? "message was" : "messages were"} deleted)`)}`;
}

function inColumns(style: PrintStyle, buttons: readonly RoomButton[]): readonly string[] {
  const digits = String(buttons.length).length;
  const cells = buttons.map(({ label }, i) => ({ number: String(i + 1).padStart(digits), label: visible(label) }));
  const widest = Math.max(0, ...cells.map(({ label }) => widthOf(label)));
  const rowWidth = INDENT.length + 2 * (digits + 2 + widest) + GAP.length;
  const columns = style.width !== null && buttons.length > LONG_LIST && rowWidth <= style.width ? 2 : 1;
  const height = Math.ceil(cells.length / columns);
  return cells.slice(0, height).map((_, row) => {
    const inRow = cells.filter((_cell, i) => i % height === row);
    const printed = inRow.map(({ number, label }, i) => {
      const fill = i < inRow.length - 1 ? " ".repeat(widest - widthOf(label)) : "";
      return `${paint(style, BOLD, number)}  ${label}${fill}`;
    });
    return `${INDENT}${printed.join(GAP)}`;
  });
}

/** Breaks at spaces; a word that is longer than a line is left to the terminal. */
function wrap(line: string, width: number | null): readonly string[] {
  if (width === null || widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let open = /^\s*/.exec(line)?.[0] ?? "";
  const indent = open;
  for (const word of line.trimStart().split(" ")) {
    const joined = open.trim() === "" ? `${open}${word}` : `${open} ${word}`;
    if (widthOf(joined) <= width || open.trim() === "") {
      open = joined;
      continue;
    }
    lines.push(open);
    open = `${indent}${word}`;
  }
  return [...lines, open];
}

/** Columns that the text takes: signs like 📞 take two, accents none. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /\p{M}/u.test(sign) ? 0 : /\p{Emoji_Presentation}/u.test(sign) ? 2 : 1;
  return width;
}

/** What a person or staff wrote may hold anything: signs that turn or hide text, or command the terminal, are made visible. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) =>
    sign === "\n" ? sign : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function paint(style: PrintStyle, colour: number, text: string): string {
  return style.colours && text !== "" ? `\u001b[${colour}m${text}\u001b[0m` : text;
}
