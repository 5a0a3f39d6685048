import type { Server } from "node:http";
import type { Parts } from "../../src/app/parts.ts";
import type { BotParts } from "../../src/bot/bot-parts.ts";
import { type TelegramChannel, telegramChannel } from "../../src/channels/telegram.ts";
import type { Webhook } from "../../src/channels/telegram-webhook.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import type { Show } from "../../src/domain/outgoing.ts";
import { listen } from "../../src/http/server.ts";
import { ChannelRig, QUIET_MS } from "./channel-rig.ts";
import { freePort } from "./free-port.ts";
import { TelegramPerson } from "./telegram-person.ts";
import { startTelegram, type TelegramStandIn } from "./telegram-stand-in.ts";
import { openTestHouse, type TestHouse, type TestHouseOptions } from "./test-house.ts";

/** Where the hotline's notices go. */
export const STAFF_CHAT = -1001;

/** The longest pause of the poller here; a real one would only make a test slow. */
const POLL_PAUSE_MS = 20;
const SECRET = "a-webhook-secret-of-no-worth";
/** Nobody asks for it here. */
export const NO_HEALTH = { isReady: async () => true, counts: async () => ({}) };

export interface PanicRigOptions extends TestHouseOptions {
  /** Telegram posts to the real HTTP server; false when left out: the bot polls. */
  readonly webhook?: boolean;
}

/** The real bot over a real house, joined to a stand-in of Telegram by real HTTP. See {@link ChannelRig}. */
export class PanicRig extends ChannelRig {
  readonly telegram: TelegramStandIn;
  readonly #isPosted: boolean;
  #channel: TelegramChannel | null = null;
  #server: Server | null = null;
  #nextPerson = 700_100;

  private constructor(house: TestHouse, telegram: TelegramStandIn, isPosted: boolean) {
    super(house);
    this.telegram = telegram;
    this.#isPosted = isPosted;
    telegram.chat(STAFF_CHAT);
  }

  /** Starts everything; {@link close} ends it. */
  static async open({ webhook = false, ...options }: PanicRigOptions = {}): Promise<PanicRig> {
    const house = await openTestHouse(options);
    const rig = new PanicRig(house, await startTelegram({ now: house.clock.now }), webhook);
    await rig.join();
    return rig;
  }

  person(): TelegramPerson {
    this.#nextPerson += 1;
    return new TelegramPerson(this.telegram, { id: this.#nextPerson, first_name: "Somebody" });
  }

  async addressOf(who: TelegramPerson): Promise<ChatAddress> {
    return { channel: "telegram", id: String(who.id) };
  }

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

  async close(): Promise<void> {
    this.heal();
    this.telegram.faults.heal();
    this.telegram.faults.releaseAll();
    await this.part();
    await this.telegram.stop();
    await this.house.close();
  }

  protected async open(parts: Parts, finish: (show: Show) => BotParts): Promise<void> {
    const port = this.#isPosted ? await freePort() : null;
    const webhook = port === null ? null : { url: `http://127.0.0.1:${port}/telegram/webhook`, secret: SECRET };
    const settings = { token: this.telegram.token, apiRoot: this.telegram.apiRoot, webhook, avatar: null };
    const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, POLL_PAUSE_MS)));
    this.#channel = telegramChannel(settings, parts, finish, pause);
    if (port !== null) this.#server = await serve(this.#channel.webhook, port);
    await this.#channel.start();
  }

  protected async stop(): Promise<void> {
    this.#shut();
    await this.#channel?.stop();
  }

  protected async die(): Promise<void> {
    this.#shut();
    void this.#channel?.stop(); // Waits for what hangs, which a killed process does not.
  }

  #shut(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}

function serve(telegram: Webhook | null, port: number): Promise<Server> {
  return listen({ telegram, whatsapp: null, desk: null, health: NO_HEALTH }, "127.0.0.1", port);
}

/** A promise that stays open until it is let go. */
export function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
