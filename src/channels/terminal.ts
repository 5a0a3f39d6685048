import type { Update } from "grammy/types";
import type { BotParts } from "../bot/bot-parts.ts";
import { botSelf } from "../bot/bot-self.ts";
import { doorData, doorOf, localeOf } from "../bot/button-meaning.ts";
import { compose, newBot } from "../bot/composition.ts";
import { handleUpdate } from "../bot/handle-update.ts";
import type { Locale } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { Show } from "../domain/outgoing.ts";
import { telegramShow } from "./telegram-show.ts";
import { terminalFetch } from "./terminal-fetch.ts";
import { parseLine, type Typed } from "./terminal-line.ts";
import { type RoomButton, TerminalRoom } from "./terminal-room.ts";
import { terminalUpdates } from "./terminal-updates.ts";
import { choicesOf, type TerminalView } from "./terminal-view.ts";
import { HELP } from "./terminal-words.ts";

/** Not an address that anything could be sent to. */
const NOWHERE = "terminal:";
const TOKEN = "1:terminal";

export interface TerminalSettings {
  /** Number of the person, from 2^52 on. */
  readonly chat: number;
  /** Higher than any number of an earlier run: the time in ms will do. */
  readonly firstId: number;
  readonly view: TerminalView;
  /** Told of every call that a terminal cannot do, and of every line that could not be taken. No words of a person. */
  readonly complain: (what: string) => void;
}

export interface TerminalChannel {
  readonly bot: BotParts;
  /** Takes one typed line. Resolves when everything that it led to stands on the screen; says whether to go on. */
  readonly take: (line: string) => Promise<"more" | "quit">;
  /** Opens the first talk anew, in this language. */
  readonly begin: (locale: Locale) => Promise<void>;
}

/**
 * A terminal: lines in, the Bot API's calls out, nothing over the network.
 *
 * @param finish puts the parts of the bot together once there is something to show with.
 */
export function terminalChannel(settings: TerminalSettings, finish: (show: Show) => BotParts): TerminalChannel {
  const { chat, view, complain } = settings;
  const room = new TerminalRoom(settings.firstId, view);
  const client = { apiRoot: NOWHERE, fetch: terminalFetch(chat, room, complain) as never };
  const bot = newBot(TOKEN, { client, botInfo: botSelf(1) });
  const parts = finish(telegramShow(bot.api));
  compose(bot, parts, "terminal");
  const updates = terminalUpdates(chat, () => room.nextId());
  /** The list that numbers mean. */
  const listed = () => choicesOf(room.newestWith(({ data }) => doorOf(data) === null)?.buttons ?? []).numbered;

  async function hear(update: Update): Promise<void> {
    try {
      await handleUpdate(bot, update);
    } catch (error) {
      complain(`the line was not taken (${codeOf(error)})`);
    }
    await parts.deliveries.idle();
    view.tellSwept();
  }

  /** Pressed under the newest message that has it; `otherwise` where nobody shows it. */
  function press(isWanted: (button: RoomButton) => boolean, otherwise: string): Promise<void> {
    const message = room.newestWith(isWanted);
    return hear(updates.press(message?.id ?? 0, message?.buttons.find(isWanted)?.data ?? otherwise));
  }

  const say = (words: string) => hear(updates.words(room.write(words), words));

  /** Asked for where it is not asked about, the first talk begins anew. */
  async function begin(locale: Locale): Promise<void> {
    const isAsked = () => listed().some(({ data }) => localeOf(data) === locale);
    if (!isAsked()) await say("/start");
    if (isAsked()) await press(({ data }) => localeOf(data) === locale, "");
  }

  function obey(typed: Typed): Promise<void> | void {
    switch (typed.typed) {
      case "choice":
        return press((button) => button === listed()[typed.place], "");
      case "door":
        return press(({ data }) => doorOf(data) === typed.door, doorData(typed.door));
      case "words":
        return say(typed.words);
      case "where":
        return hear(updates.place(room.write(`/where ${typed.lat} ${typed.lon}`), typed.lat, typed.lon));
      case "language":
        return begin(typed.locale);
      case "help":
        return view.note(HELP);
      case "wrong":
        return view.note(typed.why);
      case "nothing":
      case "quit":
        return undefined;
    }
  }

  return {
    bot: parts,
    begin,
    async take(line) {
      const numbered = listed();
      const typed = parseLine(line, numbered.length);
      if (typed.typed !== "nothing") view.typed(line, labelOf(typed, numbered));
      await obey(typed);
      return typed.typed === "quit" ? "quit" : "more";
    },
  };
}

function labelOf(typed: Typed, numbered: readonly RoomButton[]): string | null {
  return typed.typed === "choice" ? (numbered[typed.place]?.label ?? null) : null;
}
