import { join } from "node:path";
import { demoPerson } from "./app/demo-person.ts";
import type { House } from "./app/house.ts";
import { demoDir } from "./app/house-settings.ts";
import type { BotParts } from "./bot/bot-parts.ts";
import { joinBot } from "./bot/join-bot.ts";
import type { ConsoleStreams } from "./channels/terminal-console.ts";
import { openTerminalTalk, type TerminalTalk } from "./channels/terminal-talk.ts";
import { HELP } from "./channels/terminal-words.ts";
import type { Config } from "./config.ts";
import type { Log } from "./domain/log-event.ts";
import { claimFile } from "./storage/claim-file.ts";

/** The demo's bot, joined to this terminal. */
export interface DemoChat {
  readonly talk: TerminalTalk;
  readonly bot: BotParts;
  /** After everything else: another process may talk in this demo now. */
  readonly release: () => void;
}

export interface DemoChatOptions {
  readonly streams: ConsoleStreams;
  /** Somebody new writes. */
  readonly fresh: boolean;
  /** Where complaints go: the error stream. */
  readonly complain: (text: string) => void;
}

/**
 * Joins the demo's bot to a terminal. Two of them would each take what is to be shown in the other, so there is one for
 * each data folder.
 *
 * @returns null when another process talks in this demo.
 * @throws {Fault} `store/unavailable`: the folder cannot be used.
 */
export function openDemoChat({ parts }: House, config: Config, options: DemoChatOptions): DemoChat | null {
  const { streams, fresh, complain } = options;
  const claim = claimFile(join(demoDir(config), "terminal.lock"));
  if (claim === null) return null;
  const chat = demoPerson(demoDir(config), parts.random, fresh);
  const { talk, bot } = openTerminalTalk(streams, { chat, firstId: parts.clock(), complain }, (show) =>
    joinBot(parts, show, config.DISTRESS_PHRASES?.reveal() ?? ""),
  );
  return { talk, bot, release: claim.release };
}

/** What whoever sits at the terminal should know before the first line. */
export function beforeTalk(config: Config): readonly string[] {
  const phrases = config.DISTRESS_PHRASES === undefined ? ["  No code phrase is set: DISTRESS_PHRASES", ""] : [];
  return ["", ...phrases, HELP];
}

/** A log beside a talk: that no phrase is set is said by {@link beforeTalk}. */
export function logBesideTalk(log: Log): Log {
  return (entry) => {
    if (entry.event !== "warning" || entry.about !== "no-phrases") log(entry);
  };
}

/** Said where nothing can be typed into it. */
export function takenLine(config: Config): string {
  return `Somebody is chatting in ${demoDir(config)} already: npm start or npm run chat, in another terminal.`;
}
