import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks on the error stream, so that what a command prints can be piped on. Answers are lines from standard input. */
export interface Prompt {
  /** What is typed into a terminal is hidden: who asks for something new asks twice. */
  readonly hides: boolean;
  /** The next line, also when it came before the question; empty when the input is at its end. */
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
}

/** One for the whole run of a command: a second reader would lose what the first one had read ahead. */
export function openPrompt(): Prompt {
  const hides = process.stdin.isTTY === true;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: hides });
  const early: string[] = [];
  let waiting: ((line: string) => void) | null = null;
  let atEnd = false;
  const answer = (line: string) => {
    const hears = waiting;
    waiting = null;
    hears?.(line);
  };
  lines.on("line", (line) => (waiting === null ? early.push(line) : answer(line)));
  lines.on("close", () => {
    atEnd = true;
    answer("");
  });
  const next = () => {
    const line = early.shift();
    if (line !== undefined || atEnd) return Promise.resolve(line ?? "");
    return new Promise<string>((resolve) => {
      waiting = resolve;
    });
  };
  return {
    hides,
    async ask(question) {
      process.stderr.write(question);
      const line = await next();
      if (hides) process.stderr.write("\n");
      return line;
    },
    close: () => lines.close(),
  };
}
