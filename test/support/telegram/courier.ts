import http from "node:http";
import type { WebhookTarget } from "./bot-account.ts";
import { isObject, type Payload } from "./payload.ts";
import { isLoopback } from "./settings.ts";
import type { QueuedUpdate, UpdateQueue } from "./update-queue.ts";

/** One try to hand an update over. `status` is `null` when the connection failed. */
export interface Delivery {
  readonly updateId: number;
  readonly status: number | null;
}

export interface CourierOptions {
  /** Milliseconds before an update that was not answered with 200 is sent again. */
  readonly retryMs: number;
  /** Milliseconds that the bot may take for one update. */
  readonly patienceMs: number;
  /** Told of every try. */
  readonly onDelivery: (delivery: Delivery) => void;
  /** Carries out a method that stood in the answer of the bot. */
  readonly perform: (method: string, payload: Payload) => void;
}

/**
 * Carries updates to the webhook. In one chat the next update is sent only after the one before was answered
 * with 200; what was not answered is sent again until it is, so a killed bot gets it after its restart.
 */
export class Courier {
  readonly #queue: UpdateQueue;
  readonly #target: () => WebhookTarget | null;
  readonly #options: CourierOptions;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 40 });
  readonly #busy = new Set<string>();
  readonly #retries = new Set<NodeJS.Timeout>();
  #stopped = false;
  /** True: the updates of one chat are sent without waiting for each other. */
  concurrent = false;

  constructor(queue: UpdateQueue, target: () => WebhookTarget | null, options: CourierOptions) {
    this.#queue = queue;
    this.#target = target;
    this.#options = options;
  }

  /** Sends the next update of every lane that is not under way. */
  serve(): void {
    if (this.#stopped) return;
    const target = this.#target();
    if (target === null || !isLoopback(new URL(target.url).hostname)) return;
    for (const update of this.#queue.ready) {
      const lane = this.concurrent && !update.isCopy ? `update ${update.id}` : update.lane;
      if (this.#busy.has(lane)) continue;
      this.#busy.add(lane);
      void this.#carry(update, lane, target);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#retries) clearTimeout(timer);
    this.#agent.destroy();
  }

  async #carry(update: QueuedUpdate, lane: string, target: WebhookTarget): Promise<void> {
    const { status, body } = await this.#post(update.body, target);
    if (this.#stopped) return;
    this.#options.onDelivery({ updateId: update.id, status });
    if (status !== 200) await this.#pause();
    this.#busy.delete(lane);
    if (status !== 200) return this.serve();
    this.#perform(body);
    this.#queue.acknowledge(update);
  }

  #post(body: string, target: WebhookTarget): Promise<{ readonly status: number | null; readonly body: string }> {
    const secret = target.secretToken === null ? {} : { "X-Telegram-Bot-Api-Secret-Token": target.secretToken };
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), ...secret };
    return new Promise((resolve) => {
      const request = http.request(target.url, { method: "POST", agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? null, body: Buffer.concat(chunks).toString() }),
        );
        response.on("error", () => resolve({ status: null, body: "" }));
      });
      request.setTimeout(this.#options.patienceMs, () => request.destroy());
      request.on("error", () => resolve({ status: null, body: "" }));
      request.on("close", () => resolve({ status: null, body: "" }));
      request.end(body);
    });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#retries.delete(timer);
        resolve();
      }, this.#options.retryMs);
      this.#retries.add(timer);
    });
  }

  #perform(body: string): void {
    if (!body.startsWith("{")) return;
    try {
      const call: unknown = JSON.parse(body);
      if (isObject(call) && typeof call.method === "string") this.#options.perform(call.method, call);
    } catch {
      // Not JSON, so nothing to carry out: the real service passes over such answers too.
    }
  }
}
