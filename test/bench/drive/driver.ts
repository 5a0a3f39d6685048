import { TOKEN_PATTERN, tokenOf } from "../../support/crowd-script.ts";
import { seededStream } from "../../support/seeded-random.ts";
import { type ApiMessage, BotApi, type Keyboard } from "./bot-api.ts";
import { Faults } from "./faults.ts";
import { HttpLines } from "./http-lines.ts";
import { buttonOf, type Player } from "./player.ts";
import { Recording } from "./recording.ts";
import type { Script, Step } from "./script.ts";
import { Updates } from "./updates.ts";

const FIRST_CHAT = 5_800_000_000;
/** As many as Telegram opens at most. */
const CONNECTIONS = 100;
/** More than one ever sends. */
const UPDATES_OF_A_PERSON = 100;
const PATIENCE_MS = 15_000;
const LOOK_MS = 250;
const OK = 200;

/** Where a bot listens. */
export interface BotDoor {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
}

/** The staff chat, and how a message there looks that tells of an urgent case. */
export interface StaffChat {
  readonly id: number;
  readonly urgent: RegExp;
}

/**
 * Plays persons against one bot and checks every word that comes back. As at Telegram, the next update of a chat is posted
 * only after the webhook of the one before answered 200; chats go side by side.
 */
export class Driver {
  readonly faults = new Faults();
  readonly api: BotApi;
  readonly #staff: StaffChat;
  readonly #seed: number;
  readonly #updates: Updates;
  readonly #players = new Map<number, Player>();
  readonly #active = new Set<Player>();
  readonly #watch: NodeJS.Timeout;
  #lines: HttpLines | null = null;
  #path = "/";
  #recording = new Recording();
  #persons: number;
  #urgent: Player | null = null;

  /** @param firstPerson number of the first one; chats, words and updates follow from it. */
  constructor(seed: number, staff: StaffChat, firstPerson: number) {
    this.#seed = seed;
    this.#staff = staff;
    this.#persons = firstPerson;
    this.#updates = new Updates(firstPerson * UPDATES_OF_A_PERSON);
    this.api = new BotApi({
      sent: (message) => this.#hear(message),
      redrawn: (chat, message, keyboard) => this.#redraw(chat, message, keyboard),
      badCall: (what) => this.faults.add("bad-call", what),
    });
    this.#watch = setInterval(() => this.#findSilent(), LOOK_MS);
  }

  connect(door: BotDoor): void {
    const headers = [`X-Telegram-Bot-Api-Secret-Token: ${door.secret}`];
    this.#lines = new HttpLines({ port: door.port, most: CONNECTIONS, headers });
    this.#path = door.path;
  }

  /** Begins to measure anew. What came before is in the recording that was given out last. */
  record(): Recording {
    this.#recording = new Recording();
    return this.#recording;
  }

  /** A new person, before her first step. */
  person(script: Script, until = Number.POSITIVE_INFINITY): Player {
    const index = this.#persons;
    this.#persons += 1;
    const random = seededStream(this.#seed, index);
    const player: Player = {
      chat: FIRST_CHAT + index,
      name: `Person ${index}`,
      token: tokenOf(index),
      script: script(index, random),
      random,
      until,
      at: 0,
      screen: null,
      awaits: null,
      pause: () => {},
    };
    this.#players.set(player.chat, player);
    return player;
  }

  /** Lets her go on as far as she may. @param intended when her next update is due; later counts as waiting for the bot. */
  play(player: Player, intended = performance.now()): Promise<boolean> {
    return new Promise((resolve) => {
      player.pause = resolve;
      this.#active.add(player);
      this.#step(player, intended);
    });
  }

  /** As {@link play}; the step that she is at is over only when staff were told, too. One such person at a time. */
  playUrgent(player: Player): Promise<boolean> {
    this.#urgent = player;
    return this.play(player);
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.#lines?.close();
    await this.api.close();
  }

  #step(player: Player, since: number): void {
    const step = player.at < player.until ? player.script[player.at] : undefined;
    if (step === undefined) {
      this.#end(player, true);
      return;
    }
    const update = this.#updateOf(player, step);
    if (update === null) {
      this.#fail(player, "no-button", `none for ${step.label} under ${player.screen?.text}`);
      return;
    }
    const awaits = { since, repliedAt: null, acknowledged: false, notice: this.#urgent === player };
    player.awaits = awaits;
    this.#lines?.post(this.#path, update, (status) => {
      if (player.awaits !== awaits) return;
      awaits.acknowledged = status === OK;
      if (awaits.acknowledged) this.#goOn(player);
      else this.#fail(player, "webhook", `answered ${status} to ${step.label}`);
    });
  }

  #updateOf(player: Player, step: Step): string | null {
    if ("send" in step) {
      const text = typeof step.send === "string" ? step.send : player.random.pick(step.send);
      return this.#updates.text(player, this.api.nextMessage(), text.replace("{{token}}", player.token));
    }
    const data = buttonOf(player, step.press)?.callback_data;
    return data === undefined || player.screen === null ? null : this.#updates.press(player, player.screen, data);
  }

  #hear(message: ApiMessage): void {
    const player = this.#players.get(message.chat.id);
    if (message.chat.id === this.#staff.id) this.#hearNotice(message);
    else if (player === undefined) this.faults.add("unknown-chat", `${message.chat.id}: ${message.text}`);
    else this.#hearReply(player, message);
  }

  #redraw(chat: number, id: number, keyboard: Keyboard | undefined): ApiMessage | null {
    const player = this.#players.get(chat);
    const screen = player?.screen;
    if (player === undefined || screen?.message_id !== id) return null;
    const { reply_markup: _, ...rest } = screen;
    const redrawn = { ...rest, ...(keyboard && { reply_markup: keyboard }) };
    this.#hearReply(player, redrawn);
    return redrawn;
  }

  #hearReply(player: Player, message: ApiMessage): void {
    this.#findCrossTalk(player, message.text);
    const { awaits } = player;
    const step = player.script[player.at];
    if (awaits === null || awaits.repliedAt !== null || step === undefined) {
      this.faults.add("one-too-many", `after ${step?.label}: ${message.text}`);
    } else if (!step.expect.test(message.text)) {
      this.#fail(player, "wrong-reply", `to ${step.label}, not like ${step.expect}: ${message.text}`);
    } else {
      if (message.reply_markup !== undefined) player.screen = message;
      awaits.repliedAt = performance.now();
      this.#goOn(player);
    }
  }

  #hearNotice({ text }: ApiMessage): void {
    this.#recording.notices += 1;
    const player = this.#urgent;
    if (player?.awaits?.notice !== true || !this.#staff.urgent.test(text)) return;
    player.awaits.notice = false;
    this.#recording.alerts.add(performance.now() - player.awaits.since);
    this.#goOn(player);
  }

  #goOn(player: Player): void {
    const { awaits } = player;
    if (awaits === null || awaits.repliedAt === null || !awaits.acknowledged || awaits.notice) return;
    player.awaits = null;
    player.at += 1;
    this.#recording.updates += 1;
    this.#recording.replies.add(awaits.repliedAt - awaits.since);
    if (player.at === player.script.length) this.#recording.finished += 1;
    this.#step(player, performance.now());
  }

  #findCrossTalk(player: Player, text: string): void {
    if (!text.includes("zq")) return;
    const foreign = text.match(TOKEN_PATTERN)?.find((token) => token !== player.token);
    if (foreign !== undefined) this.faults.add("cross-talk", `${player.token} was shown words of ${foreign}`);
  }

  #findSilent(): void {
    const now = performance.now();
    for (const player of this.#active) {
      if (player.awaits === null || now - player.awaits.since < PATIENCE_MS) continue;
      this.#fail(player, "no-answer", `to ${player.script[player.at]?.label} of ${player.token}`);
    }
  }

  #fail(player: Player, kind: Parameters<Faults["add"]>[0], detail: string): void {
    this.faults.add(kind, detail);
    this.#end(player, false);
  }

  #end(player: Player, isWell: boolean): void {
    player.awaits = null;
    if (this.#urgent === player) this.#urgent = null;
    this.#active.delete(player);
    player.pause(isWell);
  }
}
