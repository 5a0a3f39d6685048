import { createInterface, type Interface } from "node:readline";
import type { Sheet } from "./terminal-view.ts";

/** Where lines come from and go to: a terminal at both ends, or pipes. */
export interface ConsoleStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** false: no colours on a terminal either. */
  readonly colours: boolean;
}

const PROMPT = "> ";
/** A longer line is tiring to read, however wide the window is. */
const WIDEST = 100;
const USUAL_COLUMNS = 80;
/** Screen, then what can be scrolled back to, then the cursor home. @see https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
const CLEAR_ALL = "\u001b[2J\u001b[3J\u001b[H";
const CLEAR_BELOW = "\u001b[J";

/**
 * Lines in, text out. On a terminal what arrives while somebody types stands above the line being typed, and typed lines
 * are not remembered: the arrow keys would bring back what was hidden. In a pipe there are no escape codes.
 */
export class TerminalConsole implements Sheet {
  readonly unwriteTyped: Sheet["unwriteTyped"];
  readonly clear: Sheet["clear"];
  readonly #output: ConsoleStreams["output"];
  readonly #colours: boolean;
  readonly #isTyped: boolean;
  readonly #lines: Interface;
  readonly #early: string[] = [];
  #waiting: ((line: string | null) => void) | null = null;
  #atEnd = false;
  /** The line in hand was typed before its prompt stood there, so it stands somewhere else. */
  #isEarly = false;

  constructor({ input, output, colours }: ConsoleStreams) {
    this.#output = output;
    this.#isTyped = input.isTTY === true && output.isTTY === true;
    this.#colours = colours && output.isTTY === true;
    const options = { input, terminal: this.#isTyped, historySize: 0, prompt: PROMPT };
    this.#lines = createInterface(this.#isTyped ? { ...options, output } : options);
    this.#lines.on("line", (line) => this.#take(line));
    this.#lines.on("SIGINT", () => this.end());
    this.#lines.on("close", () => this.#close());
    this.clear = output.isTTY === true ? () => this.write(CLEAR_ALL) : null;
    this.unwriteTyped = this.#isTyped ? (line) => this.#unwrite(line) : null;
  }

  get style(): Sheet["style"] {
    return { width: this.#output.isTTY === true ? Math.min(this.#columns(), WIDEST) : null, colours: this.#colours };
  }

  readonly write = (text: string): void => {
    if (this.#waiting === null || !this.#isTyped) {
      this.#output.write(text);
      return;
    }
    const { rows } = this.#lines.getCursorPos();
    const up = rows > 0 ? `\u001b[${rows}A` : "";
    this.#output.write(`\r${up}${CLEAR_BELOW}${text.replace(/^\n/, "")}\n`);
    this.#lines.prompt(true);
  };

  /** The next line; null at the end of input, also when {@link end} was called. */
  async next(): Promise<string | null> {
    const line = this.#early.shift();
    this.#isEarly = line !== undefined;
    if (line !== undefined) return line;
    if (this.#atEnd) return null;
    if (this.#isTyped) {
      this.#output.write("\n");
      this.#lines.prompt();
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** No line is taken any more; the terminal is given back as it was. */
  end(): void {
    this.#early.length = 0;
    this.#lines.close();
  }

  #close(): void {
    this.#atEnd = true;
    const waits = this.#waiting;
    this.#waiting = null;
    if (waits !== null && this.#isTyped) this.#output.write("\n");
    waits?.(null);
  }

  #take(line: string): void {
    const waits = this.#waiting;
    if (waits === null) {
      this.#early.push(line);
      return;
    }
    this.#waiting = null;
    waits(line);
  }

  /** A terminal that does not know its size says 0. */
  #columns(): number {
    return this.#output.columns || USUAL_COLUMNS;
  }

  /** A line that was wrapped is left as it stands: how often, only the terminal knows. */
  #unwrite(line: string): void {
    if (!this.#isEarly && PROMPT.length + line.length < this.#columns())
      this.#output.write(`\u001b[1A\r${CLEAR_BELOW}`);
  }
}
