import type { BotParts } from "../bot/bot-parts.ts";
import type { Locale } from "../domain/chat.ts";
import type { Show } from "../domain/outgoing.ts";
import { terminalChannel } from "./terminal.ts";
import { type ConsoleStreams, TerminalConsole } from "./terminal-console.ts";
import { TerminalView } from "./terminal-view.ts";

/** A talk at this terminal, ready to begin. */
export interface TerminalTalk {
  /** Prints lines of the terminal itself, such as a banner. */
  readonly print: (lines: readonly string[]) => void;
  /** Takes lines one after another until their end or `/quit`; what was under way stands on the screen by then. */
  readonly run: (locale: Locale | null) => Promise<void>;
  /** No line is taken any more; what is under way is finished. */
  readonly end: () => void;
  /** Whether something could not be done that had to be. */
  readonly failed: () => boolean;
}

export interface TalkSettings {
  /** Number of the person, from 2^52 on. */
  readonly chat: number;
  /** Now, in ms: numbers of messages begin here. */
  readonly firstId: number;
  /** Where complaints go: the error stream. */
  readonly complain: (line: string) => void;
}

/** @param finish puts the parts of the bot together once there is something to show with. */
export function openTerminalTalk(
  streams: ConsoleStreams,
  { chat, firstId, complain }: TalkSettings,
  finish: (show: Show) => BotParts,
): { readonly talk: TerminalTalk; readonly bot: BotParts } {
  let failed = false;
  const console = new TerminalConsole(streams);
  const view = new TerminalView(console);
  const channel = terminalChannel(
    {
      chat,
      firstId,
      view,
      complain(what) {
        failed = true;
        complain(`terminal: ${what}\n`);
      },
    },
    finish,
  );
  const talk: TerminalTalk = {
    print: (lines) => console.write(`${lines.join("\n")}\n`),
    async run(locale) {
      if (locale !== null) await channel.begin(locale);
      for (;;) {
        const line = await console.next();
        if (line === null || (await channel.take(line)) === "quit") break;
      }
      console.end();
    },
    end: () => console.end(),
    failed: () => failed,
  };
  return { talk, bot: channel.bot };
}
