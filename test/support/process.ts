import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { matches } from "./hearing.ts";
import { Watch } from "./watch.ts";

/** How a child ended: by a code or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildOptions {
  /** Everything that the child sees, besides PATH, HOME and TMPDIR: settings of this machine do not leak in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A Node process that this test started, and the only one that it ends. */
export class RunningChild {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #watch = new Watch();
  #stdout = "";
  #stderr = "";
  #ending: Ending | null = null;

  /** Made by {@link startNode}. */
  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    const endWithUs = () => child.kill("SIGKILL");
    process.once("exit", endWithUs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
      this.#watch.changed();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
      this.#watch.changed();
    });
    child.stdin.on("error", () => undefined); // The child may end before it has read everything.
    child.once("error", (cause) => {
      this.#stderr += `could not start: ${cause.message}\n`;
    });
    child.once("close", (code, signal) => {
      process.removeListener("exit", endWithUs);
      this.#ending = { code, signal };
      this.#watch.changed();
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** How it ended; `null` while it runs. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Writes to its standard input. */
  write(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Closes its standard input. */
  endInput(): void {
    this.#child.stdin.end();
  }

  /**
   * Resolves with the first whole line, of either output, that matches.
   *
   * @throws {Error} with what it printed, when none came in time or when it ended before.
   */
  async line(pattern: RegExp, withinMs = 15_000): Promise<string> {
    const look = () => {
      const line = [...wholeLines(this.#stdout), ...wholeLines(this.#stderr)].find((one) => matches(pattern, one));
      if (line !== undefined) return { line };
      return this.#ending === null ? null : { line: null };
    };
    const found = await this.#watch.until(look, withinMs, () =>
      this.#report(`no line like ${pattern} in ${withinMs} ms`),
    );
    if (found.line === null) throw new Error(this.#report(`ended before a line like ${pattern}`));
    return found.line;
  }

  /** Resolves when it has ended by itself. */
  ended(withinMs = 15_000): Promise<Ending> {
    return this.#watch.until(
      () => this.#ending,
      withinMs,
      () => this.#report(`still runs after ${withinMs} ms`),
    );
  }

  /** `kill -9`: it gets no chance to tidy up. */
  async kill(): Promise<Ending> {
    this.#child.kill("SIGKILL");
    return this.ended();
  }

  /** Asks it to end, and kills it when it has not done so in time. */
  async stop(withinMs = 5_000): Promise<Ending> {
    this.#child.kill("SIGTERM");
    try {
      return await this.ended(withinMs);
    } catch {
      return this.kill();
    }
  }

  #report(what: string): string {
    return `${what}\nending: ${JSON.stringify(this.#ending)}\nstdout: ${this.#stdout}\nstderr: ${this.#stderr}`;
  }
}

/** Starts `node <args>`. For a program in TypeScript begin with `"--import", "tsx"`. */
export function startNode(args: readonly string[], options: ChildOptions = {}): RunningChild {
  const child = spawn(process.execPath, [...args], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...ownSettings(["PATH", "HOME", "TMPDIR"]), ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  return new RunningChild(child);
}

function ownSettings(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function wholeLines(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}
