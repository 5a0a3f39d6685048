import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import net from "node:net";
import type { Belongings } from "./belongings.ts";
import { type Cores, nodeOn } from "./cores.ts";

const LOOK_MS = 2;
const PATIENCE_MS = 30_000;
const STOP_MS = 10_000;
const TAIL_CHARACTERS = 1_500;

/** What is run, and where. */
export interface BotCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Its output goes here: a pipe would have to be read by the driver. */
  readonly log: string;
}

/** A bot that runs as a process of its own. */
export class BotProcess {
  readonly #child: ChildProcess;
  readonly #command: BotCommand;
  readonly #ended: Promise<void>;
  #isOver = false;
  /** From the start of the process until its port answered. */
  readonly startMs: number;

  private constructor(child: ChildProcess, command: BotCommand, ended: Promise<void>, startMs: number) {
    this.#child = child;
    this.#command = command;
    this.startMs = startMs;
    this.#ended = ended.then(() => {
      this.#isOver = true;
    });
  }

  /** @throws {Error} with the end of its log when it ends, or does not listen in time. */
  static async start(command: BotCommand, cores: Cores | null, belongings: Belongings): Promise<BotProcess> {
    const [program, ...args] = nodeOn(cores, command.args);
    const log = openSync(command.log, "a");
    const began = performance.now();
    const child = spawn(program, args, {
      cwd: command.cwd,
      env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_ENV: "production", ...command.env },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    belongings.addChild(child);
    let isOver = false;
    const ended = new Promise<void>((resolve) => {
      child.once("error", () => resolve());
      child.once("close", () => resolve());
    }).then(() => {
      isOver = true;
    });
    while (!(await answers(command.port))) {
      if (!isOver && performance.now() - began < PATIENCE_MS) continue;
      child.kill("SIGKILL");
      throw new Error(`${command.args.join(" ")} does not listen\n${tailOf(command.log)}`);
    }
    return new BotProcess(child, command, ended, performance.now() - began);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Whether it ended before it was asked to. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get logTail(): string {
    return tailOf(this.#command.log);
  }

  /** Asks it to end; kills it when it has not done so in time. */
  async stop(): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS);
    await this.#ended;
    clearTimeout(timer);
  }
}

async function answers(port: number): Promise<boolean> {
  const isOpen = await new Promise<boolean>((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
  if (!isOpen) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  return isOpen;
}

function tailOf(file: string): string {
  return readFileSync(file, "utf8").slice(-TAIL_CHARACTERS);
}
