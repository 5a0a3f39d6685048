import type { Parts } from "../../src/app/parts.ts";
import type { BotParts } from "../../src/bot/bot-parts.ts";
import { terminalChannel } from "../../src/channels/terminal.ts";
import { TerminalView } from "../../src/channels/terminal-view.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import type { Show } from "../../src/domain/outgoing.ts";
import { ChannelRig, QUIET_MS } from "./channel-rig.ts";
import { TerminalPerson } from "./terminal-person.ts";
import { openTestHouse, type TestHouseOptions } from "./test-house.ts";

/** The one person of a terminal. */
const HER = 2 ** 52 + 7;
/** Numbers of messages and updates of one start. */
const RUN = 1_000_000;

/** The real bot over a real house, at a terminal with one person. See {@link ChannelRig}. */
export class TerminalRig extends ChannelRig {
  readonly #her = new TerminalPerson();
  /** What the terminal could not do. */
  readonly complaints: string[] = [];
  #starts = 0;

  /** Starts everything; {@link close} ends it. */
  static async open(options: TestHouseOptions = {}): Promise<TerminalRig> {
    const rig = new TerminalRig(await openTestHouse(options));
    await rig.join();
    return rig;
  }

  person(): TerminalPerson {
    return this.#her;
  }

  async addressOf(): Promise<ChatAddress> {
    return { channel: "terminal", id: String(HER) };
  }

  async quiet(): Promise<void> {
    for (let before = ""; before !== this.#her.screen; ) {
      await this.#her.idle();
      before = this.#her.screen;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
  }

  async close(): Promise<void> {
    this.heal();
    await this.part();
    await this.house.close();
  }

  /** A terminal that is opened shows nothing of before. */
  protected async open(parts: Parts, finish: (show: Show) => BotParts): Promise<void> {
    this.#starts += 1;
    const firstId = parts.clock() + this.#starts * RUN;
    const complain = (what: string) => void this.complaints.push(what);
    const channel = terminalChannel({ chat: HER, firstId, view: new TerminalView(this.#her), complain }, finish);
    this.#her.sitsAt(channel.take);
  }

  protected async stop(): Promise<void> {
    await this.#her.idle();
  }

  protected async die(): Promise<void> {
    this.#her.sitsAt(() => Promise.resolve("quit"));
  }
}
