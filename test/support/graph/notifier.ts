import { createHmac } from "node:crypto";
import http from "node:http";
import { setTimeout } from "node:timers/promises";
import { Watch } from "../watch.ts";

/** As many as Telegram's stand-in opens. */
const CONNECTIONS = 40;

/** One try to hand a notification over. `status` is `null` when the connection failed. */
export interface Posted {
  readonly lane: string;
  readonly body: string;
  readonly status: number | null;
}

export interface NotifierOptions {
  /** @secret */
  readonly appSecret: string;
  /** Milliseconds before a notification that was not answered with 200 is posted again. */
  readonly retryMs: number;
}

/**
 * Posts notifications to `POST /whatsapp/webhook`, signed as Meta signs them. In a lane one at a time, and each until it is
 * answered with 200: a killed bot gets it after its restart. Meta gives up after days; this never does.
 *
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export class Notifier {
  readonly watch = new Watch();
  readonly tries: Posted[] = [];
  readonly #options: NotifierOptions;
  readonly #lanes = new Map<string, string[]>();
  readonly #busy = new Set<string>();
  readonly #stop = new AbortController();
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  #origin: string | null = null;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.length, 0);
  }

  /** From now on there, such as `http://127.0.0.1:8080`; null: kept until there is somewhere to post to. */
  deliverTo(origin: string | null): void {
    this.#origin = origin;
    if (origin !== null) for (const [lane, bodies] of this.#lanes) void this.#carry(lane, bodies);
  }

  /** Takes a notification for the end of a lane. */
  post(lane: string, notification: object): void {
    const bodies = this.#lanes.get(lane) ?? [];
    bodies.push(JSON.stringify(notification));
    this.#lanes.set(lane, bodies);
    void this.#carry(lane, bodies);
  }

  /** Resolves when all was answered with 200. */
  async settled(withinMs: number): Promise<void> {
    const look = () => (this.waiting === 0 ? true : null);
    await this.watch.until(look, withinMs, () => `${this.waiting} notifications not taken in ${withinMs} ms`);
  }

  stop(): void {
    this.#stop.abort();
    this.#agent.destroy();
  }

  /** The signature of a body, for posting by hand. */
  sign(body: string): string {
    return `sha256=${createHmac("sha256", this.#options.appSecret).update(body).digest("hex")}`;
  }

  async #carry(lane: string, bodies: string[]): Promise<void> {
    if (this.#busy.has(lane)) return;
    this.#busy.add(lane);
    for (let body = bodies[0]; body !== undefined && this.#origin !== null; body = bodies[0]) {
      const status = await this.#send(this.#origin, body);
      if (this.#stop.signal.aborted) return;
      this.tries.push({ lane, body, status });
      if (status === 200) bodies.shift();
      this.watch.changed();
      if (status !== 200) await this.#pause();
    }
    this.#busy.delete(lane);
    if (bodies.length === 0) this.#lanes.delete(lane);
  }

  #send(origin: string, body: string): Promise<number | null> {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-hub-signature-256": this.sign(body),
    };
    return new Promise((resolve) => {
      const url = `${origin}/whatsapp/webhook`;
      const request = http.request(url, { method: "POST", agent: this.#agent, headers }, (response) => {
        response.on("end", () => resolve(response.statusCode ?? null)).resume();
      });
      request.on("error", () => resolve(null));
      request.on("close", () => resolve(null));
      request.end(body);
    });
  }

  /** Ends at once when the stand-in is stopped. */
  async #pause(): Promise<void> {
    await setTimeout(this.#options.retryMs, null, { signal: this.#stop.signal }).catch(() => {});
  }
}
