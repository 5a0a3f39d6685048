import { createInterface } from "node:readline";

/** Asks on the error stream, so that what a command prints can be piped on. One line from standard input. */
export function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin });
  return new Promise((resolve) => {
    lines.once("line", (line) => {
      lines.close();
      resolve(line);
    });
    lines.once("close", () => resolve(""));
  });
}
