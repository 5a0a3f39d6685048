import type { Parts } from "../../src/app/parts.ts";
import type { BotParts } from "../../src/bot/bot-parts.ts";
import { joinBot } from "../../src/bot/join-bot.ts";
import { PerChat } from "../../src/bot/per-chat.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import type { Show } from "../../src/domain/outgoing.ts";
import type { Chatter } from "./chatter.ts";
import type { TestHouse } from "./test-house.ts";

/** The phrases of this deployment, invented. */
export const PHRASES = "есть ли у вас зелёный чай с мятой|сізде жалбыз қосылған көк шай бар ма";
/** What nobody did for so long nobody does. */
export const QUIET_MS = 80;

/**
 * The real bot over a real house, joined to one channel in this process. Anything of the house can be made to fail: what
 * stands in `wrong` is taken instead of the real part.
 */
export abstract class ChannelRig {
  house: TestHouse;
  /** Parts that are broken at the moment. */
  wrong: Partial<Parts> = {};
  readonly #limits = new Set<() => void>();
  #bot: BotParts | null = null;

  protected constructor(house: TestHouse) {
    this.house = house;
  }

  /** Somebody who was never here. */
  abstract person(): Chatter;
  /** What her chat is called inside. */
  abstract addressOf(who: Chatter): Promise<ChatAddress>;
  /** Everything is taken and nothing is under way, and for a moment nothing begins. */
  abstract quiet(): Promise<void>;
  abstract close(): Promise<void>;
  /** Opens the channel over these parts; `finish` puts the bot together. */
  protected abstract open(parts: Parts, finish: (show: Show) => BotParts): Promise<void>;
  /** Takes nothing more; what was taken is finished. */
  protected abstract stop(): Promise<void>;
  /** As a killed process: nothing more is taken, and what hangs is never answered. */
  protected abstract die(): Promise<void>;

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

  /** Ends the bot and its house and starts both on the same files. */
  async restart(): Promise<void> {
    await this.part();
    this.house = await this.house.restart();
    await this.join();
  }

  /** As {@link restart}, after a kill: what the platform had no answer for comes again. */
  async crash(): Promise<void> {
    await this.die();
    this.house = await this.house.restart();
    this.heal();
    await this.join();
  }

  protected async join(): Promise<void> {
    const parts = new Proxy(this.house.parts, {
      get: (real, name) => Reflect.get(this.wrong, name) ?? Reflect.get(real, name),
    });
    await this.open(parts, (show) => {
      const perChat = new PerChat(0, (_ms, end) => this.#limit(end));
      this.#bot = { ...joinBot(parts, show, PHRASES, sooner), perChat };
      return this.#bot;
    });
  }

  /** What hangs on a broken part is left behind. */
  protected async part(): Promise<void> {
    this.turnsTooSlow();
    await this.stop();
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
