import { spawn } from "node:child_process";
import { join } from "node:path";
import { RunningChild, startNode } from "../support/process.ts";
import { DEMO_PHRASES } from "../support/running-pana.ts";

/** Where the chat runs: a built program, and a data folder of its own. */
export interface ChatPlace {
  readonly program: string;
  readonly dataDir: string;
  /** Settings besides the folder and the phrases. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What a chat printed, and how it ended. */
export interface ChatRun {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

const START_MS = 30_000;

/** Starts one of the programs beside its data: no setting of this machine and no `.env` is seen. */
export function startIn(place: ChatPlace, name: "main" | "chat", args: readonly string[] = [], port = 0) {
  return startNode([join(place.program, "dist", `${name}.js`), ...args], {
    cwd: place.dataDir,
    env: envOf(place, port),
  });
}

/** Starts one at a terminal of its own, made by `script` of util-linux. */
export function startAtTerminal(place: ChatPlace, name: "main" | "chat", port = 0): RunningChild {
  const command = `${process.execPath} ${join(place.program, "dist", `${name}.js`)}`;
  const env = { ...envOf(place, port), PATH: process.env.PATH ?? "", TERM: "xterm" };
  return new RunningChild(spawn("script", ["-qec", command, "/dev/null"], { cwd: place.dataDir, env }));
}

/** Pipes lines into `npm run chat`'s program until their end. */
export async function pipeChat(place: ChatPlace, lines: readonly string[], ...args: string[]): Promise<ChatRun> {
  const child = startIn(place, "chat", args);
  child.write(lines.map((line) => `${line}\n`).join(""));
  child.endInput();
  const { code } = await child.ended(START_MS);
  return { out: child.stdout, err: child.stderr, code };
}

function envOf({ dataDir, settings }: ChatPlace, port: number): Readonly<Record<string, string>> {
  return { DATA_DIR: dataDir, DISTRESS_PHRASES: DEMO_PHRASES, ...(port > 0 && { PORT: String(port) }), ...settings };
}
