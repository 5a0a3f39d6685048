import { doorOf } from "../bot/button-meaning.ts";
import {
  type Choices,
  type PrintStyle,
  printChoices,
  printMessage,
  printNote,
  printSwept,
  printTyped,
} from "./terminal-print.ts";
import type { RoomButton, RoomMessage, RoomView } from "./terminal-room.ts";

/** Where it is drawn. */
export interface Sheet {
  readonly style: PrintStyle;
  readonly write: (text: string) => void;
  /** Takes everything off the screen and out of what can be scrolled back to; null where nothing can be taken back. */
  readonly clear: (() => void) | null;
  /** Takes back the line that was typed last, to write it again with its meaning; null where typing does not show. */
  readonly unwriteTyped: ((line: string) => void) | null;
}

/** Draws the room line by line. What is deleted goes from the screen too, where there is one. */
export class TerminalView implements RoomView {
  readonly #sheet: Sheet;
  #swept = 0;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  shown(message: RoomMessage): void {
    this.tellSwept();
    this.#sheet.write(printMessage(this.#sheet.style, message, choicesOf(message.buttons)));
  }

  redrawn({ buttons }: RoomMessage): void {
    this.#sheet.write(`\n${printChoices(this.#sheet.style, choicesOf(buttons))}`);
  }

  /** Off the screen at once; said in one line when the next thing is shown. */
  swept(count: number, left: readonly RoomMessage[]): void {
    this.#swept += count;
    if (this.#sheet.clear === null) return;
    this.#sheet.clear();
    const { style } = this.#sheet;
    for (const one of left) {
      const printed =
        one.by === "bot" ? printMessage(style, one, choicesOf(one.buttons)) : `\n${printTyped(style, one.text, null)}`;
      this.#sheet.write(printed);
    }
  }

  tellSwept(): void {
    if (this.#swept > 0) this.#sheet.write(printSwept(this.#sheet.style, this.#swept));
    this.#swept = 0;
  }

  /** A line was typed. @param meaning the button that was meant by it; null when it speaks for itself. */
  typed(line: string, meaning: string | null): void {
    const { style, write, unwriteTyped } = this.#sheet;
    if (unwriteTyped === null) write(`\n${printTyped(style, line, meaning)}`);
    else if (meaning !== null) {
      unwriteTyped(line);
      write(printTyped(style, line, meaning));
    }
  }

  note(text: string): void {
    this.#sheet.write(`\n${printNote(this.#sheet.style, text)}`);
  }
}

/** Doors are reached by their commands, whatever else can be chosen. */
export function choicesOf(buttons: readonly RoomButton[]): Choices {
  const numbered = buttons.filter(({ data }) => doorOf(data) === null);
  const commands = buttons.flatMap(({ label, data }) => {
    const door = doorOf(data);
    return door === null ? [] : [{ command: `/${door}`, label }];
  });
  return { numbered, commands };
}
