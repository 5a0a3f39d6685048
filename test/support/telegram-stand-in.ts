import type http from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, UnixMs } from "../../src/domain/time.ts";
import { BotAccount, type WebhookTarget } from "./telegram/bot-account.ts";
import { Calls, type RecordedCall } from "./telegram/calls.ts";
import type { ChatRoom } from "./telegram/chat-room.ts";
import { Courier, type Delivery } from "./telegram/courier.ts";
import { openDoor } from "./telegram/door.ts";
import { Faults } from "./telegram/faults.ts";
import type { Payload } from "./telegram/payload.ts";
import { Poller } from "./telegram/poller.ts";
import { UpdateQueue } from "./telegram/update-queue.ts";

/** A call that came in the answer to a webhook has no connection that could be closed. */
const NEVER = new AbortController().signal;

/** How a stand-in is set up; everything may be left out. */
export interface StandInOptions {
  readonly token?: string;
  /** 0 or left out: any free port. */
  readonly port?: number;
  readonly now?: Clock;
  readonly firstUpdateId?: number;
  /** Deliver to this origin (`http://127.0.0.1:8080`) whatever host stands in `setWebhook`. */
  readonly deliverTo?: string;
  /** Milliseconds before a refused update is sent again; 50 when left out. */
  readonly retryMs?: number;
  /** Milliseconds that the bot may take for one update; 60,000 when left out. */
  readonly patienceMs?: number;
}

/** A stand-in of the Telegram Bot API: real HTTP on 127.0.0.1, strict where the real one is. See README.md. */
export class TelegramStandIn {
  readonly token: string;
  readonly now: Clock;
  readonly faults: Faults;
  readonly account: BotAccount;
  readonly queue: UpdateQueue;
  readonly #deliveries: Delivery[] = [];
  readonly #calls: Calls;
  readonly #poller: Poller;
  readonly #courier: Courier;
  readonly #server: http.Server;
  readonly #deliverTo: string | null;

  /** Made by {@link startTelegram}. */
  constructor(options: StandInOptions) {
    this.token = options.token ?? "4242:stand-in-token-of-no-worth";
    this.now = options.now ?? (() => Date.now() as UnixMs);
    this.#deliverTo = options.deliverTo ?? null;
    this.faults = new Faults(this.now);
    this.account = new BotAccount(this.now);
    this.queue = new UpdateQueue(options.firstUpdateId ?? 1_000);
    this.#poller = new Poller(this.queue);
    this.#calls = new Calls(this.account, this.queue, this.#poller, this.faults);
    this.#courier = new Courier(this.queue, () => this.#webhookTarget(), {
      retryMs: options.retryMs ?? 50,
      patienceMs: options.patienceMs ?? 60_000,
      onDelivery: (delivery) => {
        this.#deliveries.push(delivery);
        this.queue.watch.changed();
      },
      perform: (method, payload) => void this.#calls.answer(method, payload, JSON.stringify(payload), NEVER),
    });
    this.queue.onReady = () => this.#serve();
    this.#server = openDoor(this.token, this.#calls);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** For `TELEGRAM_API_ROOT` and grammY's `client.apiRoot`. */
  get apiRoot(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How updates reach the bot now: it decides by calling `setWebhook` or `getUpdates`. */
  get mode(): "polling" | "webhook" {
    return this.account.webhook === null ? "polling" : "webhook";
  }

  /** Every call in the order of arrival. */
  get calls(): readonly RecordedCall[] {
    return this.#calls.recorded;
  }

  /** Every try to deliver to a webhook. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  callsOf(method: string): readonly RecordedCall[] {
    return this.calls.filter((call) => call.method.toLowerCase() === method.toLowerCase());
  }

  /** The chat; opened when nobody did yet. Negative numbers are groups, as at the real service. */
  chat(id: number): ChatRoom {
    return this.account.openRoom(id, id < 0 ? "supergroup" : "private");
  }

  /** Hands an update to the bot. @returns its number. */
  deliver(chatId: number, part: Payload): number {
    return this.queue.add(`chat ${chatId}`, part, this.account.allowedUpdates);
  }

  /** Sends an update once more, at the same time as everything else. */
  redeliver(updateId: number): void {
    this.queue.repeat(updateId);
  }

  /** Keeps updates back until {@link resumeDelivery}. */
  pauseDelivery(): void {
    this.queue.pause();
  }

  /** `reversed`: newest first, to a webhook; a poll always gets them in order. */
  resumeDelivery(order: "in-order" | "reversed" = "in-order"): void {
    this.queue.resume(order === "reversed");
  }

  /** True: the updates of one chat no longer wait for each other. */
  deliverConcurrently(yes: boolean): void {
    this.#courier.concurrent = yes;
  }

  /** Resolves with the call of that method that makes the given count full; the calls so far count too. */
  async whenCalled(method: string, count = 1, withinMs = 5_000): Promise<RecordedCall> {
    const look = () => this.callsOf(method)[count - 1] ?? null;
    const complain = () => `${method} was called ${this.callsOf(method).length} times in ${withinMs} ms, not ${count}`;
    return this.queue.watch.until(look, withinMs, complain);
  }

  /** Resolves when the bot has acknowledged the update. */
  async whenAcknowledged(updateId: number, withinMs = 5_000): Promise<void> {
    const look = () => (this.queue.isAcknowledged(updateId) ? true : null);
    await this.queue.watch.until(look, withinMs, () => `update ${updateId} was not acknowledged in ${withinMs} ms`);
  }

  /**
   * Resolves when every update is acknowledged and no call is under way. What a bot does after it acknowledged
   * cannot be seen from here: `quietMs` asks for that long without any call.
   */
  async settled(withinMs = 5_000, quietMs = 0): Promise<void> {
    const isStill = () => (this.queue.pendingCount === 0 && this.#calls.underWay === 0 ? true : null);
    const complain = () =>
      `not settled in ${withinMs} ms: ${this.queue.pendingCount} updates, ${this.#calls.underWay} calls`;
    for (;;) {
      await this.queue.watch.until(isStill, withinMs, complain);
      const before = this.calls.length;
      if (quietMs > 0) await new Promise((resolve) => setTimeout(resolve, quietMs));
      if (before === this.calls.length && isStill()) return;
    }
  }

  async start(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  /** Closes every connection; deliveries and held calls end. */
  async stop(): Promise<void> {
    this.#courier.stop();
    this.#poller.stop();
    this.faults.releaseAll();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #webhookTarget(): WebhookTarget | null {
    const webhook = this.account.webhook;
    if (webhook === null || this.#deliverTo === null) return webhook;
    const { pathname, search } = new URL(webhook.url);
    return { ...webhook, url: new URL(pathname + search, this.#deliverTo).href };
  }

  #serve(): void {
    if (this.mode === "webhook") this.#courier.serve();
    else this.#poller.serve();
  }
}

/** Starts a stand-in; the caller stops it. */
export async function startTelegram(options: StandInOptions = {}): Promise<TelegramStandIn> {
  const telegram = new TelegramStandIn(options);
  await telegram.start(options.port ?? 0);
  return telegram;
}
