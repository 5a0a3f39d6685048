import type { Parts } from "../../src/app/parts.ts";
import type { BotParts } from "../../src/bot/bot-parts.ts";
import { joinBot } from "../../src/bot/join-bot.ts";
import { PerChat } from "../../src/bot/per-chat.ts";
import { type TelegramChannel, telegramChannel } from "../../src/channels/telegram.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import { Person } from "./person.ts";
import { startTelegram, type TelegramStandIn } from "./telegram-stand-in.ts";
import { openTestHouse, type TestHouse, type TestHouseOptions } from "./test-house.ts";

/** The phrases of this deployment, invented. */
export const PHRASES = "есть ли у вас зелёный чай с мятой|сізде жалбыз қосылған көк шай бар ма";
/** Where the hotline's notices go. */
export const STAFF_CHAT = -1001;

/** The longest pause of the poller here; a real one would only make a test slow. */
const POLL_PAUSE_MS = 20;
/** What nobody did for so long nobody does. */
const QUIET_MS = 80;

/**
 * The real bot over a real house, joined to the stand-in by real HTTP, in this process. Anything of the house can be
 * made to fail: what stands in `wrong` is taken instead of the real part.
 */
export class PanicRig {
  house: TestHouse;
  readonly telegram: TelegramStandIn;
  /** Parts that are broken at the moment. */
  wrong: Partial<Parts> = {};
  readonly #limits = new Set<() => void>();
  #bot: BotParts | null = null;
  #channel: TelegramChannel | null = null;
  #nextPerson = 700_100;

  private constructor(house: TestHouse, telegram: TelegramStandIn) {
    this.house = house;
    this.telegram = telegram;
    telegram.chat(STAFF_CHAT);
  }

  /** Starts everything; {@link close} ends it. */
  static async open(options: TestHouseOptions = {}): Promise<PanicRig> {
    const house = await openTestHouse(options);
    const rig = new PanicRig(house, await startTelegram({ now: house.clock.now }));
    await rig.#join();
    return rig;
  }

  get bot(): BotParts {
    if (this.#bot === null) throw new Error("the bot is not joined");
    return this.#bot;
  }

  /** The real parts, also while some are broken. */
  get parts(): Parts {
    return this.house.parts;
  }

  get log(): readonly LogEvent[] {
    return this.house.log;
  }

  /** Somebody who was never here. */
  person(): Person {
    this.#nextPerson += 1;
    return new Person(this.telegram, { id: this.#nextPerson, first_name: "Somebody" });
  }

  /** The store with some of its methods broken. */
  breakStore(methods: Partial<Parts["store"]>): void {
    this.wrong = { ...this.wrong, store: { ...this.parts.store, ...methods } };
  }

  heal(): void {
    this.wrong = {};
  }

  /** The time of every turn that is in work now is over. */
  turnsTooSlow(): void {
    for (const end of [...this.#limits]) end();
  }

  /** Everything is taken and nothing is under way, and for a moment nothing begins. */
  quiet(): Promise<void> {
    return this.telegram.settled(8_000, QUIET_MS);
  }

  /** For a moment nothing is shown and nothing is swept, though updates may hang. */
  async still(): Promise<void> {
    const count = () => this.telegram.calls.filter(({ method }) => method !== "getUpdates").length;
    for (let before = -1; before !== count(); ) {
      before = count();
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
  }

  /** Ends the bot and its house and starts both on the same files. */
  async restart(): Promise<void> {
    await this.#part();
    this.house = await this.house.restart();
    await this.#join();
  }

  /** As {@link restart}, after a kill: what hangs is never answered, and what Telegram had no answer for comes again. */
  async crash(): Promise<void> {
    void this.#channel?.stop(); // Waits for what hangs, which a killed process does not.
    this.house = await this.house.restart();
    this.heal();
    await this.#join();
  }

  async close(): Promise<void> {
    this.heal();
    this.telegram.faults.heal();
    this.telegram.faults.releaseAll();
    await this.#part();
    await this.telegram.stop();
    await this.house.close();
  }

  async #join(): Promise<void> {
    const parts = new Proxy(this.house.parts, {
      get: (real, name) => Reflect.get(this.wrong, name) ?? Reflect.get(real, name),
    });
    const settings = { token: this.telegram.token, apiRoot: this.telegram.apiRoot, webhook: null, avatar: null };
    this.#channel = telegramChannel(
      settings,
      parts,
      (show) => {
        const perChat = new PerChat(0, (_ms, end) => this.#limit(end));
        this.#bot = { ...joinBot(parts, show, PHRASES, sooner), perChat };
        return this.#bot;
      },
      (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, POLL_PAUSE_MS))),
    );
    await this.#channel.start();
  }

  /** What hangs on a broken part is left behind. */
  async #part(): Promise<void> {
    this.turnsTooSlow();
    await this.#channel?.stop();
    const left = new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    await Promise.race([this.#bot?.deliveries.stop(), left]);
  }

  #limit(end: () => void): () => void {
    this.#limits.add(end);
    return () => this.#limits.delete(end);
  }
}

/** Pauses between tries take a quarter of their time. */
function sooner(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms / 4);
  return () => clearTimeout(timer);
}

/** A promise that stays open until it is let go. */
export function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
